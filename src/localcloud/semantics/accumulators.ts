import { evalExpr } from 'mingo/core'
import { areEqual, compareValues } from './order'

/**
 * Accumulators in place of mingo's: missing fields are not pushed, NaN is a number, the greatest value is MongoDB's, and
 * the deviation of too few values is null (manual: "Accumulators").
 */

/** mingo's options of an evaluation; `options` are the plain ones that it was made of. */
type Options = { options: object }
type Accumulator = (documents: unknown[], expression: unknown, options: Options) => unknown

/** The accumulators as mingo's context takes them. */
export const correctedAccumulators: Record<`$${string}`, Accumulator> = {
  $push: present,
  $addToSet: (...input) => distinct(present(...input)),
  $first: ([first], ...input) => present(first === undefined ? [] : [first], ...input)[0] ?? null,
  $last: (documents, ...input) => present(documents.slice(-1), ...input)[0] ?? null,
  $mergeObjects: (...input) => Object.assign({}, ...present(...input)),
  $sum: (...input) => numbers(...input).reduce((sum, value) => sum + value, 0),
  $avg: (...input) => mean(numbers(...input)),
  $max: (...input) => extreme(present(...input), 1),
  $min: (...input) => extreme(present(...input), -1),
  $stdDevPop: (...input) => deviation(numbers(...input), 0),
  $stdDevSamp: (...input) => deviation(numbers(...input), 1),
}

/** The first of values that are equal to MongoDB. */
export function distinct(values: readonly unknown[]): unknown[] {
  const found: unknown[] = []
  const scalars = new Set<unknown>()
  for (const value of values) {
    if (typeof value === 'string' || typeof value === 'boolean') {
      if (!scalars.has(value)) found.push(value)
      scalars.add(value)
    } else if (!found.some((other) => areEqual(other, value))) found.push(value)
  }
  return found
}

/** The expression's value of each document; the values themselves where there is no expression. */
function present(documents: unknown[], expression: unknown, { options }: Options): unknown[] {
  const isOfDocuments = expression !== null && expression !== undefined
  const values = isOfDocuments
    ? documents.map((document) => evalExpr(document as never, expression as never, options as never))
    : documents
  return values.filter((value) => value !== undefined)
}

const numbers = (...input: Parameters<Accumulator>) =>
  present(...input).filter((value) => typeof value === 'number')

const mean = (values: number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** The last value in one direction; null and missing do not count. */
function extreme(values: unknown[], direction: 1 | -1): unknown {
  return values
    .filter((value) => value !== null)
    .reduce<unknown>(
      (best, value) => (best === null || compareValues(value, best) * direction > 0 ? value : best),
      null,
    )
}

function deviation(values: number[], fewer: 0 | 1): number | null {
  const middle = mean(values)
  if (middle === null || values.length <= fewer) return null
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return Math.sqrt(squares / (values.length - fewer))
}
