import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { endRole } from '../roles/endRole'
import type { FindEntityNames } from '../roles/grantViews'

/** What the use case needs from outside. */
export type LeaveRoleDeps = { randomness: Randomness; findEntityNames: FindEntityNames }

/** Somebody gives back a role of their own. An owner's managers end with it and are told. */
export async function leaveRole(
  { randomness, findEntityNames }: LeaveRoleDeps,
  { grantId }: Request<'people', 'grant.leave'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'grant.leave'>, CallError>> {
  const grant = await changes.find('grants', grantId)
  if (grant?.personId !== actor.personId) return refuse('NOT_FOUND')
  const { creditCode } = grant
  changes.note({ subject: grantId, creditCode })
  const names = creditCode === null ? undefined : await findEntityNames([creditCode])
  const entityName = (creditCode !== null && names?.get(creditCode)) || null
  const ended = await endRole(changes, randomness, {
    grantId,
    endedBy: actor.personId,
    reason: null,
    now,
    notice: 'roleEnded',
    entityName,
  })
  return ended.ok ? ok({ done: true }) : ended
}
