import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { DEPARTMENTS } from '../../domain/departments'
import { giverOf, mayGive } from '../../domain/giving'
import { INVITATION_MS, type Place } from '../../domain/people'
import { holdsPersonalNumber } from '../../domain/personalData'
import type { Protection, Randomness } from '../../domain/protection'
import { isPlaceOf } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import { UNITS } from '../../domain/units'
import type { Call } from '../call'
import { refuse } from '../refuse'
import type { FindEntityNames } from './grantViews'

/** What the use case needs from outside. */
export type MakeInvitationDeps = {
  protection: Pick<Protection, 'digest'>
  randomness: Pick<Randomness, 'id'>
  findEntityNames: FindEntityNames
}

/** Invites somebody to a role. The token is in the answer and nowhere else: what is kept is its digest. */
export async function makeInvitation(
  deps: MakeInvitationDeps,
  { role, post: typedPost, isHandOver, ...place }: Request<'people', 'invitation.make'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'invitation.make'>, CallError>> {
  const post = typedPost?.trim() || null
  if (post !== null && holdsPersonalNumber(post)) return refuse('PERSONAL_NUMBER_REFUSED')
  // An owner makes somebody else the owner in one way only: by handing the shop over.
  const owning = role === 'merchantOwner' && !isHandOver
  const allowing = actor.allowing.filter((grant) => !owning || grant.role !== 'merchantOwner')
  if (!mayGive(allowing, role)) return refuse('ROLE_NOT_YOURS_TO_GIVE')
  if (!isPlaceOf(role, place) || (isHandOver && role !== 'merchantOwner')) return refuse('ROLE_PLACE_INVALID')
  const giver = giverOf(allowing, 'people.invitation.make', role, place)
  if (!giver || !(await isKnown(deps.findEntityNames, place))) return refuse('NOT_FOUND')

  const token = deps.randomness.id()
  const invitation = {
    _id: deps.protection.digest('token', token),
    role,
    post,
    isHandOver,
    ...place,
    invitedBy: actor.personId,
    invitedByGrant: giver._id,
    invitedAt: now,
    expiresAt: now + INVITATION_MS,
    state: 'open' as const,
    settledBy: null,
    settledAt: null,
  }
  changes.insert('invitations', invitation)
  changes.note({ subject: invitation._id, creditCode: place.creditCode })
  return ok({ id: invitation._id, token, expiresAt: invitation.expiresAt })
}

async function isKnown(findEntityNames: FindEntityNames, place: Place): Promise<boolean> {
  const { unit, department, creditCode } = place
  if (unit !== null) return UNITS.some(({ key }) => key === unit)
  if (department !== null) return DEPARTMENTS.some(({ key }) => key === department)
  return creditCode === null || (await findEntityNames([creditCode])).has(creditCode)
}
