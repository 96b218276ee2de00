import type { CaseRowView } from '../../contracts/cases'
import { shanghaiDate } from '../../domain/calendar'
import type { CreditCase } from '../../domain/creditCase'

/** A case as lists show it. */
export function caseRowView(found: CreditCase, now: number): CaseRowView {
  const { _id, number, kind, state, subjectCode, entityName, recordName, filedAt, dueOn, isDueAnnounced } =
    found
  const endedOn = shanghaiDate(found.closedAt ?? now)
  return {
    id: _id,
    number,
    kind,
    state,
    subjectCode,
    entityName,
    recordName,
    filedAt,
    dueOn,
    isDueAnnounced,
    isLate: endedOn > dueOn,
    outcomeReason: found.outcomeReason,
    nextStep: found.nextStep,
  }
}
