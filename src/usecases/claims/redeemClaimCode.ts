import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { type ClaimCode, isActive } from '../../domain/people'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { Changes } from '../changes'
import { refuse } from '../refuse'
import { type FindEntityNames, grantViews } from '../roles/grantViews'
import { checkClaimant } from './claimant'
import { closeClaim } from './closeClaim'
import type { FindEntity } from './entityFacts'
import { openEntity } from './openEntity'
import { type TakeOverDeps, takeOverShop } from './takeOverShop'

/** What the use case needs from outside. */
export type RedeemClaimCodeDeps = TakeOverDeps & {
  findEntity: FindEntity
  findEntityNames: FindEntityNames
}

/** What a clerk handed over in the shop makes whoever types it the owner: the clerk has seen who that is. */
export async function redeemClaimCode(
  deps: RedeemClaimCodeDeps,
  input: Request<'people', 'claimCode.redeem'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'claimCode.redeem'>, CallError>> {
  const claimant = checkClaimant(deps.protection, actor, input)
  if (!claimant.ok) return claimant
  const code = await changes.find('claimCodes', deps.protection.digest('claimCode', withoutGaps(input.code)))
  if (!code) return refuse('CLAIM_CODE_UNKNOWN')
  const { creditCode, madeBy } = code
  changes.note({ creditCode })
  if (code.usedAt !== null) return refuse('CLAIM_CODE_USED')
  if (now >= code.expiresAt) return refuse('CLAIM_CODE_EXPIRED')
  if (madeBy === actor.personId) return refuse('CLAIM_OWN')

  const entity = await openEntity(deps.findEntity, creditCode)
  if (!entity.ok) return entity
  if (entity.value.unit !== code.unit || !(await isStillMeant(changes, code)))
    return refuse('CLAIM_CODE_EXPIRED')
  const roster = await changes.find('rosters', creditCode)
  const owner = roster?.holders.find(({ role }) => role === 'merchantOwner')
  if (owner) return refuse(owner.personId === actor.personId ? 'CLAIM_ALREADY_OWNER' : 'ROLE_SHOP_HAS_OWNER')

  changes.update('claimCodes', { ...code, usedBy: actor.personId, usedAt: now })
  const own = roster?.claims.find(({ personId }) => personId === actor.personId)
  const claim = own && (await changes.find('claims', own.claimId))
  if (claim) await closeClaim(changes, claim, { state: 'confirmed', decidedBy: madeBy, decidedAt: now })
  const taken = await takeOverShop(changes, deps, {
    entity: entity.value,
    personId: actor.personId,
    claimant: claimant.value,
    consentGivenAt: now,
    confirmedBy: madeBy,
    reason: null,
    now,
  })
  if (!taken.ok) return taken
  changes.note({ subject: taken.value._id })
  const [grant] = await grantViews(deps.findEntityNames, [taken.value])
  if (!grant) throw new Error('one role has one view')
  return ok({ grant })
}

/** A code dies with the role by which it was handed over. */
async function isStillMeant(changes: Changes, { madeByGrant }: ClaimCode): Promise<boolean> {
  const grant = await changes.find('grants', madeByGrant)
  return grant !== undefined && isActive(grant)
}

/** Read out or written down in groups, and in full width from some keyboards. */
function withoutGaps(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
}
