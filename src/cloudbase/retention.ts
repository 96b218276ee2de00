import type { CreditCase } from '../domain/creditCase'
import type { Claim, Grant, Upload } from '../domain/people'
import type { AuditSeal } from '../domain/protection'
import { keptUntil, pastBefore, RETENTION, RULED_KINDS, type RuledKind } from '../domain/retention'
import { isGivenBy } from '../usecases/mine/keptOf'
import { appendJobLine, appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { deleteFiles, type FileCloud } from './pictures'
import { documentIn, inTransaction, type Transaction } from './transactions'

/** What the job works with. */
export type RetentionOptions = {
  database: Database
  files: FileCloud
  auditSeal: AuditSeal
  door: 'command' | 'timer'
  /** Epoch milliseconds. */
  now: number
  /** How many slices at most; what is left is taken by the next run. */
  maximumSlices: number
}

/** How many documents of each kind a run has deleted; claims that gave a role count with the role. */
export type Deleted = Partial<Record<RuledKind, number>>

type Row = { _id: string }

const JOB = 'job.retention'
/** A transaction asks twice for each document; a function has twenty seconds. */
const SLICE_ROWS = 50
/** Counts of calls are many, and nobody's document. */
const COUNT_ROWS = 1000

/**
 * Deletes what has passed its time (`domain/retention`), oldest first, each slice in one transaction with its line in
 * the log. It keeps no place: what is past its time is found again, so it may be killed anywhere.
 */
export async function deletePastTime(options: RetentionOptions): Promise<Deleted> {
  const deleted: Deleted = {}
  let slices = 0
  for (const kind of RULED_KINDS) {
    for (;;) {
      const rows = await findPast(options, kind)
      if (rows.length === 0) break
      if (slices++ >= options.maximumSlices) return deleted
      await (kind === 'callCounts'
        ? deleteCounts(options, rows, deleted)
        : deleteSlice(options, kind, rows, deleted))
    }
  }
  return deleted
}

async function findPast({ database, now }: RetentionOptions, kind: RuledKind): Promise<Row[]> {
  const { collection, rule } = RETENTION[kind]
  const where = 'where' in rule ? rule.where : {}
  const { data } = await database
    .collection(collection)
    .where({ ...where, [rule.field]: database.command.lt(pastBefore(kind, now)) })
    .orderBy(rule.field, 'asc')
    .limit(kind === 'callCounts' ? COUNT_ROWS : SLICE_ROWS)
    .get()
  return data as Row[]
}

/** The line comes first: deleted twice is no harm, deleted without a line is. */
async function deleteCounts(
  { database, auditSeal, now, door }: RetentionOptions,
  rows: readonly Row[],
  deleted: Deleted,
): Promise<void> {
  const ids = rows.map(({ _id }) => _id)
  await appendJobLine(database, auditSeal, { at: now, door, action: JOB, subject: 'callCounts', ids })
  await database
    .collection('callCounts')
    .where({ _id: database.command.in(ids) })
    .remove()
  deleted.callCounts = (deleted.callCounts ?? 0) + ids.length
}

/** Pictures go before the documents that name them, so that none is left that nobody knows of. */
async function deleteSlice(
  options: RetentionOptions,
  kind: RuledKind,
  rows: readonly Row[],
  deleted: Deleted,
): Promise<void> {
  const { database, auditSeal, files, now, door } = options
  const claims = kind === 'grants' ? await claimsThatGave(database, rows as Grant[]) : []
  await deleteFiles(files, [...picturesOf(kind, rows), ...claims.map(({ evidence }) => evidence)])
  const ids = await inTransaction(database, async (transaction) => {
    const gone: string[] = []
    for (const { _id } of rows)
      if (await removeIf(transaction, RETENTION[kind].collection, _id, (row) => isPast(kind, row, now)))
        gone.push(_id)
    for (const { _id } of claims) if (await removeIf(transaction, 'claims', _id, () => true)) gone.push(_id)
    await appendLine(
      transaction,
      auditSeal,
      jobEntry({ at: now, door, action: JOB, subject: kind, ids: gone }),
    )
    return gone
  })
  deleted[kind] = (deleted[kind] ?? 0) + ids.length
}

/** Confirmed claims go with the role that they gave. */
async function claimsThatGave(database: Database, grants: readonly Grant[]): Promise<Claim[]> {
  const found = await Promise.all(
    grants
      .filter(({ role }) => role === 'merchantOwner')
      .map(async (grant) => {
        const { personId, creditCode } = grant
        const { data } = await database.collection('claims').where({ personId, creditCode }).limit(1000).get()
        return (data as Claim[]).filter((claim) => isGivenBy(grant, claim))
      }),
  )
  return found.flat()
}

/** What was uploaded and submitted is the claim's by now. */
function picturesOf(kind: RuledKind, rows: readonly Row[]): string[] {
  if (kind === 'uploads')
    return (rows as Upload[]).filter(({ claimId }) => claimId === null).map(({ fileId }) => fileId)
  if (kind === 'cases') return (rows as CreditCase[]).flatMap(({ proofs }) => proofs)
  if (RETENTION[kind].collection === 'claims') return (rows as Claim[]).map(({ evidence }) => evidence)
  return []
}

async function removeIf(
  transaction: Transaction,
  collection: string,
  id: string,
  isWanted: (row: Row) => boolean,
): Promise<boolean> {
  const row = await documentIn<Row>(transaction, collection, id)
  if (!row || !isWanted(row)) return false
  await transaction.collection(collection).doc(id).remove()
  return true
}

function isPast(kind: RuledKind, row: Row, now: number): boolean {
  const until = keptUntil(kind, row)
  return until !== null && until < now
}
