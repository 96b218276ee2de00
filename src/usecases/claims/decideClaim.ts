import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { tell } from '../tell'
import { closeClaim } from './closeClaim'
import type { FindEntity } from './entityFacts'
import { openEntity } from './openEntity'
import { type TakeOverDeps, takeOverShop } from './takeOverShop'

/** What the use case needs from outside. */
export type DecideClaimDeps = TakeOverDeps & { findEntity: FindEntity }

/**
 * A clerk confirms or refuses a claim, never one that the clerk has a part in. Of two who decide at once one is heard;
 * the other reads CLAIM_DECIDED.
 */
export async function decideClaim(
  deps: DecideClaimDeps,
  { claimId, decision, reason }: Request<'people', 'claim.decide'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'people', 'claim.decide'>, CallError>> {
  const claim = await changes.find('claims', claimId)
  if (!claim || !covers(reach, claim)) return refuse('NOT_FOUND')
  changes.note({ subject: claim._id, creditCode: claim.creditCode })
  const roster = await changes.find('rosters', claim.creditCode)
  const owner = roster?.holders.find(({ role }) => role === 'merchantOwner')
  if ([claim.personId, owner?.personId].includes(actor.personId)) return refuse('CLAIM_OWN')
  if (claim.state !== 'submitted') return refuse('CLAIM_DECIDED')

  // Whoever loses something reads why: the claimant who is refused, the owner whom a confirmation ends.
  const isReasonNeeded = decision === 'refuse' || owner !== undefined
  const checked = isReasonNeeded || reason.trim() !== '' ? checkReason(reason) : ok(null)
  if (!checked.ok) return refuse(checked.error.code)
  changes.note({ reason: checked.value })
  const decided = { decidedBy: actor.personId, decidedAt: now, decisionReason: checked.value }

  if (decision === 'refuse') {
    await closeClaim(changes, claim, { state: 'refused', ...decided })
  } else {
    const entity = await openEntity(deps.findEntity, claim.creditCode)
    if (!entity.ok) return entity
    await closeClaim(changes, claim, { state: 'confirmed', ...decided })
    const taken = await takeOverShop(changes, deps, {
      entity: entity.value,
      personId: claim.personId,
      claimant: claim,
      consentGivenAt: claim.submittedAt,
      confirmedBy: actor.personId,
      reason: checked.value,
      now,
    })
    if (!taken.ok) return taken
  }
  tell(changes, deps.randomness, {
    personId: claim.personId,
    at: now,
    kind: decision === 'refuse' ? 'claimRefused' : 'claimConfirmed',
    creditCode: claim.creditCode,
    entityName: claim.entityName,
    reason: checked.value,
  })
  return ok({ done: true })
}
