import { auditLineId } from '../domain/auditChain'
import type { AuditAnchor, AuditDaySeal, AuditHead, AuditLine, ChainPlace } from '../domain/auditLine'
import type { AuditSeal } from '../domain/protection'
import type { LogReading } from '../usecases/audit/verifyLog'
import { appendJobLine, appendLine, type JobSlice, jobEntry } from './auditLog'
import type { Database } from './database'
import { inTransaction } from './transactions'

/** CloudBase gives at most so many documents a request. */
const PAGE = 1000
/** Ids in one removal: some tens of kilobytes. */
const REMOVAL = 500

/** The log as verifying, sealing and archiving read it. */
export function auditReading(database: Database, seal: AuditSeal): LogReading {
  return {
    seal,
    readHeads: async () => (await database.collection('auditHeads').limit(PAGE).get()).data as AuditHead[],
    readAnchors: async () =>
      (await database.collection('auditAnchors').limit(PAGE).get()).data as AuditAnchor[],
    readSeals: () => pages<AuditDaySeal>(database, 'auditSeals', '', AFTER_EVERY_DAY),
    readLines: (after, before) => pages<AuditLine>(database, 'auditLines', after, before),
    readOutermostIds: async () => {
      const outermost = (direction: 'asc' | 'desc') =>
        database.collection('auditLines').orderBy('_id', direction).limit(1).get()
      const [first, last] = [await outermost('asc'), await outermost('desc')]
      return [...first.data, ...last.data].map(({ _id }: { _id: unknown }) => _id)
    },
  }
}

const AFTER_EVERY_DAY = '~'

async function* pages<T extends { _id: string }>(
  database: Database,
  collection: string,
  after: string,
  before: string,
): AsyncGenerator<T> {
  const { gt, lt } = database.command
  for (let last = after; ; ) {
    const { data } = await database
      .collection(collection)
      .where({ _id: gt(last).and(lt(before)) })
      .orderBy('_id', 'asc')
      .limit(PAGE)
      .get()
    const rows = data as T[]
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) return
    last = end._id
  }
}

/** The last two seals, the newest first. */
export async function readLastSeals(database: Database): Promise<AuditDaySeal[]> {
  const { data } = await database.collection('auditSeals').orderBy('_id', 'desc').limit(2).get()
  return data as AuditDaySeal[]
}

/** Writes a day's seal with its line in the log; false when the day has one. */
export async function insertSeal(
  database: Database,
  seal: AuditSeal,
  door: JobSlice['door'],
  day: AuditDaySeal,
): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    const seals = transaction.collection('auditSeals')
    // Inside a transaction the SDK gives the document itself, or null.
    const { data } = (await seals.doc(day._id).get()) as unknown as { data: AuditDaySeal | null }
    if (data) return false
    await seals.add(day)
    const ids = day.heads.map(({ shard, sequence }) => auditLineId(shard, sequence))
    const slice: JobSlice = { at: day.at, door, action: 'job.auditSeal', subject: day._id, ids }
    await appendLine(transaction, seal, jobEntry(slice))
    return true
  })
}

/** Writes anchors with their line in the log. */
export async function putAnchors(
  database: Database,
  seal: AuditSeal,
  anchors: readonly AuditAnchor[],
  now: number,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    for (const { _id, ...anchor } of anchors)
      await transaction.collection('auditAnchors').doc(_id).set(anchor)
    const ids = anchors.map(({ shard, sequence }) => auditLineId(shard, sequence))
    const subject = anchors[0]?.file
    const slice: JobSlice = { at: now, door: 'command', action: 'job.auditAnchor', subject, ids }
    await appendLine(transaction, seal, jobEntry(slice))
  })
}

/** Removes the lines of a chain up to a place, slice by slice; each slice's line is written before it goes. */
export async function removeLines(
  database: Database,
  seal: AuditSeal,
  { shard, sequence }: ChainPlace,
  now: number,
): Promise<void> {
  const { gt, lte, in: among } = database.command
  for (;;) {
    const { data } = await database
      .collection('auditLines')
      .where({ _id: gt(auditLineId(shard, 0)).and(lte(auditLineId(shard, sequence))) })
      .orderBy('_id', 'asc')
      .limit(REMOVAL)
      .get()
    const ids = (data as AuditLine[]).map(({ _id }) => _id)
    if (ids.length === 0) return
    await appendJobLine(database, seal, { at: now, door: 'command', action: 'job.auditArchive', ids })
    await database
      .collection('auditLines')
      .where({ _id: among(ids) })
      .remove()
  }
}
