import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { MAXIMUM_INTAKE_BYTES } from '../../contracts/limits'
import { shanghaiDate } from '../../domain/calendar'
import { DEPARTMENTS } from '../../domain/departments'
import { type Intake, type IntakeState, NO_COUNTS } from '../../domain/intake/job'
import { intakeTable } from '../../domain/intake/tables'
import type { Randomness } from '../../domain/protection'
import { covers } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import { noticedAtOf } from '../../domain/withdrawalClock'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** What the use cases need from outside. */
export type HandOverDeps = {
  randomness: Pick<Randomness, 'id'>
  /** Lets whoever holds the answer upload one file to this path, for a quarter of an hour. */
  prepareUpload: (path: string) => Promise<{ fileId: string; url: string; fields: Record<string, string> }>
  /** How long an uploaded file is; undefined while it is not there. */
  byteCountOf: (fileId: string) => Promise<number | undefined>
}

/** A file that is new. Rows are judged by the day of the hand-over. */
export function newIntake(
  told: Pick<Intake, '_id' | 'kind' | 'department' | 'fileName' | 'fileId' | 'byteCount' | 'by' | 'state'>,
  now: number,
): Intake {
  return {
    ...told,
    filesKept: 'all',
    createdAt: now,
    stateSince: now,
    today: shanghaiDate(now),
    headings: [],
    notes: [],
    failure: null,
    rowCount: 0,
    chunkCount: 0,
    chunk: 0,
    found: NO_COUNTS,
    taken: NO_COUNTS,
    samples: [],
    confirmedBy: null,
    confirmedAt: null,
    leaseUntil: 0,
    noticedAt: noticedAtOf({ kind: told.kind, handedOverOn: shanghaiDate(now) }),
  }
}

/** Somebody is about to upload a file for a department. */
export async function prepareFile(
  { randomness, prepareUpload }: HandOverDeps,
  { kind, department, fileName, byteCount }: Request<'intake', 'file.prepare'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'intake', 'file.prepare'>, CallError>> {
  const table = intakeTable(kind)
  const isKnown = table && DEPARTMENTS.some(({ key }) => key === department)
  if (!isKnown || !covers(reach, { department })) return refuse('NOT_FOUND')
  if (table.department !== undefined && table.department !== department)
    return refuse('INTAKE_KIND_DEPARTMENT')
  if (byteCount < 1 || byteCount > MAXIMUM_INTAKE_BYTES) return refuse('INTAKE_FILE_SIZE')
  const intakeId = randomness.id()
  const { fileId, url, fields } = await prepareUpload(`intake/${intakeId}/handed-over`)
  const told = { kind, department, fileName, fileId, byteCount, by: actor.personId }
  changes.insert('intakes', newIntake({ _id: intakeId, ...told, state: 'uploading' }, now))
  changes.note({ subject: intakeId })
  return ok({ intakeId, url, fields })
}

/** The file is up: a job reads and checks it. */
export async function beginFile(
  { byteCountOf }: HandOverDeps,
  { intakeId }: Request<'intake', 'file.begin'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.begin'>, CallError>> {
  const intake = await findWithin(call, intakeId)
  if (!intake) return refuse('NOT_FOUND')
  if (intake.state !== 'uploading' || intake.fileId === null) return refuse('INTAKE_STATE')
  const byteCount = await byteCountOf(intake.fileId)
  if (byteCount === undefined) return refuse('INTAKE_FILE_MISSING')
  if (byteCount < 1 || byteCount > MAXIMUM_INTAKE_BYTES) return refuse('INTAKE_FILE_SIZE')
  call.changes.update('intakes', { ...intake, byteCount, state: 'reading', stateSince: call.now })
  return ok({ done: true })
}

/** The officer has seen what the check found, and has it taken in. */
export async function confirmFile(
  { intakeId }: Request<'intake', 'file.confirm'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.confirm'>, CallError>> {
  const { actor, changes, now } = call
  const intake = await findWithin(call, intakeId)
  if (!intake) return refuse('NOT_FOUND')
  if (intake.state !== 'checked') return refuse('INTAKE_STATE')
  changes.update('intakes', {
    ...intake,
    state: 'taking',
    stateSince: now,
    chunk: 0,
    confirmedBy: actor.personId,
    confirmedAt: now,
  })
  return ok({ done: true })
}

/** After which state a cancelled file is: where records were written already, their reports are rebuilt first. */
const CANCELLED: Partial<Record<IntakeState, IntakeState>> = {
  uploading: 'cancelled',
  reading: 'cancelled',
  checking: 'cancelled',
  checked: 'cancelled',
  taking: 'cancelling',
}

/** Stops it: rows that were taken stay whole, the others are not touched. */
export async function cancelFile(
  { intakeId }: Request<'intake', 'file.cancel'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.cancel'>, CallError>> {
  const intake = await findWithin(call, intakeId)
  if (!intake) return refuse('NOT_FOUND')
  const state = CANCELLED[intake.state]
  if (!state) return refuse('INTAKE_STATE')
  // Whoever works on it loses hold of it: its next slice is not written.
  call.changes.update('intakes', { ...intake, state, stateSince: call.now, leaseUntil: 0 })
  return ok({ done: true })
}

async function findWithin({ reach, changes }: Call, intakeId: string): Promise<Intake | undefined> {
  const intake = await changes.find('intakes', intakeId)
  if (!intake || !covers(reach, { department: intake.department })) return undefined
  changes.note({ subject: intakeId })
  return intake
}
