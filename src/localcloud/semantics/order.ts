import { Binary, BSONRegExp, Decimal128, ObjectId } from 'bson'

/**
 * MongoDB's order of values (manual: "Comparison/Sort Order"). mingo's differs: it sorts missing before null, takes NaN
 * for equal to every number, compares arrays as sets and objects without the order of their fields.
 */

/** A plain object, as opposed to a date or a value of `bson`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Places of the types in the order; values of one bracket compare with each other, null stands for missing as well. */
export function typeBracket(value: unknown): number {
  if (value === undefined || value === null) return 1
  if (typeof value === 'number' || value instanceof Decimal128) return 2
  if (typeof value === 'string') return 3
  if (Array.isArray(value)) return 5
  if (value instanceof Binary) return 6
  if (value instanceof ObjectId) return 7
  if (typeof value === 'boolean') return 8
  if (value instanceof Date) return 9
  if (value instanceof RegExp || value instanceof BSONRegExp) return 11
  return 4
}

/** Negative, zero or positive as `left` comes before, with or after `right`. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  const bracket = typeBracket(left)
  const difference = bracket - typeBracket(right)
  if (difference !== 0) return difference
  switch (bracket) {
    case 1:
      return 0
    case 2:
      return compareNumbers(Number(left), Number(right))
    case 4:
      return compareRecords(left as Record<string, unknown>, right as Record<string, unknown>)
    case 5:
      return compareArrays(left as unknown[], right as unknown[])
    case 6:
      return compareBinaries(left as Binary, right as Binary)
    case 7:
      return compareTexts((left as ObjectId).toHexString(), (right as ObjectId).toHexString())
    case 11:
      return compareTexts(textOfRegularExpression(left), textOfRegularExpression(right))
    default:
      return compareNumbers(Number(left), Number(right))
  }
}

/** Whether the two are one value to MongoDB; null and missing are. */
export function areEqual(left: unknown, right: unknown): boolean {
  return left === right || compareValues(left, right) === 0
}

/** NaN is equal to itself and smaller than every other number. */
function compareNumbers(left: number, right: number): number {
  if (left === right) return 0
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1
  return Number.isNaN(right) || left > right ? 1 : -1
}

/** By the bytes of UTF-8, which differ from UTF-16's order only above the surrogates. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  const length = Math.min(left.length, right.length)
  for (let place = 0; place < length; place++) {
    const difference = left.charCodeAt(place) - right.charCodeAt(place)
    if (difference !== 0) return inUtf8(left.charCodeAt(place)) - inUtf8(right.charCodeAt(place))
  }
  return left.length - right.length
}

const inUtf8 = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

/** Field by field as they stand: type of the value, name, value. */
function compareRecords(left: Record<string, unknown>, right: Record<string, unknown>): number {
  const rightFields = Object.entries(right)
  let place = 0
  for (const [name, value] of Object.entries(left)) {
    const other = rightFields[place++]
    if (!other) return 1
    const order =
      typeBracket(value) - typeBracket(other[1]) ||
      compareTexts(name, other[0]) ||
      compareValues(value, other[1])
    if (order !== 0) return order
  }
  return place - rightFields.length
}

function compareArrays(left: unknown[], right: unknown[]): number {
  const length = Math.min(left.length, right.length)
  for (let place = 0; place < length; place++) {
    const order = compareValues(left[place], right[place])
    if (order !== 0) return order
  }
  return left.length - right.length
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    left.length() - right.length() ||
    left.sub_type - right.sub_type ||
    Buffer.compare(Buffer.from(left.value()), Buffer.from(right.value()))
  )
}

function textOfRegularExpression(value: unknown): string {
  return value instanceof RegExp
    ? `${value.source}\u0000${value.flags}`
    : `${(value as BSONRegExp).pattern}\u0000${(value as BSONRegExp).options}`
}
