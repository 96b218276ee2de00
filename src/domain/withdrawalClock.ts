import { addDays, type LegalDate, shanghaiDate, startOfDay } from './calendar'
import { deadlineAfter, isWorkingDay } from './workingDays'

/**
 * 行政处罚法 第四十八条: what was published of a decision that is revoked, changed or invalid is withdrawn within three
 * days; 第八十五条: these are working days. Other withdrawals, such as the end of a listing, are held to the same.
 */
const WITHDRAWAL_WORKING_DAYS = 3

/** Where the clock of a withdrawal stands on a day. */
export type WithdrawalClock = {
  /** The day that the three days count from. */
  noticedOn: LegalDate
  /** The last day on which it is in time. */
  dueOn: LegalDate
  /** False: the holidays in between are not announced yet, so that the day may move. */
  isDueAnnounced: boolean
  /** After today; 0 on the last day, and when time has run out. */
  workingDaysLeft: number
  isLate: boolean
}

/**
 * From which instant on the days of a withdrawal count: the day the department learned of it, at the latest the day of
 * the hand-over. It is kept with what waits, to find it by; null for what withdraws nothing.
 */
export function noticedAtOf({
  kind,
  noticedOn,
  handedOverOn,
}: {
  kind: string
  noticedOn?: LegalDate | undefined
  handedOverOn: LegalDate
}): number | null {
  if (kind !== 'withdrawal') return null
  const isEarlier = noticedOn !== undefined && noticedOn < handedOverOn
  return startOfDay(isEarlier ? noticedOn : handedOverOn)
}

/** Where the clock of what was noticed then stands today. */
export function withdrawalClock(noticedAt: number, today: LegalDate): WithdrawalClock {
  const noticedOn = shanghaiDate(noticedAt)
  const { on: dueOn, isAnnounced } = deadlineAfter(noticedOn, WITHDRAWAL_WORKING_DAYS)
  let workingDaysLeft = 0
  for (let day = dueOn; day > today; day = addDays(day, -1)) if (isWorkingDay(day)) workingDaysLeft++
  return { noticedOn, dueOn, isDueAnnounced: isAnnounced, workingDaysLeft, isLate: today > dueOn }
}

/** Time has run out today for exactly what was noticed before this instant. */
export function lateIfNoticedBefore(today: LegalDate): number {
  let day = today
  while (!withdrawalClock(startOfDay(day), today).isLate) day = addDays(day, -1)
  return startOfDay(addDays(day, 1))
}
