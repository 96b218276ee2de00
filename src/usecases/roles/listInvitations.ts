import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { InvitationView } from '../../contracts/people'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import { type Grant, type Invitation, isActive } from '../../domain/people'
import type { Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { type FindEntityNames, placeNames } from './grantViews'

/** What the use case needs from outside. */
export type ListInvitationsDeps = {
  /** A page of those within reach, newest first; none of the first officer's. */
  pageOfInvitations: (reach: Reach, after: PageEnd | undefined) => Promise<Invitation[]>
  /** Those of the roles that are there. */
  findGrants: (ids: readonly string[]) => Promise<Grant[]>
  findEntityNames: FindEntityNames
}

/** Invitations within reach, newest first, as they stand now. */
export async function listInvitations(
  deps: ListInvitationsDeps,
  { cursor }: Request<'people', 'invitation.list'>,
  { reach, now }: Call,
): Promise<Result<Response<'people', 'invitation.list'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const page = await deps.pageOfInvitations(reach, after.value)
  const givers = await activeGivers(deps, page)
  const nameOf = await placeNames(deps.findEntityNames, page)
  const rows = page.map(
    (invitation): InvitationView => ({
      id: invitation._id,
      role: invitation.role,
      post: invitation.post,
      isHandOver: invitation.isHandOver,
      invitedAt: invitation.invitedAt,
      expiresAt: invitation.expiresAt,
      state: stateOf(invitation, givers, now),
      unit: invitation.unit,
      department: invitation.department,
      creditCode: invitation.creditCode,
      placeName: nameOf(invitation),
    }),
  )
  const endOf = ({ invitedAt, _id }: Invitation) => ({ value: invitedAt, id: _id })
  return ok({ rows, cursor: cursorAfter(page, endOf) })
}

async function activeGivers(
  { findGrants }: ListInvitationsDeps,
  page: readonly Invitation[],
): Promise<ReadonlySet<string>> {
  const open = page.filter(({ state }) => state === 'open')
  const ids = [...new Set(open.flatMap(({ invitedByGrant }) => invitedByGrant ?? []))]
  const grants = ids.length === 0 ? [] : await findGrants(ids)
  return new Set(grants.filter(isActive).map(({ _id }) => _id))
}

/** An open one dies with its day, and with the role that it comes from. */
function stateOf(
  { state, expiresAt, invitedByGrant }: Invitation,
  givers: ReadonlySet<string>,
  now: number,
): InvitationView['state'] {
  if (state !== 'open') return state
  if (now >= expiresAt) return 'expired'
  return invitedByGrant === null || givers.has(invitedByGrant) ? 'open' : 'cancelled'
}
