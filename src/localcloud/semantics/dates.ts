import { ObjectId } from 'bson'
import { evalExpr } from 'mingo/core'
import { isRecord } from './order'
import { DatabaseRefusal } from './refusal'

/**
 * Date expressions in place of mingo's, whose week numbers, ISO years, month arithmetic and text parsing differ from
 * MongoDB's, and which refuses null (manual: "Date Expression Operators"). Time zones are Olson names or offsets.
 */

type Expression = (document: never, operand: never, options: never) => unknown

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Parts of a date whose UTC fields are those of the wanted zone. */
const PARTS: Record<string, (date: Date) => number> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $dayOfYear: (date) => dayOfYear(date),
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $week: (date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7),
  $isoDayOfWeek: (date) => isoDay(date),
  $isoWeek: (date) => Math.ceil(dayOfYear(isoThursday(date)) / 7),
  $isoWeekYear: (date) => isoThursday(date).getUTCFullYear(),
}

/** The operators as mingo's context takes them. */
export const dateExpressions: Record<string, Expression> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, ofDate(part)])),
  $dateToString: dateToString,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
}

const dayOfYear = (date: Date) =>
  (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
    Date.UTC(date.getUTCFullYear(), 0, 1)) /
    DAY_MS +
  1
const isoDay = (date: Date) => date.getUTCDay() || 7
/** The Thursday of the date's week says which year the week belongs to. */
const isoThursday = (date: Date) => new Date(date.getTime() + (4 - isoDay(date)) * DAY_MS)

/** The operand is a date, or `{date, timezone}`. */
function ofDate(part: (date: Date) => number): Expression {
  return (document, operand: unknown, options) => {
    const bare = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
    const isWithZone = isRecord(bare) && Object.hasOwn(bare, 'date')
    const { date, timezone } = (
      isWithZone
        ? evaluated(bare, document, options)
        : {
            date: evalExpr(document, bare as never, options),
          }
    ) as { date: unknown; timezone?: unknown }
    if (isNothing(date) || (isWithZone && Object.hasOwn(bare, 'timezone') && isNothing(timezone))) return null
    return part(inZone(asDate(date), timezone))
  }
}

function evaluated(fields: unknown, document: never, options: never): Record<string, unknown> {
  if (!isRecord(fields)) throw new DatabaseRefusal('the date expression needs an object')
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, evalExpr(document, value as never, options)]),
  )
}

const isNothing = (value: unknown) => value === null || value === undefined

function asDate(value: unknown): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  throw new DatabaseRefusal(`can't convert from ${typeof value} to Date`)
}

/** A date whose UTC fields are the local ones of the zone. */
const inZone = (date: Date, zone: unknown) =>
  new Date(date.getTime() + offsetMinutes(zone, date.getTime()) * MINUTE_MS)

/** Minutes that local time is ahead of UTC at an instant. Throws DatabaseRefusal. */
function offsetMinutes(zone: unknown, instant: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  if (typeof zone !== 'string') throw new DatabaseRefusal('timezone must evaluate to a string')
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const second = Math.floor(instant / 1000) * 1000
  const fields = Object.fromEntries(
    formatOf(zone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = fields
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, seconds) - second) / MINUTE_MS)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const field = 'numeric'
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: field,
      month: field,
      day: field,
      hour: field,
      minute: field,
      second: field,
    })
  } catch {
    throw new DatabaseRefusal(`unrecognized time zone identifier: "${timeZone}"`)
  }
}

/** The instant at which the zone's clocks show these UTC fields. */
function fromZone(local: number, zone: unknown): Date {
  const guess = local - offsetMinutes(zone, local) * MINUTE_MS
  return new Date(local - offsetMinutes(zone, guess) * MINUTE_MS)
}

const padded = (value: number, length: number) => String(value).padStart(length, '0')

const SPECIFIERS: Record<string, (date: Date, offset: number) => string> = {
  '%d': (date) => padded(date.getUTCDate(), 2),
  '%G': (date) => padded(isoThursday(date).getUTCFullYear(), 4),
  '%H': (date) => padded(date.getUTCHours(), 2),
  '%j': (date) => padded(dayOfYear(date), 3),
  '%L': (date) => padded(date.getUTCMilliseconds(), 3),
  '%m': (date) => padded(date.getUTCMonth() + 1, 2),
  '%M': (date) => padded(date.getUTCMinutes(), 2),
  '%S': (date) => padded(date.getUTCSeconds(), 2),
  '%u': (date) => String(isoDay(date)),
  '%U': (date) => padded((PARTS.$week as (date: Date) => number)(date), 2),
  '%V': (date) => padded((PARTS.$isoWeek as (date: Date) => number)(date), 2),
  '%w': (date) => String(date.getUTCDay() + 1),
  '%Y': (date) => padded(date.getUTCFullYear(), 4),
  '%z': (_date, offset) =>
    `${offset < 0 ? '-' : '+'}${padded(Math.floor(Math.abs(offset) / 60), 2)}${padded(Math.abs(offset) % 60, 2)}`,
  '%Z': (_date, offset) => `${offset < 0 ? '-' : '+'}${Math.abs(offset)}`,
  '%%': () => '%',
}

function dateToString(document: never, operand: Record<string, unknown>, options: never): unknown {
  const { date, timezone, format, onNull = null } = evaluated(operand, document, options)
  if (isNothing(date)) return onNull
  if ((Object.hasOwn(operand, 'timezone') && isNothing(timezone)) || format === null) return null
  const instant = asDate(date)
  const offset = offsetMinutes(timezone, instant.getTime())
  const pattern = format ?? (offset === 0 ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
  return String(pattern).replace(/%./g, (specifier) => {
    const write = SPECIFIERS[specifier]
    if (!write) throw new DatabaseRefusal(`Invalid format character '${specifier}' in format string`)
    return write(inZone(instant, timezone), offset)
  })
}

/** Parts beyond their range carry over, as in `{month: 14}`. */
function dateFromParts(document: never, operand: Record<string, unknown>, options: never): unknown {
  const parts = evaluated(operand, document, options)
  if (Object.values(parts).some(isNothing)) return null
  const { timezone, ...numbers } = parts
  const other = Object.entries(numbers).find(([, value]) => !Number.isInteger(value))
  if (other) throw new DatabaseRefusal(`'${other[0]}' must evaluate to an integer`)
  const {
    year,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
    millisecond = 0,
  } = numbers as Record<string, number>
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  if (year !== undefined) return fromZone(Date.UTC(year, month - 1, day) + time, timezone)
  const { isoWeekYear, isoWeek = 1, isoDayOfWeek = 1 } = numbers as Record<string, number>
  if (isoWeekYear === undefined) throw new DatabaseRefusal("$dateFromParts requires 'year' or 'isoWeekYear'")
  const fourth = new Date(Date.UTC(isoWeekYear, 0, 4))
  const days = (isoWeek - 1) * 7 + isoDayOfWeek - isoDay(fourth)
  return fromZone(fourth.getTime() + days * DAY_MS + time, timezone)
}

/** What is parsed without a format: ISO 8601, with or without time and offset. */
const ISO_DATE =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<millisecond>\d{1,3}))?)?)?\s*(?<offset>Z|[+-]\d{2}:?\d{2})?$/

const PARSED: Record<string, string> = {
  '%d': '(?<day>\\d{2})',
  '%H': '(?<hour>\\d{2})',
  '%L': '(?<millisecond>\\d{3})',
  '%m': '(?<month>\\d{2})',
  '%M': '(?<minute>\\d{2})',
  '%S': '(?<second>\\d{2})',
  '%Y': '(?<year>\\d{4})',
  '%z': '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
  '%%': '%',
}

function dateFromString(document: never, operand: Record<string, unknown>, options: never): unknown {
  const { dateString, format, timezone, onError, onNull = null } = evaluated(operand, document, options)
  if (isNothing(dateString)) return onNull
  try {
    if (typeof dateString !== 'string') throw new DatabaseRefusal('$dateFromString requires a string')
    return parsed(dateString, format === undefined ? ISO_DATE : patternOf(String(format)), timezone)
  } catch (fault) {
    if (fault instanceof DatabaseRefusal && Object.hasOwn(operand, 'onError')) return onError
    throw fault
  }
}

function patternOf(format: string): RegExp {
  const source = format.replace(/%.|[\\^$.*+?()[\]{}|]/g, (part) => {
    if (!part.startsWith('%')) return `\\${part}`
    const pattern = PARSED[part]
    if (!pattern) throw new DatabaseRefusal(`Invalid format character '${part}' in format string`)
    return pattern
  })
  return new RegExp(`^${source}$`)
}

function parsed(text: string, pattern: RegExp, timezone: unknown): Date {
  const {
    year,
    month = '1',
    day = '1',
    hour = '0',
    minute = '0',
    second = '0',
    ...rest
  } = pattern.exec(text)?.groups ?? {}
  const numbers = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const millisecond = Number((rest.millisecond ?? '0').padEnd(3, '0'))
  const [, monthNumber, dayNumber, hours, minutes, seconds] = numbers
  const isInRange =
    monthNumber >= 1 && monthNumber <= 12 && dayNumber >= 1 && hours < 24 && minutes < 60 && seconds < 60
  const local = Date.UTC(numbers[0], monthNumber - 1, dayNumber, hours, minutes, seconds, millisecond)
  if (year === undefined || !isInRange || new Date(local).getUTCDate() !== dayNumber)
    throw new DatabaseRefusal(`Error parsing date string '${text}'`)
  if (rest.offset && timezone !== undefined)
    throw new DatabaseRefusal(
      'you cannot pass in a date/time string with time zone information together with a timezone argument',
    )
  return fromZone(local, rest.offset ?? timezone)
}
