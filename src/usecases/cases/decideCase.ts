import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { isLegalDate, shanghaiDate } from '../../domain/calendar'
import { correctableFields, mayEndWith, needsNextStep } from '../../domain/caseStates'
import type { CreditCase } from '../../domain/creditCase'
import type { CreditRecord } from '../../domain/creditRecord'
import { holdsPersonalNumber } from '../../domain/personalData'
import type { Randomness } from '../../domain/protection'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { recordKind } from '../../domain/recordKinds'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ChangeRecordDeps, changeRecord, reviseRecord } from '../recordChange'
import { refuse } from '../refuse'
import { tell } from '../tell'
import { closeCase, withoutCase } from './closeCase'
import { isOwnCase } from './ownCase'

/** What the use case needs from outside. */
export type DecideCaseDeps = ChangeRecordDeps & { randomness: Randomness }

/**
 * Whoever answers for a record decides about a case; the record, the report and the notice to whoever filed it follow in
 * the same transaction.
 */
export async function decideCase(
  deps: DecideCaseDeps,
  { caseId, outcome, reason, nextStep, corrections }: Request<'cases', 'case.decide'>,
  call: Call,
): Promise<Result<Response<'cases', 'case.decide'>, CallError>> {
  const { actor, reach, changes } = call
  const found = await changes.find('cases', caseId)
  if (!found || !covers(reach, found)) return refuse('NOT_FOUND')
  changes.note({ subject: found._id, creditCode: found.subjectCode })
  if (isOwnCase(found, actor)) return refuse('CASE_OWN')
  if (!found.isOpen) return refuse('CASE_CLOSED')
  if (!mayEndWith(found.kind, found.state, outcome)) return refuse('CASE_OUTCOME_INVALID')
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  const next = needsNextStep(outcome) ? checkReason(nextStep ?? '') : ok(null)
  if (!next.ok)
    return refuse(next.error.code === 'REASON_MISSING' ? 'CASE_NEXT_STEP_MISSING' : next.error.code)
  changes.note({ reason: checked.value })

  const record = found.recordId === null ? undefined : await changes.find('records', found.recordId)
  if (record) {
    const corrected = outcome === 'corrected' ? correctedValues(record, corrections) : ok(record.values)
    if (!corrected.ok) return corrected
    await follow(deps, call, found, record, outcome, checked.value, corrected.value)
  } else if (outcome === 'withdrawn') return refuse('CASE_OUTCOME_INVALID')
  closeCase(call, found, outcome, { outcomeReason: checked.value, nextStep: next.value })
  tell(changes, deps.randomness, {
    personId: found.filedBy,
    at: call.now,
    kind: 'caseDecided',
    creditCode: found.creditCode,
    entityName: found.entityName,
    reason: `${found.number}：${checked.value}${next.value === null ? '' : `（下一步：${next.value}）`}`,
  })
  return ok({ done: true })
}

/** What a decision does to the record. */
async function follow(
  deps: DecideCaseDeps,
  call: Call,
  found: CreditCase,
  record: CreditRecord,
  outcome: CreditCase['state'],
  reason: string,
  values: CreditRecord['values'],
): Promise<void> {
  const today = shanghaiDate(call.now)
  const ended = withoutCase(found, record)
  if (outcome === 'corrected')
    await reviseRecord(deps, call, record, { ...ended, values, ...factsOf(record, values) })
  else if (outcome === 'withdrawn') {
    const withdrawal = { reason, at: call.now, by: call.actor.personId, noticedAt: call.now }
    await reviseRecord(deps, call, record, { ...ended, revokedOn: today, withdrawal })
  } else if (outcome === 'granted') await reviseRecord(deps, call, record, { ...ended, repairedOn: today })
  else if (outcome === 'confirmed')
    await changeRecord(deps, call, record, {
      ...ended,
      clarification: { text: found.text, confirmedOn: today },
    })
  else await changeRecord(deps, call, record, ended)
}

/** The record's text as it is right; only what the public sees, and nothing personal in it. */
function correctedValues(
  record: CreditRecord,
  corrections: Record<string, string>,
): Result<CreditRecord['values'], CallError> {
  const kind = recordKind(record.kind)
  const changed = Object.entries(corrections).filter(
    ([name, value]) => (record.values[name] ?? '') !== value.trim(),
  )
  const correctable = kind ? correctableFields(kind).map(({ name }) => name) : []
  if (changed.length === 0 || !changed.every(([name]) => correctable.includes(name)))
    return refuse('CASE_CORRECTION_MISSING')
  if (changed.some(([name, value]) => name === kind?.dateField && !isLegalDate(value.trim())))
    return refuse('CASE_CORRECTION_DATE')
  if (changed.some(([, value]) => holdsPersonalNumber(value))) return refuse('PERSONAL_NUMBER_REFUSED')
  return ok({ ...record.values, ...Object.fromEntries(changed.map(([name, value]) => [name, value.trim()])) })
}

/** Facts that the law goes by follow the text that they were read from. */
function factsOf(record: CreditRecord, values: CreditRecord['values']): Partial<CreditRecord> {
  const kind = recordKind(record.kind)
  const facts: Partial<CreditRecord> = {}
  if (kind && values[kind.dateField] !== record.values[kind.dateField])
    facts.decidedOn = values[kind.dateField]
  if (values.category !== record.values.category && values.category !== undefined)
    facts.categories = [values.category]
  return facts
}
