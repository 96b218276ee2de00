import type { AuditFilter } from '../../../../../src/contracts/audit'
import { addDays, isLegalDate } from '../../../../../src/domain/calendar'
import { fail, ok, type Result } from '../../../../../src/domain/result'

/** What is typed and chosen to find lines by; empty: any. Days are both inclusive. */
export type TypedFilter = {
  personId: string
  creditCode: string
  action: string
  outcome: string
  from: string
  to: string
}

/** Every line. */
export const EVERYTHING: TypedFilter = {
  personId: '',
  creditCode: '',
  action: '',
  outcome: '',
  from: '',
  to: '',
}

/** The filter as the server takes it, or which day is none. */
export function readFilter(typed: TypedFilter): Result<AuditFilter, { field: 'from' | 'to' }> {
  for (const field of ['from', 'to'] as const)
    if (typed[field].trim() !== '' && !isLegalDate(typed[field].trim())) return fail({ field })
  const day = (text: string) => (text === '' ? null : Date.parse(`${text}T00:00:00+08:00`))
  const to = typed.to.trim()
  return ok({
    personId: typed.personId || null,
    creditCode: typed.creditCode || null,
    action: typed.action || null,
    outcome: typed.outcome || null,
    from: day(typed.from.trim()),
    to: day(to === '' ? '' : addDays(to, 1)),
  })
}
