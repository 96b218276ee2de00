const DAY_MS = 86_400_000
/** Serial 0 of the two systems (ECMA-376 18.17.4.1). */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** The system of 1900 counts a 29 February that never was, so what lies before it is a day later than it seems. */
const FEBRUARY_29_1900 = 60
/** Numbers of days and times that need no code of their own (18.8.30, with those of Chinese editions). */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** Whether a number format shows a day: a built-in one, or a code with a year or a day in it. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([from, to]) => from <= id && id <= to)
  const plain = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
  return /[yd]/i.test(plain) && !/^general$/i.test(plain)
}

/** `YYYY-MM-DD`, with the time behind it where there is one. */
export function dateOfSerial(serial: number, startsIn1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial)
  const days = !startsIn1904 && serial < FEBRUARY_29_1900 ? serial + 1 : serial
  const instant = (startsIn1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * 86_400) * 1000
  const text = new Date(instant).toISOString()
  return instant % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/**
 * A number as a person has typed it: 0.1 + 0.2 is 0.3. What has more than 15 digits has lost some, and is written so
 * that nobody takes it for the code that it was.
 */
export function plainNumber(text: string): string {
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  if (Math.abs(value) >= 1e15) return value.toExponential().replace('e', 'E')
  return String(Number(value.toPrecision(15)))
}
