import { BSONRegExp } from 'bson'
import { Query } from 'mingo/query'
import { geoPredicates } from './geoQueries'
import { areEqual, compareValues, isRecord, typeBracket } from './order'
import { type LeafArrays, someValueAt } from './paths'
import { DatabaseRefusal } from './refusal'
import { matchesRegExp, toRegExp } from './regularExpression'
import { typeNumber } from './types'

/**
 * MongoDB's query operators in place of mingo's, which takes a whole path for one value: it knows no null in an array of
 * objects, compares no array with an array, takes 'a' % 2 for a number, orders NaN and so on.
 */

type Predicate = (value: unknown) => boolean
/** What an operator says of one value, and which values of an array it is asked of. */
type Operator = { predicate: (operand: unknown, options: never) => Predicate; leafArrays?: LeafArrays }
type QueryOperator = (selector: string, operand: unknown, options: never) => (document: unknown) => boolean

const OPERATORS: Record<string, Operator> = {
  $eq: { predicate: (operand) => (value) => areEqual(value, operand) },
  $in: { predicate: isIn },
  $lt: { predicate: comparison((order) => order < 0) },
  $lte: { predicate: comparison((order) => order <= 0) },
  $gt: { predicate: comparison((order) => order > 0) },
  $gte: { predicate: comparison((order) => order >= 0) },
  $mod: { predicate: hasRemainder },
  $regex: { predicate: matchesPattern },
  $type: { predicate: isOfType },
  $size: { predicate: hasSize, leafArrays: 'whole' },
  $elemMatch: { predicate: hasElement, leafArrays: 'whole' },
  $geoWithin: { predicate: geoPredicates.$geoWithin, leafArrays: 'both' },
  $geoIntersects: { predicate: geoPredicates.$geoIntersects, leafArrays: 'both' },
  $nearSphere: { predicate: geoPredicates.$nearSphere, leafArrays: 'both' },
}

const NEGATED: Record<string, string> = { $ne: '$eq', $nin: '$in' }

/** The operators as mingo's context takes them. */
export const queryOperators: Record<`$${string}`, QueryOperator> = {
  ...Object.fromEntries(Object.entries(OPERATORS).map(([name, operator]) => [name, onPath(operator)])),
  ...Object.fromEntries(
    Object.entries(NEGATED).map(([name, positive]) => [
      name,
      negated(onPath(OPERATORS[positive] as Operator)),
    ]),
  ),
  $exists: onExistence,
  $all: onAll,
}

function onPath({ predicate, leafArrays = 'both' }: Operator): QueryOperator {
  return (selector, operand, options) => {
    const path = selector.split('.')
    const test = predicate(operand, options)
    return (document) => someValueAt(document, path, leafArrays, test)
  }
}

function negated(operator: QueryOperator): QueryOperator {
  return (selector, operand, options) => {
    const test = operator(selector, operand, options)
    return (document) => !test(document)
  }
}

function onExistence(selector: string, operand: unknown): (document: unknown) => boolean {
  const path = selector.split('.')
  const isWanted = Boolean(operand)
  return (document) => someValueAt(document, path, 'whole', (value) => value !== undefined) === isWanted
}

/** Each of the list must be there; an empty list matches nothing. */
function onAll(selector: string, operand: unknown, options: never): (document: unknown) => boolean {
  const tests = listOf(operand, '$all').map((item) => {
    const hasElemMatch = isRecord(item) && Object.hasOwn(item, '$elemMatch')
    const name = hasElemMatch ? '$elemMatch' : isPattern(item) ? '$regex' : '$eq'
    return onPath(OPERATORS[name] as Operator)(selector, hasElemMatch ? item.$elemMatch : item, options)
  })
  return (document) => tests.length > 0 && tests.every((test) => test(document))
}

function isIn(operand: unknown): Predicate {
  const items = listOf(operand, '$in')
  const patterns = items.filter(isPattern).map(asRegExp)
  const scalars = new Set<unknown>(items.filter((item) => typeof item === 'string'))
  const others = items.filter((item) => typeof item !== 'string')
  return (value) =>
    scalars.has(value) ||
    others.some((item) => areEqual(value, item)) ||
    patterns.some((pattern) => matchesRegExp(value, pattern))
}

/** Only values of the operand's type compare with it; NaN compares with nothing but itself. */
function comparison(holds: (order: number) => boolean) {
  return (operand: unknown): Predicate => {
    const bracket = typeBracket(operand)
    const isNotANumber = Number.isNaN(operand)
    return (value) =>
      typeBracket(value) === bracket &&
      (bracket !== 2 || Number.isNaN(value) === isNotANumber) &&
      holds(compareValues(value, operand))
  }
}

/** Only of numbers, and of their whole part, as MongoDB counts. */
function hasRemainder(operand: unknown): Predicate {
  const [divisor, remainder] = listOf(operand, '$mod').map((item) => Math.trunc(Number(item)))
  if (divisor === undefined || remainder === undefined || (operand as unknown[]).length !== 2)
    throw new DatabaseRefusal('malformed mod, needs to be an array of two elements')
  if (!Number.isFinite(divisor) || !Number.isFinite(remainder))
    throw new DatabaseRefusal('malformed mod, divisor and remainder must be numbers')
  if (divisor === 0) throw new DatabaseRefusal('divisor cannot be 0')
  return (value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder
}

function matchesPattern(operand: unknown): Predicate {
  const expression = asRegExp(operand)
  return (value) => matchesRegExp(value, expression)
}

const isPattern = (value: unknown) => value instanceof RegExp || value instanceof BSONRegExp

function asRegExp(value: unknown): RegExp {
  if (value instanceof RegExp) return value
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options)
  if (typeof value === 'string') return toRegExp(value, '')
  throw new DatabaseRefusal('$regex has to be a string')
}

function isOfType(operand: unknown): Predicate {
  const wanted = (Array.isArray(operand) ? operand : [operand]).flatMap((name) => typeNumber.named(name))
  return (value) => value !== undefined && wanted.includes(typeNumber.of(value))
}

function hasSize(operand: unknown): Predicate {
  if (!Number.isInteger(operand) || (operand as number) < 0)
    throw new DatabaseRefusal('Failed to parse $size. Expected a non-negative whole number')
  return (value) => Array.isArray(value) && value.length === operand
}

/** Of the elements as they are, or of objects among them when the criteria name fields. */
function hasElement(operand: unknown, options: never): Predicate {
  if (!isRecord(operand)) throw new DatabaseRefusal('$elemMatch needs an Object')
  const names = Object.keys(operand)
  const isOfValues = names.length > 0 && names.every((name) => isValueOperator(name))
  if (!isOfValues) {
    const query = new Query(operand, options)
    return (value) =>
      Array.isArray(value) &&
      value.some((element) => (isRecord(element) || Array.isArray(element)) && query.test(element as never))
  }
  const tests = valueTests(operand, options)
  return (value) => Array.isArray(value) && value.some((element) => tests.every((test) => test(element)))
}

const isValueOperator = (name: string) =>
  name.startsWith('$') && !['$and', '$or', '$nor', '$expr', '$text', '$where', '$jsonSchema'].includes(name)

function valueTests(criteria: Record<string, unknown>, options: never): Predicate[] {
  return Object.entries(criteria)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]) => valueTest(name, name === '$regex' ? patternOf(criteria) : operand, options))
}

function valueTest(name: string, operand: unknown, options: never): Predicate {
  if (name === '$exists') return (value) => (value !== undefined) === Boolean(operand)
  if (name === '$not') {
    const tests = isPattern(operand)
      ? [matchesPattern(operand)]
      : valueTests(operand as Record<string, unknown>, options)
    return (value) => !tests.every((test) => test(value))
  }
  if (name === '$all') {
    const test = onAll('value', operand, options)
    return (value) => test({ value })
  }
  const positive = NEGATED[name]
  const operator = OPERATORS[positive ?? name]
  if (!operator) throw new DatabaseRefusal(`unknown operator: ${name}`)
  const test = operator.predicate(operand, options)
  return positive ? (value) => !test(value) : test
}

function patternOf({ $regex, $options }: Record<string, unknown>): RegExp {
  return typeof $regex === 'string' ? toRegExp($regex, String($options ?? '')) : asRegExp($regex)
}

function listOf(operand: unknown, name: string): unknown[] {
  if (!Array.isArray(operand)) throw new DatabaseRefusal(`${name} needs an array`)
  return operand
}
