import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { Claim } from '../../domain/people'
import type { Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { claimRowView } from './claimViews'

/** What the use case needs from outside. */
export type ListClaimsDeps = {
  /** A page of claims within reach: those that wait in the order they came, others newest first. */
  readClaims: (reach: Reach, state: Claim['state'], after: PageEnd | undefined) => Promise<Claim[]>
}

/** Claims within a clerk's reach, page by page. */
export async function listClaims(
  { readClaims }: ListClaimsDeps,
  { cursor, state }: Request<'people', 'claim.list'>,
  { reach }: Call,
): Promise<Result<Response<'people', 'claim.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const claims = await readClaims(reach, state, after.value)
  const next = cursorAfter(claims, ({ submittedAt, _id }) => ({ value: submittedAt, id: _id }))
  return ok({ rows: claims.map(claimRowView), cursor: next })
}
