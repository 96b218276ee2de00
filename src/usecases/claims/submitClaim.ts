import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { type Claim, UPLOAD_MS, type Upload } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { checkClaimant } from './claimant'
import { ownClaimView } from './claimViews'
import type { FindEntity } from './entityFacts'
import { openEntity } from './openEntity'
import { tellOfDispute } from './tellOfDispute'

/** What the use case needs from outside. */
export type SubmitClaimDeps = {
  protection: Protection
  randomness: Randomness
  findEntity: FindEntity
  /** Looks into the file itself, whatever was said of it before it was uploaded. */
  lookAtPicture: (fileId: string) => Promise<'picture' | 'notTaken' | 'missing'>
}

/**
 * Somebody says that a shop is theirs. If somebody else holds it, it is a dispute: the owner is told, and a person
 * decides.
 */
export async function submitClaim(
  deps: SubmitClaimDeps,
  input: Request<'people', 'claim.submit'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'claim.submit'>, CallError>> {
  const claimant = checkClaimant(deps.protection, actor, input)
  if (!claimant.ok) return claimant
  const entity = await openEntity(deps.findEntity, input.creditCode)
  if (!entity.ok) return entity
  const { creditCode, unit, name: entityName } = entity.value
  changes.note({ creditCode })

  const roster = await changes.find('rosters', creditCode)
  const owner = roster?.holders.find(({ role }) => role === 'merchantOwner')
  if (owner?.personId === actor.personId) return refuse('CLAIM_ALREADY_OWNER')
  if (roster?.claims.some(({ personId }) => personId === actor.personId)) return refuse('CLAIM_OPEN_ALREADY')

  const upload = input.uploadId === null ? undefined : await changes.find('uploads', input.uploadId)
  if (!upload || !isFree(upload, actor.personId, now)) return refuse('CLAIM_EVIDENCE_MISSING')
  const look = await deps.lookAtPicture(upload.fileId)
  if (look !== 'picture') return refuse(look === 'missing' ? 'CLAIM_EVIDENCE_MISSING' : 'FILE_REFUSED')

  const claim: Claim = {
    _id: deps.randomness.id(),
    creditCode,
    unit,
    entityName,
    personId: actor.personId,
    ...claimant.value,
    evidence: upload.fileId,
    submittedAt: now,
    isDispute: owner !== undefined,
    state: 'submitted',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  }
  changes.insert('claims', claim)
  changes.update('uploads', { ...upload, claimId: claim._id })
  const open = { claimId: claim._id, personId: actor.personId }
  if (roster) changes.update('rosters', { ...roster, claims: [...roster.claims, open] })
  else changes.insert('rosters', { _id: creditCode, holders: [], claims: [open] })
  if (owner) tellOfDispute(changes, deps.randomness, owner.personId, claim, now)
  changes.note({ subject: claim._id })
  return ok({ claim: ownClaimView(claim), isDispute: claim.isDispute })
}

function isFree(upload: Upload, personId: string, now: number): boolean {
  return upload.personId === personId && upload.claimId === null && now - upload.preparedAt < UPLOAD_MS
}
