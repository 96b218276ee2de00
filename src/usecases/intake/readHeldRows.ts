import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { HeldRowView } from '../../contracts/intake'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { HeldRow, Intake } from '../../domain/intake/job'
import type { DoubtCode } from '../../domain/intake/row'
import { intakeTable } from '../../domain/intake/tables'
import { covers, type Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** Which of the rows that wait; null: of every file within reach, of every sort. */
export type HeldRowsWanted = { reach: Reach; intakeId: string | null; sort: DoubtCode | null }

/** What the use cases need from outside. */
export type ReadHeldRowsDeps = {
  findIntake: (id: string) => Promise<Intake | undefined>
  pageOfHeldRows: (wanted: HeldRowsWanted, after: PageEnd | undefined) => Promise<HeldRow[]>
  countHeldRows: (wanted: Omit<HeldRowsWanted, 'sort'>) => Promise<Map<DoubtCode, number>>
  findEntityNames: (creditCodes: readonly string[]) => Promise<Map<string, string>>
}

/** The rows that wait for a person, with the registry's name beside them: a file's in its order, others oldest first. */
export async function listHeldRows(
  deps: ReadHeldRowsDeps,
  { cursor, intakeId, sort }: Request<'intake', 'held.list'>,
  { reach }: Call,
): Promise<Result<Response<'intake', 'held.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  if (!(await isWithin(deps, intakeId, reach))) return refuse('NOT_FOUND')
  const page = await deps.pageOfHeldRows({ reach, intakeId, sort }, after.value)
  const codes = [...new Set(page.flatMap(({ creditCode }) => creditCode ?? []))]
  const names = codes.length === 0 ? new Map<string, string>() : await deps.findEntityNames(codes)
  const endOf = ({ heldAt, row, _id }: HeldRow) => ({ value: intakeId === null ? heldAt : row, id: _id })
  return ok({ rows: page.map((row) => heldViewOf(row, names)), cursor: cursorAfter(page, endOf) })
}

/** How many rows of each sort wait for a person. */
export async function countHeldRows(
  deps: Pick<ReadHeldRowsDeps, 'findIntake' | 'countHeldRows'>,
  { intakeId }: Request<'intake', 'held.count'>,
  { reach }: Call,
): Promise<Result<Response<'intake', 'held.count'>, CallError>> {
  if (!(await isWithin(deps, intakeId, reach))) return refuse('NOT_FOUND')
  const counts = await deps.countHeldRows({ reach, intakeId })
  return ok({ sorts: [...counts].map(([sort, count]) => ({ sort, count })) })
}

/** What is asked of no single file is bounded by the query. */
async function isWithin(
  { findIntake }: Pick<ReadHeldRowsDeps, 'findIntake'>,
  intakeId: string | null,
  reach: Reach,
): Promise<boolean> {
  if (intakeId === null) return true
  const intake = await findIntake(intakeId)
  return intake !== undefined && covers(reach, { department: intake.department })
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
