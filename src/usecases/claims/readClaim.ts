import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Claim, Grant } from '../../domain/people'
import { covers } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { claimRowView } from './claimViews'
import type { FindEntity } from './entityFacts'

/** What the use case needs from outside. */
export type ReadClaimDeps = {
  findClaim: (claimId: string) => Promise<Claim | undefined>
  findEntity: FindEntity
  /** Who holds a shop now; one request. */
  findOwner: (creditCode: string) => Promise<Grant | undefined>
}

/** A clerk looks at a claim, with the registry's data to hold it against. */
export async function readClaim(
  { findClaim, findEntity, findOwner }: ReadClaimDeps,
  { claimId }: Request<'people', 'claim.read'>,
  { actor, reach, note }: Call,
): Promise<Result<Response<'people', 'claim.read'>, CallError>> {
  const claim = await findClaim(claimId)
  if (!claim || !covers(reach, claim)) return refuse('NOT_FOUND')
  note({ subject: claim._id, creditCode: claim.creditCode })
  const [entity, owner] = await Promise.all([findEntity(claim.creditCode), findOwner(claim.creditCode)])
  if (!entity) return refuse('NOT_FOUND')
  return ok({
    claim: claimRowView(claim),
    maskedPhone: claim.maskedPhone,
    decisionReason: claim.decisionReason,
    isOwn: [claim.personId, owner?.personId].includes(actor.personId),
    owner: owner ? { maskedName: owner.maskedName, since: owner.givenAt } : null,
    registry: {
      name: entity.name,
      creditCode: entity.creditCode,
      legalRepresentative: entity.legalRepresentative,
      entityKind: entity.entityKind,
      establishedOn: entity.establishedOn,
      status: entity.status,
      unitName: entity.unitName,
      scope: entity.scope,
    },
  })
}
