import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { HeldRowView, IntakeView } from '../../contracts/intake'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { HeldRow, Intake } from '../../domain/intake/job'
import { intakeTable } from '../../domain/intake/tables'
import { covers, type Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** What the use cases need from outside. */
export type ReadIntakesDeps = {
  findIntake: (id: string) => Promise<Intake | undefined>
  pageOfIntakes: (reach: Reach, after: PageEnd | undefined) => Promise<Intake[]>
  pageOfHeldRows: (reach: Reach, after: PageEnd | undefined) => Promise<HeldRow[]>
  findEntityNames: (creditCodes: readonly string[]) => Promise<Map<string, string>>
  /** Links to parts of the result, in order. */
  linksToResult: (intakeId: string, chunks: readonly number[]) => Promise<string[]>
}

/** The storage links so many files at once. */
const PARTS_A_CALL = 50

/** What was handed over within reach, newest first. */
export async function listFiles(
  deps: ReadIntakesDeps,
  { cursor }: Request<'intake', 'file.list'>,
  { reach }: Call,
): Promise<Result<Response<'intake', 'file.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const page = await deps.pageOfIntakes(reach, after.value)
  const endOf = ({ createdAt, _id }: Intake) => ({ value: createdAt, id: _id })
  return ok({ rows: page.map(viewOf), cursor: cursorAfter(page, endOf) })
}

/** One file with what it was taken for and what stood in the way. */
export async function readFile(
  { findIntake }: ReadIntakesDeps,
  { intakeId }: Request<'intake', 'file.read'>,
  call: Call,
): Promise<Result<Response<'intake', 'file.read'>, CallError>> {
  const intake = await findIntake(intakeId)
  if (!intake || !covers(call.reach, { department: intake.department })) return refuse('NOT_FOUND')
  const { headings, notes, samples } = intake
  return ok({ intake: viewOf(intake), headings, notes, samples })
}

/** The file as it was handed over with two columns more, in parts. */
export async function linkResult(
  { findIntake, linksToResult }: ReadIntakesDeps,
  { intakeId, fromChunk }: Request<'intake', 'file.result'>,
  { reach, note }: Call,
): Promise<Result<Response<'intake', 'file.result'>, CallError>> {
  const intake = await findIntake(intakeId)
  if (!intake || !covers(reach, { department: intake.department })) return refuse('NOT_FOUND')
  note({ subject: intakeId })
  if (['uploading', 'reading', 'checking', 'failed'].includes(intake.state)) return refuse('INTAKE_STATE')
  const count = Math.max(0, Math.min(PARTS_A_CALL, intake.chunkCount - Math.max(0, fromChunk)))
  const chunks = Array.from({ length: count }, (_, index) => Math.max(0, fromChunk) + index)
  const next = (chunks.at(-1) ?? intake.chunkCount) + 1
  return ok({
    urls: count === 0 ? [] : await linksToResult(intakeId, chunks),
    nextChunk: next < intake.chunkCount ? next : null,
  })
}

/** The rows within reach that wait for a person, oldest first, with the registry's name beside them. */
export async function listHeldRows(
  deps: ReadIntakesDeps,
  { cursor }: Request<'intake', 'held.list'>,
  { reach }: Call,
): Promise<Result<Response<'intake', 'held.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const page = await deps.pageOfHeldRows(reach, after.value)
  const codes = [...new Set(page.flatMap(({ creditCode }) => creditCode ?? []))]
  const names = codes.length === 0 ? new Map<string, string>() : await deps.findEntityNames(codes)
  const endOf = ({ heldAt, _id }: HeldRow) => ({ value: heldAt, id: _id })
  return ok({ rows: page.map((row) => heldViewOf(row, names)), cursor: cursorAfter(page, endOf) })
}

function viewOf(intake: Intake): IntakeView {
  return {
    id: intake._id,
    kind: intake.kind,
    department: intake.department,
    fileName: intake.fileName,
    byteCount: intake.byteCount,
    createdAt: intake.createdAt,
    state: intake.state,
    stateSince: intake.stateSince,
    failure: intake.failure,
    rowCount: intake.rowCount,
    chunk: intake.chunk,
    chunkCount: intake.chunkCount,
    found: intake.found,
    taken: intake.taken,
  }
}

function heldViewOf(held: HeldRow, names: Map<string, string>): HeldRowView {
  const columns = intakeTable(held.kind)?.columns ?? []
  return {
    id: held._id,
    intakeId: held.intakeId,
    row: held.row,
    kind: held.kind,
    creditCode: held.creditCode,
    subjectName: held.record.subjectName,
    registeredName: (held.creditCode !== null && names.get(held.creditCode)) || null,
    values: columns.flatMap(({ name, heading }) => {
      const value = held.record.values[name]
      return value === undefined ? [] : [{ heading, value }]
    }),
    doubts: held.doubts,
    heldAt: held.heldAt,
  }
}
