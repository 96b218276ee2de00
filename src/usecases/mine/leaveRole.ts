import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { type EndOwnRoleDeps, endOwnRole } from './endOwnRole'

/** Somebody gives back one of their roles. */
export async function leaveRole(
  deps: EndOwnRoleDeps,
  { grantId }: Request<'people', 'grant.leave'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'grant.leave'>, CallError>> {
  const grant = await changes.find('grants', grantId)
  if (grant?.personId !== actor.personId) return refuse('NOT_FOUND')
  changes.note({ subject: grantId, creditCode: grant.creditCode })
  const ended = await endOwnRole(changes, deps, grant, now)
  return ended.ok ? ok({ done: true }) : ended
}
