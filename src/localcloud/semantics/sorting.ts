import { compareValues } from './order'
import { someValueAt } from './paths'
import { DatabaseRefusal } from './refusal'

/** MongoDB's sort: `{field: 1, other: -1}`, the order of the keys counts. */
export type Sort = Record<string, 1 | -1>

/** Sorts before null and missing: what MongoDB takes an empty array for. */
const EMPTY = Symbol('empty array')

/**
 * The documents in order; equal ones stay as they were. An array counts by its smallest element, or by its greatest when
 * the order is descending; mingo compares whole arrays, and missing before null.
 */
export function sorted<T>(
  documents: readonly T[],
  sort: Sort,
  contentOf: (document: T) => unknown = (document) => document,
): T[] {
  const fields = Object.entries(sort).map(([path, direction]) => ({ path: path.split('.'), direction }))
  if (fields.some(({ direction }) => direction !== 1 && direction !== -1))
    throw new DatabaseRefusal('a sort order must be 1 (for ascending) or -1 (for descending)')
  const keyed = documents.map((document) => ({
    document,
    keys: fields.map(({ path, direction }) => sortKey(contentOf(document), path, direction)),
  }))
  keyed.sort((left, right) => {
    for (const [place, { direction }] of fields.entries()) {
      const order = compareSortKeys(left.keys[place], right.keys[place])
      if (order !== 0) return order * direction
    }
    return 0
  })
  return keyed.map(({ document }) => document)
}

/** The value that a document sorts by. */
function sortKey(document: unknown, path: readonly string[], direction: 1 | -1): unknown {
  let key: unknown = EMPTY
  let isFirst = true
  let hasValue = false
  someValueAt(document, path, 'elements', (value) => {
    hasValue = true
    if (isFirst || compareValues(value, key) * direction < 0) key = value
    isFirst = false
    return false
  })
  return hasValue || isEmptyArray(document, path) ? key : null
}

function isEmptyArray(document: unknown, path: readonly string[]): boolean {
  return someValueAt(document, path, 'whole', (value) => Array.isArray(value))
}

function compareSortKeys(left: unknown, right: unknown): number {
  if (left === EMPTY || right === EMPTY) return left === right ? 0 : left === EMPTY ? -1 : 1
  return compareValues(left, right)
}
