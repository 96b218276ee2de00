import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { closeClaim } from './closeClaim'

/** Whoever made a claim takes it back. */
export async function withdrawClaim(
  { claimId }: Request<'people', 'claim.withdraw'>,
  { actor, changes }: Call,
): Promise<Result<Response<'people', 'claim.withdraw'>, CallError>> {
  const claim = await changes.find('claims', claimId)
  if (claim?.personId !== actor.personId) return refuse('NOT_FOUND')
  changes.note({ subject: claim._id, creditCode: claim.creditCode })
  if (claim.state !== 'submitted') return refuse('CLAIM_DECIDED')
  await closeClaim(changes, claim, { state: 'withdrawn' })
  return ok({ done: true })
}
