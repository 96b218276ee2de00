import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Randomness } from '../../domain/protection'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { tell } from '../tell'
import { rolesOfPerson } from './rolesOfPerson'

/** The phone is back in its owner's hands, who reads that a new PIN is to be set. */
export async function resumeGrants(
  { randomness }: { randomness: Pick<Randomness, 'id'> },
  { personId, reason: typedReason }: Request<'people', 'grant.resume'>,
  call: Call,
): Promise<Result<Response<'people', 'grant.resume'>, CallError>> {
  const { changes, now } = call
  const reason = checkReason(typedReason)
  if (!reason.ok) return refuse(reason.error.code)
  const grants = await rolesOfPerson(call, 'people.grant.resume', personId)
  if (grants.length === 0) return refuse('NOT_FOUND')
  changes.note({ subject: personId, reason: reason.value })
  const resting = grants.filter(({ suspendedAt }) => suspendedAt !== null)
  for (const grant of resting) changes.update('grants', { ...grant, suspendedAt: null })
  if (resting.length > 0)
    tell(changes, randomness, {
      personId,
      at: now,
      kind: 'rolesResumed',
      creditCode: null,
      entityName: null,
      reason: reason.value,
    })
  return ok({ count: resting.length })
}
