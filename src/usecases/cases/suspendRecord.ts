import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ChangeRecordDeps, changeRecord } from '../recordChange'
import { refuse } from '../refuse'
import { findRecordWithin } from './recordPlace'

/** A decision is under reconsideration or before a court: off the report at once, until the publication is resumed. */
export async function suspendRecord(
  deps: ChangeRecordDeps,
  { recordId, reason }: Request<'cases', 'record.suspend'>,
  { reach, changes, now }: Call,
): Promise<Result<Response<'cases', 'record.suspend'>, CallError>> {
  const record = await findRecordWithin(changes, reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  changes.note({ reason: checked.value })
  if (record.suspended) return refuse('SUSPENDED_ALREADY')
  const suspension = { since: shanghaiDate(now), reason: checked.value }
  await changeRecord(deps, { changes, now }, record, { suspended: true, suspension })
  return ok({ done: true })
}

/** The review is over and the decision stands: publication goes on as the law of the day says. */
export async function resumeRecord(
  deps: ChangeRecordDeps,
  { recordId, reason }: Request<'cases', 'record.resume'>,
  { reach, changes, now }: Call,
): Promise<Result<Response<'cases', 'record.resume'>, CallError>> {
  const record = await findRecordWithin(changes, reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  changes.note({ reason: checked.value })
  if (!record.suspended) return refuse('NOT_SUSPENDED')
  await changeRecord(deps, { changes, now }, record, { suspended: undefined, suspension: undefined })
  return ok({ done: true })
}
