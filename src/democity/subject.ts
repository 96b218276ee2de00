import type { EntityRow } from '../cloudbase/rows'
import { addDays, type LegalDate } from '../domain/calendar'
import type { Dice } from './dice'
import type { Place } from './places'
import type { Trade } from './trades'

/** An entity with all that the makers of its rows draw on. */
export type Subject = {
  entity: EntityRow
  place: Place
  trade: Trade
  /** The division in its credit code. */
  divisionCode: string
  today: LegalDate
  /** Days before today on which it opened and, when it is closed, closed (0: it stands). */
  openedDaysAgo: number
  closedDaysAgo: number
}

/** From so many days before today (the newest) to so many (the oldest). */
export type DaysAgo = readonly [newest: number, oldest: number]

/** A day within the window on which the entity was open, or null when there is none. */
export function dayWithin(subject: Subject, [newest, oldest]: DaysAgo, dice: Dice): LegalDate | null {
  const from = Math.min(oldest, subject.openedDaysAgo)
  const until = Math.max(newest, subject.closedDaysAgo)
  return from < until ? null : addDays(subject.today, -dice.between(until, from))
}

/** An instant (epoch ms) in the office hours of a day in Asia/Shanghai. */
export function officeHour(date: LegalDate, dice: Dice): number {
  return Date.parse(`${date}T08:30:00+08:00`) + dice.between(0, 8 * 60 - 1) * 60_000
}
