/** A day of the law in Asia/Shanghai, `YYYY-MM-DD`; compares as text. */
export type LegalDate = string

/** What registers write for "without end" (发改办财金〔2018〕424号, 有效期至 and 公示截止期). */
const WITHOUT_END: LegalDate = '2099-12-31'
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** The day in Asia/Shanghai (UTC+8, no summer time since 1991) of an instant in epoch milliseconds. */
export function shanghaiDate(epochMs: number): LegalDate {
  return new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which a legal day begins, in epoch milliseconds. */
export function startOfDay(day: LegalDate): number {
  return Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS
}

/** Day and minute in Asia/Shanghai, `YYYY-MM-DD HH:mm`, of an instant in epoch milliseconds. */
export function shanghaiDateTime(epochMs: number): string {
  return new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

/** Whether the text is a day that exists. */
export function isLegalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** The day `days` later (earlier when negative). */
export function addDays(date: LegalDate, days: number): LegalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day `months` later; where the target month is shorter, its last day. */
export function addMonths(date: LegalDate, months: number): LegalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const monthsSinceZero = year * 12 + (month - 1) + months
  const targetYear = Math.floor(monthsSinceZero / 12)
  const targetMonth = monthsSinceZero - targetYear * 12
  const lastDay = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate()
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(targetYear, 4)}-${pad(targetMonth + 1, 2)}-${pad(Math.min(day, lastDay), 2)}`
}

/** The last day of a term, or null where it has no end. */
export function lastDayOf(until: LegalDate | null | undefined): LegalDate | null {
  return until === undefined || until === WITHOUT_END ? null : until
}
