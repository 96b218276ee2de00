import { Binary, BSONRegExp, Decimal128, ObjectId } from 'bson'
import { isRecord } from './order'
import { DatabaseRefusal } from './refusal'

const NAMES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  long: 18,
  decimal: 19,
}
const NUMBERS = [1, 16, 18, 19]

/** BSON's numbers of types, for `$type`. */
export const typeNumber = {
  /** The type of a value; a number has the one that the SDK sends it with: int, long, or double when it is not whole. */
  of(value: unknown): number {
    if (value === null) return 10
    if (typeof value === 'number') return typeOfNumber(value)
    if (typeof value === 'string') return 2
    if (typeof value === 'boolean') return 8
    if (Array.isArray(value)) return 4
    if (value instanceof Date) return 9
    if (value instanceof ObjectId) return 7
    if (value instanceof Binary) return 5
    if (value instanceof RegExp || value instanceof BSONRegExp) return 11
    if (value instanceof Decimal128) return 19
    return isRecord(value) ? 3 : 0
  },
  /** The types that a number or alias names. Throws DatabaseRefusal. */
  named(name: unknown): number[] {
    if (name === 'number') return NUMBERS
    const type = typeof name === 'number' ? name : NAMES[String(name)]
    if (type === undefined) throw new DatabaseRefusal(`Unknown type name alias: ${String(name)}`)
    return [type]
  },
}

function typeOfNumber(value: number): number {
  if (!Number.isInteger(value) || Object.is(value, -0)) return 1
  if (value === (value | 0)) return 16
  return Math.abs(value) < 2 ** 63 ? 18 : 1
}
