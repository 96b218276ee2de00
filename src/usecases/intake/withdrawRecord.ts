import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { isLegalDate, shanghaiDate } from '../../domain/calendar'
import { WITHDRAWAL_TABLE } from '../../domain/intake/withdrawal'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import type { ReportSources } from '../../domain/report'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { rebuildInChange } from '../rebuildInChange'
import { refuse } from '../refuse'
import { withdrawn } from './judgeRows'

/** What the use case needs from outside. */
export type WithdrawRecordDeps = { readSources: (creditCode: string) => Promise<ReportSources> }

const EVENTS = WITHDRAWAL_TABLE.columns.find(({ name }) => name === 'event')?.choices ?? []

/** Takes a record off the reports by hand, at once (行政处罚法 第四十八条): its decision is revoked, its listing has ended. */
export async function withdrawRecord(
  { readSources }: WithdrawRecordDeps,
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
  if (!EVENTS.includes(event) || !areDays || withdrawnOn > today || (noticedOn ?? today) > today)
    return refuse('WITHDRAWAL_INVALID')

  const told = { event, withdrawnOn, reason: reason.value, ...(noticedOn !== null && { noticedOn }) }
  const next = {
    ...record,
    ...withdrawn(told, { by: actor.personId, now }),
    revision: (record.revision ?? 0) + 1,
  }
  changes.insert('recordVersions', {
    _id: `${recordId}:${record.revision ?? 0}`,
    recordId,
    creditCode,
    record,
    replacedAt: now,
    replacedBy: actor.personId,
  })
  changes.update('records', next)
  await rebuildInChange(readSources, call, creditCode, (sources) => ({
    ...sources,
    records: sources.records.map((one) => ((one as { _id?: string })._id === recordId ? next : one)),
  }))
  return ok({ done: true })
}
