import { createHash } from 'node:crypto'
import { type Intake, WORKING_STATES } from '../domain/intake/job'
import type { AuditSeal } from '../domain/protection'
import type { IntakeDeps } from '../usecases/intake/intakeDeps'
import { LEASE_MS } from '../usecases/intake/workOnIntake'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { addEntities, changeEntity, findEntities } from './entities'
import { base32Id } from './protection/base32'
import { addMissing, addRecords, changeRecords, findRecordsById } from './records'
import { RememberedNames } from './rememberedNames'
import { markReports, rebuildMarked } from './reports'
import { documentIn, inTransaction } from './transactions'

/** What records and held rows are found by: the same text, the same id. */
export function recordIdOf(key: string): string {
  return base32Id(createHash('sha256').update(key).digest())
}

/** Everything of the database that a job needs; see `IntakeDeps`. One for all runs of a process. */
export function intakeStore(
  database: Database,
  auditSeal: AuditSeal,
  door: 'command' | 'timer',
): Omit<IntakeDeps, 'now' | 'openTable' | 'putPart' | 'getPart'> {
  const oneOf = (ids: readonly string[]) => database.command.in([...ids])
  return {
    recordId: recordIdOf,
    findNamesFor: new RememberedNames(database).find,
    findRecords: findRecordsById.bind(null, database),
    markReports: markReports.bind(null, database),
    rebuildMarked: rebuildMarked.bind(null, database),
    findEntities: findEntities.bind(null, database),
    addEntities: addEntities.bind(null, database),
    changeEntity: changeEntity.bind(null, database),
    addRecords: addRecords.bind(null, database),
    changeRecords: changeRecords.bind(null, database),
    putHeldRows: (rows) => addMissing(database, 'heldRows', rows),
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
