import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { type Invitation, rosterKey } from '../../domain/people'
import { checkPersonName } from '../../domain/personName'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type GiveConsentDeps, giveConsent, isConsent } from '../claims/giveConsent'
import { refuse } from '../refuse'
import { endRole } from './endRole'
import { findOpenInvitation } from './findOpenInvitation'
import { findOrMakePerson } from './findOrMakePerson'
import { giveRole } from './giveRole'
import { type FindEntityNames, grantViews, placeNames } from './grantViews'
import { keepName } from './keepName'

/** What the use case needs from outside. */
export type AcceptInvitationDeps = GiveConsentDeps & {
  protection: Protection
  findEntityNames: FindEntityNames
}

/**
 * Binds a role to the WeChat identity that accepts it. A shop that is handed over loses its owner and managers; who
 * becomes its owner agrees to take part, since nobody has done so for them.
 */
export async function acceptInvitation(
  deps: AcceptInvitationDeps,
  { token, name: typedName, consentVersion }: Request<'people', 'invitation.accept'>,
  call: Call,
): Promise<Result<Response<'people', 'invitation.accept'>, CallError>> {
  const { actor, changes, now, door } = call
  const { personId } = actor
  if (door !== 'wechat') return refuse('WECHAT_NEEDED')
  const name = checkPersonName(typedName)
  if (!name.ok) return refuse(name.error.code)
  const find = changes.find.bind(changes)
  const found = await findOpenInvitation(find, deps.protection, { token, personId, now })
  if (!found.ok) return found
  const invitation = found.value
  const isOwner = invitation.role === 'merchantOwner'
  if (isOwner && !isConsent(consentVersion)) return refuse('CONSENT_MISSING')

  if (invitation.isHandOver) {
    const ended = await endOwner(deps, invitation, call)
    if (!ended.ok) return ended
  }
  await keepName(changes, deps.protection, await findOrMakePerson(changes, personId, now), name.value)
  const { role, post, unit, department, creditCode, invitedBy } = invitation
  const place = { unit, department, creditCode }
  const given = await giveRole(changes, deps.randomness, {
    personId,
    role,
    post,
    place,
    givenBy: invitedBy,
    now,
  })
  if (!given.ok) return given
  if (isOwner && creditCode !== null && consentVersion !== null)
    await giveConsent(changes, deps, { creditCode, personId, textVersion: consentVersion, givenAt: now, now })
  changes.update('invitations', { ...invitation, state: 'accepted', settledBy: personId, settledAt: now })
  changes.note({ subject: given.value._id, creditCode })
  const [grant] = await grantViews(deps.findEntityNames, [given.value])
  if (!grant) throw new Error('a role has no view')
  return ok({ grant })
}

async function endOwner(
  deps: AcceptInvitationDeps,
  invitation: Invitation,
  { actor, changes, now }: Call,
): Promise<Result<void, CallError>> {
  const roster = await changes.find('rosters', rosterKey(invitation))
  const owner = roster?.holders.find(({ role }) => role === 'merchantOwner')
  if (!owner) return ok(undefined)
  if (owner.personId === actor.personId) return refuse('ROLE_ALREADY_HELD')
  const nameOf = await placeNames(deps.findEntityNames, [invitation])
  return endRole(changes, deps.randomness, {
    grantId: owner.grantId,
    endedBy: actor.personId,
    reason: null,
    now,
    notice: 'shopHandedOver',
    placeName: nameOf(invitation),
  })
}
