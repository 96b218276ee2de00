import type { AuditSeal, Protection, Sealed, SealedKind } from '../domain/protection'
import { SEALED_FIELDS, type SealedCollection } from '../usecases/sealedFields'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { documentIn, inTransaction, type Transaction } from './transactions'

/** What the job works with. */
export type RotationOptions = {
  database: Database
  protection: Protection
  auditSeal: AuditSeal
  door: 'command' | 'timer'
  now: () => number
  /** How many slices at most; what is left is taken by the next run. */
  maximumSlices: number
  /** Told after each slice how many documents were sealed anew so far. */
  onSlice: (count: number) => void
}

/** What a run has done: how many documents it sealed anew, and which fields did not open and stay as they are. */
export type Rotated = { count: number; unopened: string[] }

type Row = { _id: string } & Record<string, unknown>
type Field = { collection: SealedCollection; field: string; kind: SealedKind }

const SLICE_ROWS = 20
const JOB = 'job.rotateKeys'

const FIELDS: Field[] = Object.entries(SEALED_FIELDS).flatMap(([collection, fields]) =>
  Object.entries(fields).map(([field, kind]) => ({
    collection: collection as SealedCollection,
    field,
    kind,
  })),
)

/**
 * Seals anew what is under an older key than the newest, each slice in one transaction with its line in the log. A value
 * begins with its key's id, so an index finds what is left: the job keeps no place and may be killed anywhere.
 */
export async function rotateKeys(options: RotationOptions): Promise<Rotated> {
  const { newestKeyId } = options.protection
  const rotated: Rotated = { count: 0, unopened: [] }
  let slices = 0
  // The newest key's values begin with its id and a colon; a semicolon follows the colon.
  for (const field of FIELDS)
    for (const [from, to] of [
      ['', `${newestKeyId}:`],
      [`${newestKeyId};`, '\uffff'],
    ] as const)
      for (let after: string = from; ; ) {
        const rows = await findBetween(options.database, field, after, to)
        const last = rows.at(-1)
        if (!last) break
        if (slices++ >= options.maximumSlices) return rotated
        await sealAnew(options, field, rows, rotated)
        options.onSlice(rotated.count)
        after = last[field.field] as string
      }
  return rotated
}

async function findBetween(
  database: Database,
  { collection, field }: Field,
  after: string,
  before: string,
): Promise<Row[]> {
  const { data } = await database
    .collection(collection)
    .where({ [field]: database.command.gt(after).and(database.command.lt(before)) })
    .orderBy(field, 'asc')
    .field({ _id: true, [field]: true })
    .limit(SLICE_ROWS)
    .get()
  return data as Row[]
}

async function sealAnew(
  { database, protection, auditSeal, door, now }: RotationOptions,
  { collection, field, kind }: Field,
  rows: readonly Row[],
  rotated: Rotated,
): Promise<void> {
  const sealed = await inTransaction(database, async (transaction) => {
    const ids: string[] = []
    const unopened: string[] = []
    for (const { _id } of rows) {
      const value = await sealedValue(transaction, collection, _id, field)
      if (value === undefined || value.startsWith(`${protection.newestKeyId}:`)) continue
      const text = textOf(protection, kind, value)
      if (text === undefined) unopened.push(`${collection}/${_id} ${field}`)
      else {
        await transaction
          .collection(collection)
          .doc(_id)
          .update({ [field]: protection.seal(kind, text) })
        ids.push(_id)
      }
    }
    const subject = `${collection}.${field}`
    if (ids.length > 0)
      await appendLine(transaction, auditSeal, jobEntry({ at: now(), door, action: JOB, subject, ids }))
    return { ids, unopened }
  })
  rotated.count += sealed.ids.length
  rotated.unopened.push(...sealed.unopened)
}

async function sealedValue(
  transaction: Transaction,
  collection: string,
  id: string,
  field: string,
): Promise<string | undefined> {
  const value = (await documentIn<Row>(transaction, collection, id))?.[field]
  return typeof value === 'string' ? value : undefined
}

/** One value that does not open must not keep the others under an old key; it is told of at the end. */
function textOf(protection: Protection, kind: SealedKind, value: string): string | undefined {
  try {
    return protection.open(kind, value as Sealed)
  } catch {
    return undefined
  }
}
