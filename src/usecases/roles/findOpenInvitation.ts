import type { CallError } from '../../contracts/errors'
import { type Invitation, isActive, rosterKey } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Changes } from '../changes'
import { refuse } from '../refuse'

/** The invitation behind a token, if this person can accept it now; otherwise why not. */
export async function findOpenInvitation(
  find: Changes['find'],
  protection: Pick<Protection, 'digest'>,
  { token, personId, now }: { token: string; personId: string; now: number },
): Promise<Result<Invitation, CallError>> {
  const invitation = await find('invitations', protection.digest('token', token))
  if (!invitation) return refuse('INVITATION_UNKNOWN')
  if (invitation.state !== 'open') return refuse('INVITATION_USED')
  if (now >= invitation.expiresAt) return refuse('INVITATION_EXPIRED')
  if (invitation.invitedBy === personId) return refuse('INVITATION_OWN')
  if (!(await isStillMeant(find, invitation))) return refuse('INVITATION_USED')
  return ok(invitation)
}

/** It dies with the role of whoever invites; the first officer's, when there is an officer. */
async function isStillMeant(find: Changes['find'], invitation: Invitation): Promise<boolean> {
  if (invitation.invitedByGrant === null) {
    const roster = await find('rosters', rosterKey(invitation))
    return !roster?.holders.some(({ role }) => role === invitation.role)
  }
  const giver = await find('grants', invitation.invitedByGrant)
  return giver !== undefined && isActive(giver)
}
