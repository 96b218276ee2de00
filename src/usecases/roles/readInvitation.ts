import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { rosterKey } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import { roleObstacle } from '../../domain/roleObstacle'
import type { Call } from '../call'
import type { Changes } from '../changes'
import { refuse } from '../refuse'
import { findOpenInvitation } from './findOpenInvitation'
import { type FindEntityNames, placeNames } from './grantViews'

/** What the use case needs from outside. */
export type ReadInvitationDeps = {
  protection: Pick<Protection, 'digest' | 'open'>
  find: Changes['find']
  findEntityNames: FindEntityNames
}

/**
 * What somebody who opens an invitation is asked to take on, by whom, and until when. Who cannot take it on reads why
 * before anything is typed.
 */
export async function readInvitation(
  deps: ReadInvitationDeps,
  { token }: Request<'people', 'invitation.read'>,
  { actor, now }: Call,
): Promise<Result<Response<'people', 'invitation.read'>, CallError>> {
  const { personId } = actor
  const found = await findOpenInvitation(deps.find, deps.protection, { token, personId, now })
  if (!found.ok) return found
  const { role, post, isHandOver, expiresAt, unit, department, creditCode, invitedByGrant } = found.value
  const person = await deps.find('people', personId)
  const roster = await deps.find('rosters', rosterKey(found.value))
  const toGive = { personId, role, place: { unit, department, creditCode } }
  const obstacle = roleObstacle(toGive, person?.roles ?? [], roster, isHandOver)
  if (obstacle) return refuse(obstacle)
  const giver = invitedByGrant === null ? undefined : await deps.find('grants', invitedByGrant)
  const nameOf = await placeNames(deps.findEntityNames, [found.value])
  return ok({
    role,
    post,
    isHandOver,
    expiresAt,
    unit,
    department,
    creditCode,
    placeName: nameOf(found.value),
    invitedByName: giver?.maskedName ?? null,
    ownName: person?.name ? deps.protection.open('name', person.name) : null,
  })
}
