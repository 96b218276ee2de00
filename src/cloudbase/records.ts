import type { CreditRecord } from '../domain/creditRecord'
import type { RecordVersion } from '../domain/intake/job'
import type { Database } from './database'
import type { RecordRevisionRow, RecordRow } from './rows'
import { documentIn, type Transaction } from './transactions'

/** The platform takes and gives no more at once. */
const MAXIMUM_ROWS = 1000
/** One batch is put into words while the database writes another. */
const ADDED_TOGETHER = 250

/**
 * A record that a job changes is not written over: the platform has no way to write a thousand different contents at
 * once, and a transaction takes one document a request. The new content is added as a document of `recordRevisions`,
 * as a thousand can be, and one update of all of them says that it holds from now on (`revisedBy`), where nobody has
 * written the record since it was read (`changesMade`). A person's change, which is one record's, writes the whole
 * record and ends that.
 */
export function revisionIdOf({ _id, changesMade, revisedBy }: RecordRow): string | undefined {
  return revisedBy === undefined ? undefined : idOfRevision({ _id, changesMade }, revisedBy)
}

/** The record as it holds. `revisions` has its revision, if it has one, by id. */
export function currentRecord(
  row: RecordRow,
  revisions: ReadonlyMap<string, RecordRevisionRow>,
): CreditRecord {
  const id = revisionIdOf(row)
  if (id === undefined) return row
  const revision = revisions.get(id)
  if (!revision) throw new Error(`record ${row._id} has lost its revision`)
  return revision.record
}

/** Records that were read, as they hold; one more request where a job has changed one of them (at most 1000). */
export async function currentRecords(
  database: Database,
  rows: readonly RecordRow[],
): Promise<CreditRecord[]> {
  const ids = rows.flatMap((row) => revisionIdOf(row) ?? [])
  const revisions = ids.length === 0 ? [] : await rowsOf<RecordRevisionRow>(database, 'recordRevisions', ids)
  const byId = new Map(revisions.map((revision) => [revision._id, revision]))
  return rows.map((row) => currentRecord(row, byId))
}

/** A record as it holds in a transaction; a request, and one more where a job has changed it. */
export async function recordIn(transaction: Transaction, id: string): Promise<CreditRecord | undefined> {
  const row = await documentIn<RecordRow>(transaction, 'records', id)
  const revisionId = row && revisionIdOf(row)
  if (revisionId === undefined) return row
  const revision = await documentIn<RecordRevisionRow>(transaction, 'recordRevisions', revisionId)
  return currentRecord(row as RecordRow, new Map(revision && [[revisionId, revision]]))
}

/** The records with these ids (at most 1000), those that are there. */
export async function findRecordsById(database: Database, ids: readonly string[]): Promise<CreditRecord[]> {
  if (ids.length === 0) return []
  return currentRecords(database, await rowsOf<RecordRow>(database, 'records', ids))
}

/** Adds records, none of which is there; a request for some hundred. Stopped half-way, some of them are written. */
export async function addRecords(database: Database, records: readonly CreditRecord[]): Promise<void> {
  await addInBatches(database, 'records', records)
}

/** A record as it is to be, and the version of it that this was made of. */
export type RecordChange = { next: CreditRecord; version: RecordVersion }

/**
 * Changes records (at most 1000, each once) and keeps the versions before. A few requests, and one for each number of
 * times that one of them was changed before. Stopped half-way, some are changed, each whole; done again it does the
 * rest. False when somebody has changed one of them since its version was read: that one stays as it is.
 */
export async function changeRecords(
  database: Database,
  job: string,
  changes: readonly RecordChange[],
): Promise<boolean> {
  const prepared = changes.map(({ next, version }) => prepare(next, version, job))
  await addMissing(
    database,
    'recordVersions',
    prepared.map(({ version }) => version),
  )
  await addMissing(
    database,
    'recordRevisions',
    prepared.map(({ revision }) => revision),
  )
  const { in: oneOf, exists } = database.command
  let changed = 0
  for (const changesMade of new Set(prepared.map(({ from }) => from))) {
    const ids = prepared.filter(({ from }) => from === changesMade).map(({ recordId }) => recordId)
    const { updated } = await database
      .collection('records')
      .where({ _id: oneOf(ids), changesMade: changesMade ?? exists(false) })
      .update({ changesMade: (changesMade ?? 0) + 1, revisedBy: job })
    changed += updated ?? 0
  }
  if (changed === changes.length) return true
  await removeUnused(database, prepared)
  return false
}

type Prepared = {
  recordId: string
  /** What the record's `changesMade` was when its version was read. */
  from: number | undefined
  version: RecordVersion
  revision: RecordRevisionRow
}

/** Both ids hold the job's: what it prepares is in nobody's way. */
function prepare(next: CreditRecord, version: RecordVersion, job: string): Prepared {
  const { _id, creditCode } = next
  const from = version.record.changesMade
  return {
    recordId: _id,
    from,
    version: { ...version, _id: `${version._id}:${job}` },
    revision: { _id: idOfRevision({ _id, changesMade: (from ?? 0) + 1 }, job), creditCode, record: next },
  }
}

/** Nothing tells of a change that did not happen. */
async function removeUnused(database: Database, prepared: readonly Prepared[]): Promise<void> {
  const rows = await rowsOf<RecordRow>(
    database,
    'records',
    prepared.map(({ recordId }) => recordId),
  )
  const used = new Set(rows.map(revisionIdOf))
  const unused = prepared.filter(({ revision }) => !used.has(revision._id))
  const { in: oneOf } = database.command
  const idsOf = (documents: readonly { _id: string }[]) => ({ _id: oneOf(documents.map(({ _id }) => _id)) })
  await database
    .collection('recordVersions')
    .where(idsOf(unused.map(({ version }) => version)))
    .remove()
  await database
    .collection('recordRevisions')
    .where(idsOf(unused.map(({ revision }) => revision)))
    .remove()
}

/** Adds those of the documents (at most 1000) that are not there; two requests and more for many. */
export async function addMissing(
  database: Database,
  collection: string,
  documents: readonly { _id: string }[],
): Promise<void> {
  const { data } = await database
    .collection(collection)
    .where({ _id: database.command.in(documents.map(({ _id }) => _id)) })
    .field({ _id: true })
    .limit(MAXIMUM_ROWS)
    .get()
  const there = new Set((data as { _id: string }[]).map(({ _id }) => _id))
  await addInBatches(
    database,
    collection,
    documents.filter(({ _id }) => !there.has(_id)),
  )
}

async function addInBatches(
  database: Database,
  collection: string,
  documents: readonly object[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(documents.length / ADDED_TOGETHER) }, (_, index) =>
    documents.slice(index * ADDED_TOGETHER, (index + 1) * ADDED_TOGETHER),
  )
  await Promise.all(batches.map((batch) => database.collection(collection).add(batch)))
}

async function rowsOf<Row>(database: Database, collection: string, ids: readonly string[]): Promise<Row[]> {
  const { data } = await database
    .collection(collection)
    .where({ _id: database.command.in([...ids]) })
    .limit(MAXIMUM_ROWS)
    .get()
  return data as Row[]
}

function idOfRevision({ _id, changesMade }: Pick<CreditRecord, '_id' | 'changesMade'>, job: string): string {
  return `${_id}:${changesMade ?? 0}:${job}`
}
