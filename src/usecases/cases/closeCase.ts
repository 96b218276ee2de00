import type { CaseState } from '../../domain/caseStates'
import type { CreditCase } from '../../domain/creditCase'
import type { CreditRecord } from '../../domain/creditRecord'
import type { Call } from '../call'

/** Ends a case; the list of closed ones goes by when. */
export function closeCase(
  { changes, actor, now }: Pick<Call, 'changes' | 'actor' | 'now'>,
  open: CreditCase,
  state: CaseState,
  { outcomeReason, nextStep }: Pick<CreditCase, 'outcomeReason' | 'nextStep'>,
): void {
  changes.update('cases', {
    ...open,
    state,
    isOpen: false,
    listedAt: now,
    closedBy: actor.personId,
    closedAt: now,
    outcomeReason,
    nextStep,
  })
}

/** What of a record said that the case waits. */
export function withoutCase({ kind, _id }: CreditCase, record: CreditRecord): Partial<CreditRecord> {
  if (kind === 'objection') return record.objection?.caseId === _id ? { objection: undefined } : {}
  if (kind === 'mistake') return {}
  const { [kind]: ended, ...others } = record.openCases ?? {}
  return { openCases: Object.keys(others).length > 0 ? others : undefined }
}
