/** CloudBase's timers know one time zone, UTC+8, without summer time. */
const ZONE_OFFSET_MS = 8 * 3600_000
const DAY_MS = 24 * 3600_000

type FieldRule = { name: string; from: number; to: number; words?: readonly string[] }

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** The seven fields in their order; `words` stand for the numbers from `from` on. */
const FIELDS = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, words: MONTHS },
  { name: 'weekday', from: 0, to: 6, words: WEEKDAYS },
  { name: 'year', from: 1970, to: 2099 },
] as const satisfies FieldRule[]

/** When a timer runs: allowed values by field, and `isDay` for day and weekday together. */
export type Cron = {
  times: { second: number[]; minute: number[]; hour: number[] }
  isDay: (year: number, month: number, day: number, weekday: number) => boolean
  lastYear: number
}

/** A cron text that is none. The message says which field and why. */
export class CronError extends Error {}

/**
 * Reads CloudBase's cron: second, minute, hour, day, month, weekday, year; `, - * /` and English month and weekday
 * names. Day and weekday both given mean either of them. Throws CronError.
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/ +/)
  if (parts.length !== FIELDS.length) {
    throw new CronError(`a timer has seven fields (second ... year), this one has ${parts.length}`)
  }
  const values = FIELDS.map((rule, index) => parseField(parts[index] as string, rule))
  const [second, minute, hour, days, months, weekdays, years] = values as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ]
  const [isAnyDay, isAnyWeekday] = [parts[3] === '*', parts[5] === '*']
  const isEither = !isAnyDay && !isAnyWeekday
  const isDay = (year: number, month: number, day: number, weekday: number) => {
    if (!years.includes(year) || !months.includes(month)) return false
    const [fitsDay, fitsWeekday] = [days.includes(day), weekdays.includes(weekday)]
    return isEither ? fitsDay || fitsWeekday : fitsDay && fitsWeekday
  }
  return { times: { second, minute, hour }, isDay, lastYear: Math.max(...years) }
}

/** The first run after an instant, both in epoch milliseconds; undefined when there is none any more. */
export function nextRun({ times, isDay, lastYear }: Cron, after: number): number | undefined {
  // Shifted by the zone's offset, the fields of UTC are those of the zone.
  const from = Math.floor((after + ZONE_OFFSET_MS) / 1000) * 1000 + 1000
  for (let dayStart = Math.floor(from / DAY_MS) * DAY_MS; ; dayStart += DAY_MS) {
    const date = new Date(dayStart)
    if (date.getUTCFullYear() > lastYear) return undefined
    if (!isDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) continue
    const time = firstTime(times, Math.max(0, from - dayStart))
    if (time !== undefined) return dayStart + time - ZONE_OFFSET_MS
  }
}

/** The first time of day at or after the given one, in milliseconds since midnight. */
function firstTime({ second, minute, hour }: Cron['times'], from: number): number | undefined {
  for (const h of hour) {
    if ((h + 1) * 3600_000 <= from) continue
    for (const m of minute) {
      const start = (h * 60 + m) * 60_000
      if (start + 60_000 <= from) continue
      const found = second.find((s) => start + s * 1000 >= from)
      if (found !== undefined) return start + found * 1000
    }
  }
  return undefined
}

/** The allowed values in ascending order. */
function parseField(text: string, rule: FieldRule): number[] {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
    const { first, last } = parseRange(range, step !== undefined, rule)
    if (step !== undefined && Number(step) === 0) throw fault(rule, part)
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value)
  }
  return [...values].sort((left, right) => left - right)
}

/** `*`, `a-b`, `a`; with a step behind it `a` means from `a` on. */
function parseRange(text: string, isStepped: boolean, rule: FieldRule): { first: number; last: number } {
  if (text === '*') return { first: rule.from, last: rule.to }
  const ends = text.split('-')
  const [first, last = isStepped ? rule.to : first] = ends.map((end) => parseValue(end, rule))
  if (ends.length > 2 || first === undefined || last === undefined || first > last) throw fault(rule, text)
  return { first, last }
}

function parseValue(text: string, rule: FieldRule): number {
  const word = rule.words?.indexOf(text) ?? -1
  const value = word >= 0 ? rule.from + word : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= rule.from && value <= rule.to)) throw fault(rule, text)
  return value
}

function fault({ name, from, to }: FieldRule, text: string): CronError {
  return new CronError(`the ${name} ${JSON.stringify(text)} is not among ${from}-${to} with , - * /`)
}
