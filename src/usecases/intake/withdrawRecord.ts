import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { isLegalDate, shanghaiDate } from '../../domain/calendar'
import { WITHDRAWAL_EVENTS } from '../../domain/intake/kinds'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ChangeRecordDeps, reviseRecord } from '../recordChange'
import { refuse } from '../refuse'
import { withdrawn } from './judgeRows'

/** Takes a record off the reports by hand, at once (行政处罚法 第四十八条): its decision is revoked, its listing has ended. */
export async function withdrawRecord(
  deps: ChangeRecordDeps,
  { recordId, event, withdrawnOn, noticedOn, reason: typed }: Request<'intake', 'record.withdraw'>,
  call: Call,
): Promise<Result<Response<'intake', 'record.withdraw'>, CallError>> {
  const { actor, reach, changes, now } = call
  const reason = checkReason(typed)
  if (!reason.ok) return refuse(reason.error.code)
  const record = await changes.find('records', recordId)
  if (!record || !covers(reach, { department: record.department ?? null })) return refuse('RECORD_UNKNOWN')
  const { creditCode } = record
  changes.note({ subject: recordId, creditCode, reason: reason.value })
  const today = shanghaiDate(now)
  const areDays = isLegalDate(withdrawnOn) && (noticedOn === null || isLegalDate(noticedOn))
  if (!WITHDRAWAL_EVENTS.includes(event) || !areDays || withdrawnOn > today || (noticedOn ?? today) > today)
    return refuse('WITHDRAWAL_INVALID')

  const told = { event, withdrawnOn, reason: reason.value, ...(noticedOn !== null && { noticedOn }) }
  await reviseRecord(deps, call, record, withdrawn(told, { by: actor.personId, now }))
  return ok({ done: true })
}
