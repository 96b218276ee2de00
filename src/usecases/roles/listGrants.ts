import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { Grant, Place } from '../../domain/people'
import { covers, type Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { type FindEntityNames, grantViews } from './grantViews'

/** What the use case needs from outside. */
export type ListGrantsDeps = {
  /** A page of the roles within reach that are not ended, newest first. */
  pageOfGrants: (reach: Reach, after: PageEnd | undefined) => Promise<Grant[]>
  /** Where an entity belongs, if it is there. */
  findEntityPlace: (creditCode: string) => Promise<Place | undefined>
  findEntityNames: FindEntityNames
}

/** People and their roles: of one shop, or everybody within reach. */
export async function listGrants(
  deps: ListGrantsDeps,
  { creditCode, cursor }: Request<'people', 'grant.list'>,
  { reach, note }: Call,
): Promise<Result<Response<'people', 'grant.list'>, CallError>> {
  note({ creditCode })
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const shop = creditCode === null ? undefined : await deps.findEntityPlace(creditCode)
  if (creditCode !== null && !(shop && covers(reach, shop))) return refuse('NOT_FOUND')
  const page = await deps.pageOfGrants(creditCode === null ? reach : shopAlone(creditCode), after.value)
  const endOf = ({ givenAt, _id }: Grant) => ({ value: givenAt, id: _id })
  return ok({ rows: await grantViews(deps.findEntityNames, page), cursor: cursorAfter(page, endOf) })
}

function shopAlone(creditCode: string): Reach {
  return { all: false, units: [], departments: [], creditCodes: [creditCode] }
}
