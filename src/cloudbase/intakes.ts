import { createHash } from 'node:crypto'
import type { CreditRecord } from '../domain/creditRecord'
import { type HeldRow, type Intake, type RecordVersion, WORKING_STATES } from '../domain/intake/job'
import type { AuditSeal } from '../domain/protection'
import type { IntakeDeps } from '../usecases/intake/intakeDeps'
import { LEASE_MS } from '../usecases/intake/workOnIntake'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { findEntityNames } from './entities'
import { markReports, rebuildMarked } from './reports'
import { documentIn, inTransaction } from './transactions'

const MAXIMUM_ROWS = 1000
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
const ID_CHARACTERS = 24

/** 120 bits of SHA-256 in 24 characters: what records are found by. */
export function recordIdOf(key: string): string {
  const digest = createHash('sha256').update(key).digest()
  let bits = 0n
  for (const byte of digest.subarray(0, 15)) bits = (bits << 8n) | BigInt(byte)
  let id = ''
  for (let at = 0; at < ID_CHARACTERS; at++) {
    id = BASE32.charAt(Number(bits & 31n)) + id
    bits >>= 5n
  }
  return id
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
    async addRecords(records) {
      await database.collection('records').add([...records])
    },
    async replaceRecord({ _id, ...next }, { _id: versionId, ...version }) {
      await database.collection('recordVersions').doc(versionId).set(version)
      await database.collection('records').doc(_id).set(next)
    },
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

/** Takes hold of the oldest job that nobody works on; undefined when there is none. */
export async function holdIntake(database: Database, now: number): Promise<Intake | undefined> {
  const { data } = await database
    .collection('intakes')
    .where({ state: database.command.in([...WORKING_STATES]), leaseUntil: database.command.lt(now) })
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

/** Types of what else is kept of it. */
export type { HeldRow, Intake, RecordVersion }
