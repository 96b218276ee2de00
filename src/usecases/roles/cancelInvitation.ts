import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { giverOf } from '../../domain/giving'
import { covers } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** Takes an open invitation back. */
export async function cancelInvitation(
  { invitationId }: Request<'people', 'invitation.cancel'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'people', 'invitation.cancel'>, CallError>> {
  const invitation = await changes.find('invitations', invitationId)
  if (!invitation || !covers(reach, invitation)) return refuse('NOT_FOUND')
  changes.note({ subject: invitationId, creditCode: invitation.creditCode })
  if (!giverOf(actor.allowing, 'people.invitation.cancel', invitation.role, invitation))
    return refuse('ROLE_NOT_YOURS_TO_GIVE')
  if (invitation.state !== 'open') return refuse('INVITATION_USED')
  changes.update('invitations', {
    ...invitation,
    state: 'cancelled',
    settledBy: actor.personId,
    settledAt: now,
  })
  return ok({ done: true })
}
