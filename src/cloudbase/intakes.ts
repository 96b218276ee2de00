import { createHash } from 'node:crypto'
import type { CreditRecord } from '../domain/creditRecord'
import { type HeldRow, type Intake, WORKING_STATES } from '../domain/intake/job'
import type { AuditSeal } from '../domain/protection'
import type { IntakeDeps } from '../usecases/intake/intakeDeps'
import { LEASE_MS } from '../usecases/intake/workOnIntake'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { addEntities, changeEntity, findEntities, findEntityNames } from './entities'
import { base32Id } from './protection/base32'
import { markReports, rebuildMarked } from './reports'
import { documentIn, inTransaction } from './transactions'

const MAXIMUM_ROWS = 1000
/** One batch is put into words while the database writes another. */
const ADDED_TOGETHER = 250

/** What records and held rows are found by: the same text, the same id. */
export function recordIdOf(key: string): string {
  return base32Id(createHash('sha256').update(key).digest())
}

/** Everything of the database that a job needs; see `IntakeDeps`. */
export function intakeStore(
  database: Database,
  auditSeal: AuditSeal,
  door: 'command' | 'timer',
): Omit<IntakeDeps, 'now' | 'openTable' | 'putPart' | 'getPart'> {
  const oneOf = (ids: readonly string[]) => database.command.in([...ids])
  return {
    recordId: recordIdOf,
    findEntityNames: (codes) =>
      codes.length === 0 ? Promise.resolve(new Map()) : findEntityNames(database, codes),
    async findRecords(ids) {
      if (ids.length === 0) return []
      const { data } = await database
        .collection('records')
        .where({ _id: oneOf(ids) })
        .limit(MAXIMUM_ROWS)
        .get()
      return data as CreditRecord[]
    },
    markReports: markReports.bind(null, database),
    rebuildMarked: rebuildMarked.bind(null, database),
    findEntities: findEntities.bind(null, database),
    addEntities: addEntities.bind(null, database),
    changeEntity: changeEntity.bind(null, database),
    async addRecords(records) {
      const batches = Array.from({ length: Math.ceil(records.length / ADDED_TOGETHER) }, (_, index) =>
        records.slice(index * ADDED_TOGETHER, (index + 1) * ADDED_TOGETHER),
      )
      await Promise.all(batches.map((batch) => database.collection('records').add(batch)))
    },
    replaceRecord: ({ _id, ...next }, { _id: versionId, ...version }) =>
      inTransaction(database, async (transaction) => {
        const current = await documentIn<CreditRecord>(transaction, 'records', _id)
        if (JSON.stringify(current) !== JSON.stringify(version.record)) return false
        await transaction.collection('recordVersions').doc(versionId).set(version)
        await transaction.collection('records').doc(_id).set(next)
        return true
      }),
    async putHeldRows(rows) {
      const ids = rows.map(({ _id }) => _id)
      const { data } = await database
        .collection('heldRows')
        .where({ _id: oneOf(ids) })
        .field({ _id: true })
        .limit(MAXIMUM_ROWS)
        .get()
      const there = new Set((data as HeldRow[]).map(({ _id }) => _id))
      const missing = rows.filter(({ _id }) => !there.has(_id))
      if (missing.length > 0) await database.collection('heldRows').add(missing)
    },
    async supersedeHeldRows(intakeId, recordIds) {
      await database
        .collection('heldRows')
        .where({ recordId: oneOf(recordIds), state: 'open', intakeId: database.command.neq(intakeId) })
        .update({ state: 'superseded' })
    },
    saveSlice: (before, after, ids) =>
      inTransaction(database, async (transaction) => {
        const stored = await documentIn<Intake>(transaction, 'intakes', before._id)
        // Somebody has cancelled it, or works on it since our time ran out.
        if (!stored || stored.leaseUntil !== before.leaseUntil || stored.state !== before.state) return false
        const { _id, ...fields } = after
        await transaction.collection('intakes').doc(_id).set(fields)
        if (before.state === after.state && before.chunk === after.chunk && ids.length === 0) return true
        const subject = `${_id} ${before.state}`
        const entry = jobEntry({ at: Date.now(), door, action: 'job.intake', subject, ids })
        await appendLine(transaction, auditSeal, entry)
        return true
      }),
  }
}

/** Takes hold of the oldest job that nobody works on, or of the one named; undefined when there is none. */
export async function holdIntake(database: Database, now: number, id?: string): Promise<Intake | undefined> {
  const { data } = await database
    .collection('intakes')
    .where({
      ...(id !== undefined && { _id: id }),
      state: database.command.in([...WORKING_STATES]),
      leaseUntil: database.command.lt(now),
    })
    .orderBy('createdAt', 'asc')
    .limit(1)
    .get()
  const [intake] = data as Intake[]
  if (!intake) return undefined
  const leaseUntil = now + LEASE_MS
  const { updated } = await database
    .collection('intakes')
    .where({ _id: intake._id, leaseUntil: intake.leaseUntil, state: intake.state })
    .update({ leaseUntil })
  return updated === 1 ? { ...intake, leaseUntil } : undefined
}

/** Writes a job that is new. */
export async function addIntake(database: Database, intake: Intake): Promise<void> {
  await database.collection('intakes').add(intake)
}
