import { addDays, type LegalDate } from './calendar'

/** One year's public holidays as the State Council's office announces them (days off, and weekends that are worked). */
type AnnouncedYear = {
  document: string
  off: readonly [first: LegalDate, last: LegalDate][]
  worked: readonly LegalDate[]
}

/**
 * THE table of announced years; a city adds a line each November. 2026 from memory (国办发明电〔2025〕7号), to be compared
 * with the announcement before it is relied on.
 */
export const ANNOUNCED_YEARS: Readonly<Record<string, AnnouncedYear>> = {
  '2026': {
    document: '国务院办公厅关于2026年部分节假日安排的通知',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
}

/** Holidays whose day the calendar alone tells (全国年节及纪念日放假办法, 2024); those of the moon it does not. */
const FIXED_HOLIDAYS: readonly string[] = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

/** `isAnnounced` false: a year in between is known by rule only, so the day may still move. */
export type Deadline = { on: LegalDate; isAnnounced: boolean }

/** Whether offices work on a day; of a year that is not announced, by the rule of weekends and fixed holidays. */
export function isWorkingDay(day: LegalDate): boolean {
  const year = ANNOUNCED_YEARS[day.slice(0, 4)]
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  if (!year) return !isWeekend && !FIXED_HOLIDAYS.includes(day.slice(5))
  if (year.worked.includes(day)) return true
  return !isWeekend && !year.off.some(([first, last]) => first <= day && day <= last)
}

/** The last day of a term of so many working days (1 or more); the day it begins on is not counted (民法典 201). */
export function deadlineAfter(day: LegalDate, workingDays: number): Deadline {
  let on = day
  for (let left = workingDays; left > 0; ) {
    on = addDays(on, 1)
    if (isWorkingDay(on)) left--
  }
  const years = [day, on].map((date) => date.slice(0, 4))
  return { on, isAnnounced: years.every((year) => ANNOUNCED_YEARS[year] !== undefined) }
}
