import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { CreditCase } from '../../domain/creditCase'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { caseRowView } from './caseViews'

/** What the use case needs from outside. */
export type ListCasesDeps = {
  /** A page of cases within reach: open ones by the day they are due, others as they were closed, newest first. */
  readCases: (reach: Reach, isOpen: boolean, after: PageEnd | undefined) => Promise<CreditCase[]>
}

/** Cases within reach, page by page. */
export async function listCases(
  { readCases }: ListCasesDeps,
  { cursor, isOpen }: Request<'cases', 'case.list'>,
  { reach, now }: Call,
): Promise<Result<Response<'cases', 'case.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const cases = await readCases(reach, isOpen, after.value)
  const next = cursorAfter(cases, ({ listedAt, _id }) => ({ value: listedAt, id: _id }))
  return ok({ rows: cases.map((row) => caseRowView(row, now)), cursor: next })
}
