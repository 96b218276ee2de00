import { evalExpr } from 'mingo/core'
import {
  $abs,
  $ceil,
  $exp,
  $floor,
  $let,
  $not,
  $objectToArray,
  $reverseArray,
  $sqrt,
  $strLenCP,
} from 'mingo/operators/expression'
import { distinct } from './accumulators'
import { dateExpressions } from './dates'
import { areEqual, compareValues, isRecord } from './order'
import { DatabaseRefusal, NotAnswered } from './refusal'

/**
 * Expression operators in place of mingo's, which compares only values of one type, takes an array for its elements in
 * `$eq`, counts bytes as characters, wants lists where MongoDB takes one operand, and more; each says what it corrects
 * (manual: "Aggregation Operators").
 */

type Options = never
type Expression = (document: never, operand: never, options: Options) => unknown
/** An operator on the values of its operands. */
type OfValues = (values: unknown[]) => unknown

const UNARY = { $abs, $ceil, $exp, $floor, $not, $objectToArray, $reverseArray, $sqrt, $strLenCP }

/** The operators as mingo's context takes them. */
export const correctedExpressions: Record<`$${string}`, Expression> = {
  ...Object.fromEntries(
    Object.entries(UNARY).map(([name, operator]) => [name, unwrapped(operator as never)]),
  ),
  ...ofValues({
    $cmp: ([left, right]) => Math.sign(compareTyped(left, right)),
    $eq: ([left, right]) => compareTyped(left, right) === 0,
    $ne: ([left, right]) => compareTyped(left, right) !== 0,
    $gt: ([left, right]) => compareTyped(left, right) > 0,
    $gte: ([left, right]) => compareTyped(left, right) >= 0,
    $lt: ([left, right]) => compareTyped(left, right) < 0,
    $lte: ([left, right]) => compareTyped(left, right) <= 0,
    $add: add,
    $multiply: unlessNull((values) =>
      numbersOf('$multiply', values).reduce((product, value) => product * value, 1),
    ),
    $mod: unlessNull(remainder),
    $ln: unlessNull((values) => Math.log(positive('$ln', values[0]))),
    $log10: unlessNull((values) => Math.log10(positive('$log10', values[0]))),
    $log: unlessNull(([value, base]) => Math.log(positive('$log', value)) / Math.log(positive('$log', base))),
    $trunc: unlessNull(truncated),
    $in: ([value, list]) => arrayOf('$in', list).some((item) => compareTyped(item, value) === 0),
    $indexOfArray: indexOfArray,
    $size: ([value]) => arrayOf('$size', value).length,
    $slice: unlessNull(slice),
    $arrayToObject: unlessNull(([value]) => Object.fromEntries(arrayOf('$arrayToObject', value).map(pairOf))),
    $mergeObjects: mergeObjects,
    $setUnion: unlessNull((lists) => distinct(lists.flatMap((list) => arrayOf('$setUnion', list)))),
    $setIntersection: unlessNull(intersection),
    $setDifference: unlessNull(([left, right]) =>
      distinct(
        arrayOf('$setDifference', left).filter((value) => !includes(arrayOf('$setDifference', right), value)),
      ),
    ),
    $setEquals: (lists) => {
      const [first = [], ...others] = lists.map((list) => arrayOf('$setEquals', list))
      return others.every((list) => isSubset(first, list) && isSubset(list, first))
    },
    $setIsSubset: ([left, right]) => isSubset(arrayOf('$setIsSubset', left), arrayOf('$setIsSubset', right)),
    $concat: unlessNull((texts) => texts.map((text) => textOf('$concat', text)).join('')),
    $toLower: ([value]) => asText(value).toLowerCase(),
    $toUpper: ([value]) => asText(value).toUpperCase(),
    $strcasecmp: ([left, right]) =>
      Math.sign(compareValues(asText(left).toUpperCase(), asText(right).toUpperCase())),
    $strLenBytes: ([value]) => Buffer.byteLength(textOf('$strLenBytes', value)),
    $indexOfBytes: ([text, part, ...range]) => indexOf('$indexOfBytes', text, part, range, toBytes),
    $indexOfCP: ([text, part, ...range]) => indexOf('$indexOfCP', text, part, range, toCharacters),
    $substr: substrBytes,
    $substrBytes: substrBytes,
  }),
  $let: (document, operand: { vars?: unknown }, options) => {
    if (!isRecord(operand) || !isRecord(operand.vars))
      throw new DatabaseRefusal("$let needs an object with 'vars'")
    return $let(document, operand as never, options)
  },
  $switch: branch,
  $zip: zip,
  $meta: () => {
    throw new NotAnswered('$meta, which belongs to text search')
  },
  ...dateExpressions,
}

/** Operators that get all their operands' values; one that is no list is a list of one. */
function ofValues(operators: Record<string, OfValues>): Record<string, Expression> {
  return Object.fromEntries(
    Object.entries(operators).map(([name, operator]) => [
      name,
      (document: never, operand: unknown, options: Options) =>
        operator(
          (Array.isArray(operand) ? operand : [operand]).map((item) =>
            evalExpr(document, item as never, options),
          ),
        ),
    ]),
  )
}

/** mingo takes a list of one for an array. */
function unwrapped(operator: Expression): Expression {
  return (document, operand: unknown, options) =>
    operator(
      document,
      (Array.isArray(operand) && operand.length === 1 ? operand[0] : operand) as never,
      options,
    )
}

function unlessNull(operator: OfValues): OfValues {
  return (values) => (values.some((value) => value === null || value === undefined) ? null : operator(values))
}

/** In an expression missing comes before null; in a query they are the same. */
function compareTyped(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined)
    return Number(right === undefined) - Number(left === undefined)
  return compareValues(left, right)
}

function numbersOf(name: string, values: readonly unknown[]): number[] {
  const other = values.find((value) => typeof value !== 'number')
  if (other !== undefined) throw new DatabaseRefusal(`${name} only supports numeric types`)
  return values as number[]
}

function positive(name: string, value: unknown): number {
  const [number] = numbersOf(name, [value]) as [number]
  if (number <= 0) throw new DatabaseRefusal(`${name}'s argument must be a positive number, but is ${number}`)
  return number
}

function arrayOf(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new DatabaseRefusal(`${name} needs an array`)
  return value
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new DatabaseRefusal(`${name} requires a string argument`)
  return value
}

/** Numbers, at most one of them a date. */
function add(values: unknown[]): unknown {
  return unlessNull(() => {
    const dates = values.filter((value) => value instanceof Date)
    if (dates.length > 1) throw new DatabaseRefusal('only one date allowed in an $add expression')
    const sum = numbersOf(
      '$add',
      values.map((value) => (value instanceof Date ? value.getTime() : value)),
    ).reduce((total, value) => total + value, 0)
    return dates.length > 0 ? new Date(sum) : sum
  })(values)
}

function remainder(values: unknown[]): number {
  const [dividend = Number.NaN, divisor] = numbersOf('$mod', values)
  if (divisor === undefined) throw new DatabaseRefusal('$mod takes two operands')
  if (divisor === 0) throw new DatabaseRefusal("can't $mod by zero")
  return dividend % divisor
}

/** To a whole number, or to as many decimal places. */
function truncated(values: unknown[]): number {
  const [value = Number.NaN, places = 0] = numbersOf('$trunc', values)
  const factor = 10 ** places
  return Math.trunc(value * factor) / factor
}

function indexOfArray([list, value, start = 0, end = Number.POSITIVE_INFINITY]: unknown[]): number | null {
  if (list === null || list === undefined) return null
  return arrayOf('$indexOfArray', list).findIndex(
    (item, index) => index >= Number(start) && index < Number(end) && areEqual(item, value),
  )
}

/** `[array, count]` from either end, or `[array, position, count]`. */
function slice([list, ...operands]: unknown[]): unknown[] {
  const array = arrayOf('$slice', list)
  const [first = 0, count] = numbersOf('$slice', operands)
  if (count === undefined) return first >= 0 ? array.slice(0, first) : array.slice(first)
  if (count <= 0) throw new DatabaseRefusal('Third argument to $slice must be positive')
  const start = first >= 0 ? first : Math.max(0, array.length + first)
  return array.slice(start, start + count)
}

/** `[key, value]` or `{k, v}` */
function pairOf(item: unknown): [string, unknown] {
  const [key, value] = Array.isArray(item) ? item : isRecord(item) ? [item.k, item.v] : []
  return [textOf('$arrayToObject', key), value]
}

function mergeObjects(values: unknown[]): Record<string, unknown> {
  const objects = (values.length === 1 && Array.isArray(values[0]) ? values[0] : values).filter(
    (value) => value !== null && value !== undefined,
  )
  if (!objects.every(isRecord)) throw new DatabaseRefusal('$mergeObjects requires object inputs')
  return Object.assign({}, ...objects)
}

const includes = (list: readonly unknown[], value: unknown) => list.some((item) => areEqual(item, value))
const isSubset = (left: readonly unknown[], right: readonly unknown[]) =>
  left.every((value) => includes(right, value))

function intersection(values: unknown[]): unknown[] {
  const [first = [], ...others] = values.map((list) => arrayOf('$setIntersection', list))
  return distinct(first.filter((value) => others.every((list) => includes(list, value))))
}

/** Null and missing count as the empty text. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new DatabaseRefusal("can't convert the value to a string")
}

const toBytes = (text: string) => [...Buffer.from(text)]
const toCharacters = (text: string) => [...text]

function indexOf(
  name: string,
  text: unknown,
  part: unknown,
  [start = 0, end]: unknown[],
  toUnits: (text: string) => unknown[],
): number | null {
  if (text === null || text === undefined) return null
  const units = toUnits(textOf(name, text))
  const wanted = toUnits(textOf(name, part))
  const last = Math.min(units.length, typeof end === 'number' ? end : units.length) - wanted.length
  for (let place = Number(start); place <= last; place++)
    if (wanted.every((unit, offset) => units[place + offset] === unit)) return place
  return -1
}

/** A negative count takes the rest; a character is not cut in two. */
function substrBytes([value, start, count]: unknown[]): string {
  const bytes = Buffer.from(asText(value))
  const [first = 0, length = 0] = numbersOf('$substrBytes', [start, count])
  if (first < 0 || first >= bytes.length) return ''
  const end = length < 0 ? bytes.length : Math.min(bytes.length, first + length)
  const isInside = (place: number) => ((bytes[place] ?? 0) & 0xc0) === 0x80
  if (isInside(first) || isInside(end))
    throw new DatabaseRefusal('$substrBytes: Invalid range, the edge is in the middle of a UTF-8 character')
  return bytes.subarray(first, end).toString()
}

type Switch = { branches: { case: unknown; then: unknown }[]; default?: unknown }

/** Without a default, a document that no branch takes is an error. */
function branch(document: never, operand: Switch, options: Options): unknown {
  if (!isRecord(operand) || !Array.isArray(operand.branches) || !operand.branches.every(isRecord))
    throw new DatabaseRefusal("$switch requires at least one 'branch'")
  for (const { case: condition, then } of operand.branches)
    if (isTrue(evalExpr(document, condition as never, options)))
      return evalExpr(document, then as never, options)
  if (!Object.hasOwn(operand, 'default'))
    throw new DatabaseRefusal(
      '$switch could not find a matching branch for an input, and no default was specified',
    )
  return evalExpr(document, operand.default as never, options)
}

const isTrue = (value: unknown) => value !== null && value !== undefined && value !== false && value !== 0

type Zip = { inputs: unknown; useLongestLength?: boolean; defaults?: unknown }

/** As short as the shortest input, even when that is the first and empty. */
function zip(document: never, operand: Zip, options: Options): unknown {
  if (!isRecord(operand)) throw new DatabaseRefusal('$zip needs an object')
  const inputs = arrayOf('$zip', evalExpr(document, operand.inputs as never, options))
  const defaults = arrayOf('$zip', evalExpr(document, (operand.defaults ?? []) as never, options))
  if (inputs.some((list) => list === null || list === undefined)) return null
  const lists = inputs.map((list) => arrayOf('$zip', list))
  const lengths = lists.map((list) => list.length)
  const length = operand.useLongestLength ? Math.max(...lengths) : Math.min(...lengths)
  return Array.from({ length }, (_, row) =>
    lists.map((list, column) => (row < list.length ? list[row] : (defaults[column] ?? null))),
  )
}
