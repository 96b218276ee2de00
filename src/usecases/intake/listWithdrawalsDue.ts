import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { WaitingWithdrawalView } from '../../contracts/intake'
import { type LegalDate, shanghaiDate } from '../../domain/calendar'
import { cursorAfter, type PageEnd, readCursor } from '../../domain/cursor'
import type { HeldRow, Intake } from '../../domain/intake/job'
import type { Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import { withdrawalClock } from '../../domain/withdrawalClock'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** A file of withdrawals that is not taken in, or a row of one that waits, with the instant its time began. */
export type WaitingWithdrawal = { _id: string; noticedAt: number } & (
  | { what: 'file'; file: Intake }
  | { what: 'row'; held: HeldRow }
)

/** What the use case needs from outside. */
export type ListWithdrawalsDueDeps = {
  pageOfWithdrawals: (reach: Reach, after: PageEnd | undefined) => Promise<WaitingWithdrawal[]>
}

/** What should be off the reports and waits for a person, what is late or runs out first at the top. */
export async function listWithdrawalsDue(
  { pageOfWithdrawals }: ListWithdrawalsDueDeps,
  { cursor }: Request<'intake', 'withdrawal.due'>,
  { reach, now }: Call,
): Promise<Result<Response<'intake', 'withdrawal.due'>, CallError>> {
  const after = readCursor(cursor)
  if (!after.ok) return refuse(after.error.code)
  const page = await pageOfWithdrawals(reach, after.value)
  const today = shanghaiDate(now)
  const endOf = ({ noticedAt, _id }: WaitingWithdrawal) => ({ value: noticedAt, id: _id })
  return ok({ rows: page.map((waiting) => viewOf(waiting, today)), cursor: cursorAfter(page, endOf) })
}

function viewOf(waiting: WaitingWithdrawal, today: LegalDate): WaitingWithdrawalView {
  const clock = withdrawalClock(waiting.noticedAt, today)
  if (waiting.what === 'file') {
    const { _id: id, department, fileName, state, found } = waiting.file
    const isChecked = state !== 'reading' && state !== 'checking'
    const withdrawalCount = isChecked ? found.changed + found.held : null
    return { what: 'file', id, department, ...clock, fileName, state, withdrawalCount }
  }
  const { _id: id, department, intakeId, row, creditCode, record, doubts } = waiting.held
  const { recordKind = '', identity: documentNumber = '', event = '' } = record.values
  const { subjectName } = record
  const told = { subjectName, creditCode, recordKind, documentNumber, event, doubts }
  return { what: 'row', id, department, ...clock, intakeId, row, ...told }
}
