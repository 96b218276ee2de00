import { typeBracket } from '../semantics/order'
import { fieldOf, someValueAt } from '../semantics/paths'
import type { Document } from './values'

/**
 * Index keys: texts whose byte order is MongoDB's order of values (`semantics/order`) for what `isScalar` says; arrays,
 * objects and the rest stand in their type's place, in no particular order there. One scalar has one key, so equality of
 * keys is equality of values. A key starts with its type's digit, so that one text is a bound of all values of a type.
 */

const END = '\u0001\u0001'
/** Smaller than every type: the field of no element of an empty array. */
const NOTHING = `0${END}`
/** Greater than the digit that any further field of a key starts with, and than every key. */
export const AFTER_EVERY_TAG = '\u007f'

/** Keys from `from` on, up to and without `to`. */
export type KeyRange = { from: string; to: string }

/** The types whose keys have the order of their values: null and missing, numbers, texts, ids, booleans, dates. */
const SCALAR_BRACKETS = [1, 2, 3, 7, 8, 9]

/** Whether keys say everything about the value: its equality with others and its place among them. */
export function isScalar(value: unknown): boolean {
  return SCALAR_BRACKETS.includes(typeBracket(value))
}

/** The key of one value. */
export function keyOf(value: unknown): string {
  const bracket = typeBracket(value)
  return tagOf(bracket) + contentOf(bracket, value) + END
}

/** Before the keys of all values of the value's type, and after them. */
export function bracketBounds(value: unknown): KeyRange {
  const bracket = typeBracket(value)
  return { from: tagOf(bracket), to: tagOf(bracket + 1) }
}

const tagOf = (bracket: number) => bracket.toString(16)

/** Where the keys of everything that is no scalar lie. */
export const COMPOSITE_KEYS: readonly KeyRange[] = [
  { from: tagOf(4), to: tagOf(7) },
  { from: tagOf(10), to: AFTER_EVERY_TAG },
]

function contentOf(bracket: number, value: unknown): string {
  if (bracket === 1) return ''
  if (bracket === 2 || bracket === 9) return orderedDouble(Number(value))
  if (bracket === 3) return escaped(value as string)
  if (bracket === 7) return String(value)
  if (bracket === 8) return value ? '1' : '0'
  return escaped(JSON.stringify(value))
}

/** The keys of a document in an index over `fields`: more than one where a field holds an array. */
export function indexKeysOf(document: Document, fields: readonly string[]): string[] {
  let keys = ['']
  for (const field of fields) {
    const parts = partsOf(document, field)
    keys =
      parts.length === 1
        ? keys.map((key) => key + parts[0])
        : keys.flatMap((key) => parts.map((part) => key + part))
  }
  return keys
}

/** Whether each of the fields is missing or one scalar: then the document has one key, at its place in the order. */
export function hasOneOrderedKey(document: Document, fields: readonly string[]): boolean {
  return fields.every((field) => {
    let value: unknown = document
    for (const name of field.split('.')) {
      value = fieldOf(value, name)
      if (Array.isArray(value)) return false
    }
    return isScalar(value)
  })
}

/** One part for every value that a condition on the field is held against: the value, and its elements. */
function partsOf(document: Document, field: string): string[] {
  const parts = new Set<string>()
  someValueAt(document, field.split('.'), 'both', (value) => {
    parts.add(keyOf(value))
    return false
  })
  return parts.size === 0 ? [NOTHING] : [...parts]
}

const scratch = new DataView(new ArrayBuffer(8))

/** Sixteen hexadecimal digits that order as the numbers do: sign bit flipped, negative numbers inverted; NaN first. */
function orderedDouble(value: number): string {
  if (Number.isNaN(value)) return '0'
  scratch.setFloat64(0, value === 0 ? 0 : value)
  const high = scratch.getUint32(0)
  const low = scratch.getUint32(4)
  const isNegative = high >>> 31 === 1
  const hex = (bits: number) => (bits >>> 0).toString(16).padStart(8, '0')
  return isNegative ? hex(~high) + hex(~low) : hex(high ^ 0x80000000) + hex(low)
}

/** Keeps a shorter text in front of a longer one once END follows. */
function escaped(text: string): string {
  return text.replaceAll('\u0001', '\u0001\u0003').replaceAll('\u0000', '\u0001\u0002')
}
