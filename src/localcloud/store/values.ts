import { BSONRegExp, EJSON } from 'bson'
import { DatabaseRefusal } from '../semantics/refusal'
import { toRegExp } from '../semantics/regularExpression'

/** A document as it is worked with: numbers are numbers, dates are dates, binary and object ids are `bson` values. */
export type Document = { _id: unknown } & Record<string, unknown>

/**
 * Reads the SDK's EJSON (canonical or relaxed). Server dates become the server's date. Throws `SyntaxError` or
 * bson's `BSONError` on text that is no EJSON.
 */
export function decodeWire(text: string, now: number): unknown {
  const value: unknown = EJSON.parse(text)
  return /"\$(tcb_server_date|regularExpression|regex)"/.test(text) ? asNative(value, now) : value
}

/** Reads what the store holds. */
export function decodeStored(text: string): Document {
  // Most documents hold plain JSON only, and JSON.parse is several times as fast as EJSON's.
  return (text.includes('"$') ? EJSON.parse(text) : JSON.parse(text)) as Document
}

/**
 * What the store holds and what the SDK gets back: relaxed EJSON, so that a point read is sent as it lies there. Throws
 * DatabaseRefusal on a date that is none: its text could not be read again.
 */
export function encodeStored(document: Document): string {
  const text = EJSON.stringify(document, { relaxed: true })
  if (text.includes('"$numberLong":"NaN"')) throw new DatabaseRefusal('the document holds an invalid date')
  return text
}

function asNative(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => asNative(item, now))
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  const fields = value as Record<string, unknown>
  const serverDate = fields.$tcb_server_date as { offset?: number } | undefined
  if (serverDate) return new Date(now + (serverDate.offset ?? 0))
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, asNative(item, now)]))
}
