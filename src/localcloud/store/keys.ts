import type { Document } from './values'

/**
 * Index keys: texts whose byte order is MongoDB's order of values (null and missing, numbers, strings, objects,
 * arrays, booleans, dates). One value has one key, so equality of keys is equality of values.
 */

const END = '\u0001\u0001'
const TAGS = {
  null: '1',
  number: '2',
  string: '3',
  object: '4',
  array: '5',
  boolean: '8',
  date: '9',
  other: 'a',
}

/** The key of one value. */
export function keyOf(value: unknown): string {
  if (value === null || value === undefined) return TAGS.null + END
  if (typeof value === 'number') return TAGS.number + orderedDouble(value) + END
  if (typeof value === 'string') return TAGS.string + escaped(value) + END
  if (typeof value === 'boolean') return TAGS.boolean + (value ? '1' : '0') + END
  if (value instanceof Date) return TAGS.date + orderedDouble(value.getTime()) + END
  const tag = Array.isArray(value) ? TAGS.array : isPlainObject(value) ? TAGS.object : TAGS.other
  return tag + escaped(JSON.stringify(value)) + END
}

/** The keys of a document in an index over `fields`: more than one where a field holds an array. */
export function indexKeysOf(document: Document, fields: readonly string[]): string[] {
  let keys = ['']
  for (const field of fields) {
    const parts = [...new Set(valuesAt(document, field.split('.')).map(keyOf))]
    keys = keys.flatMap((key) => parts.map((part) => key + part))
  }
  return keys
}

/** Every value an equality on the path compares with: the value itself, and each element where it is an array. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path
  if (name === undefined) return Array.isArray(value) ? [value, ...value] : [value]
  if (Array.isArray(value)) {
    const inElements = value.flatMap((item) => (isPlainObject(item) ? valuesAt(item, path) : []))
    const atPosition = /^\d+$/.test(name) ? valuesAt(value[Number(name)], rest) : []
    return inElements.length + atPosition.length > 0 ? [...inElements, ...atPosition] : [undefined]
  }
  return isPlainObject(value) ? valuesAt(value[name], rest) : [undefined]
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

const scratch = new DataView(new ArrayBuffer(8))

/** Sixteen hexadecimal digits that order as the numbers do: sign bit flipped, negative numbers inverted. */
function orderedDouble(value: number): string {
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
