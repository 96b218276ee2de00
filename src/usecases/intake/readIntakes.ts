import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { IntakeView } from '../../contracts/intake'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { Intake } from '../../domain/intake/job'
import { isChecked, secondsLeft } from '../../domain/intake/progress'
import { covers, type Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** What the use cases need from outside. */
export type ReadIntakesDeps = {
  findIntake: (id: string) => Promise<Intake | undefined>
  pageOfIntakes: (reach: Reach, after: PageEnd | undefined) => Promise<Intake[]>
  /** Links to parts of the result, in order. */
  linksToResult: (intakeId: string, chunks: readonly number[]) => Promise<string[]>
}

/** The storage links so many files at once. */
const PARTS_A_CALL = 50

/** What was handed over within reach, newest first. */
export async function listFiles(
  deps: ReadIntakesDeps,
  { cursor }: Request<'intake', 'file.list'>,
  { reach, now }: Call,
): Promise<Result<Response<'intake', 'file.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const page = await deps.pageOfIntakes(reach, after.value)
  const endOf = ({ createdAt, _id }: Intake) => ({ value: createdAt, id: _id })
  return ok({ rows: page.map((intake) => viewOf(intake, now)), cursor: cursorAfter(page, endOf) })
}

/** One file with what it was taken for and what stood in the way. */
export async function readFile(
  deps: Pick<ReadIntakesDeps, 'findIntake'>,
  { intakeId }: Request<'intake', 'file.read'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.read'>, CallError>> {
  const intake = await findWithin(deps, intakeId, call)
  if (!intake) return refuse('NOT_FOUND')
  const { headings, notes, samples } = intake
  return ok({ intake: viewOf(intake, call.now), headings, notes, samples })
}

/** How far a file is, for a page that asks again and again while a job is at work on it. */
export async function readProgress(
  deps: Pick<ReadIntakesDeps, 'findIntake'>,
  { intakeId }: Request<'intake', 'file.progress'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.progress'>, CallError>> {
  const intake = await findWithin(deps, intakeId, call)
  return intake ? ok({ intake: viewOf(intake, call.now) }) : refuse('NOT_FOUND')
}

/** The file as it was handed over with two columns more, in parts. */
export async function linkResult(
  { findIntake, linksToResult }: Pick<ReadIntakesDeps, 'findIntake' | 'linksToResult'>,
  { intakeId, fromChunk }: Request<'intake', 'file.result'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.result'>, CallError>> {
  const intake = await findWithin({ findIntake }, intakeId, call)
  if (!intake) return refuse('NOT_FOUND')
  call.note({ subject: intakeId })
  if (!isChecked(intake)) return refuse('INTAKE_STATE')
  if (intake.filesKept === 'nothing') return refuse('INTAKE_RESULT_GONE')
  const count = Math.max(0, Math.min(PARTS_A_CALL, intake.chunkCount - Math.max(0, fromChunk)))
  const chunks = Array.from({ length: count }, (_, index) => Math.max(0, fromChunk) + index)
  const next = (chunks.at(-1) ?? intake.chunkCount) + 1
  return ok({
    urls: count === 0 ? [] : await linksToResult(intakeId, chunks),
    nextChunk: next < intake.chunkCount ? next : null,
  })
}

async function findWithin(
  { findIntake }: Pick<ReadIntakesDeps, 'findIntake'>,
  intakeId: string,
  { reach }: Call,
): Promise<Intake | undefined> {
  const intake = await findIntake(intakeId)
  return intake && covers(reach, { department: intake.department }) ? intake : undefined
}

function viewOf(intake: Intake, now: number): IntakeView {
  return {
    id: intake._id,
    kind: intake.kind,
    department: intake.department,
    fileName: intake.fileName,
    byteCount: intake.byteCount,
    hasResult: isChecked(intake) && intake.filesKept !== 'nothing',
    createdAt: intake.createdAt,
    confirmedAt: intake.confirmedAt,
    state: intake.state,
    stateSince: intake.stateSince,
    failure: intake.failure,
    rowCount: intake.rowCount,
    chunk: intake.chunk,
    chunkCount: intake.chunkCount,
    secondsLeft: secondsLeft(intake, now),
    found: intake.found,
    taken: intake.taken,
  }
}
