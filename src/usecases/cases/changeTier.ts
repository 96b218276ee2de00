import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { classifyPenalty } from '../../domain/publication'
import { checkReason } from '../../domain/reason'
import { recordKind } from '../../domain/recordKinds'
import { publicityFacts } from '../../domain/recordPublicity'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ChangeRecordDeps, reviseRecord } from '../recordChange'
import { refuse } from '../refuse'
import { findRecordWithin } from './recordPlace'

/** One person says that a penalty is of another tier, and on what basis; nothing changes until another agrees. */
export async function proposeTier(
  { recordId, tier, basis }: Request<'cases', 'record.tier'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'cases', 'record.tier'>, CallError>> {
  const record = await findRecordWithin(changes, reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  const checked = checkReason(basis)
  if (!checked.ok) return refuse(checked.error.code)
  changes.note({ reason: checked.value })
  const kind = recordKind(record.kind)
  if (kind?.publicity !== 'penalty' || classifyPenalty(publicityFacts(kind, record)) === tier)
    return refuse('TIER_NOT_POSSIBLE')
  const proposedTier = { tier, basis: checked.value, by: actor.personId, at: now }
  changes.update('records', { ...record, proposedTier })
  return ok({ done: true })
}

/** A second person agrees, and the report follows in the same transaction; or refuses, and nothing was. */
export async function confirmTier(
  deps: ChangeRecordDeps,
  { recordId, decision }: Request<'cases', 'record.confirmTier'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'cases', 'record.confirmTier'>, CallError>> {
  const record = await findRecordWithin(changes, reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  const proposed = record.proposedTier
  if (!proposed) return refuse('TIER_NOT_PROPOSED')
  if (proposed.by === actor.personId) return refuse('TIER_SECOND_PERSON')
  changes.note({ reason: proposed.basis })
  const fields = { tier: proposed.tier, tierBasis: proposed.basis, proposedTier: undefined }
  if (decision === 'confirm') await reviseRecord(deps, { changes, now, actor }, record, fields)
  else {
    const { proposedTier, ...rest } = record
    changes.update('records', rest)
  }
  return ok({ done: true })
}
