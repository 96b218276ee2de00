import { compileQuery } from './evaluate'
import { areEqual, compareValues, isRecord } from './order'
import { fieldOf } from './paths'
import { DatabaseRefusal } from './refusal'
import { matchesRegExp } from './regularExpression'
import { sorted } from './sorting'
import { type Place, placeOfExisting, placeToWrite, putAt, valueAt, withPositions } from './updatePaths'

/**
 * MongoDB's update operators (manual: "Update Operators"). mingo's leave a document unchanged, and say nothing, where
 * MongoDB refuses: a text is pushed to, a field is set inside of a number, `$slice` is asked of an array not there yet.
 */

/** An update as the wire brings it: operands by operator and path. */
export type Change = Record<string, unknown>
/** What an update can depend on besides the document: the query it was found by, the time, and whether it is being made. */
export type UpdateContext = { criteria: Record<string, unknown>; now: number; isInsert?: boolean }

type Operands = Record<string, unknown>
type PathOperator = (
  document: Record<string, unknown>,
  path: string,
  operand: never,
  context: UpdateContext,
) => void

const OPERATORS: Record<string, PathOperator> = {
  $set: (document, path, operand) => putAt(placeToWrite(document, path), operand),
  $setOnInsert: (document, path, operand, { isInsert }) => {
    if (isInsert) putAt(placeToWrite(document, path), operand)
  },
  $unset: unset,
  $rename: rename,
  $inc: arithmetic(
    '$inc',
    (value, operand) => value + operand,
    (operand) => operand,
  ),
  $mul: arithmetic(
    '$mul',
    (value, operand) => value * operand,
    () => 0,
  ),
  $min: putIf((operand, value) => compareValues(operand, value) < 0),
  $max: putIf((operand, value) => compareValues(operand, value) > 0),
  $bit: bit,
  $currentDate: (document, path, _operand, { now }) => putAt(placeToWrite(document, path), new Date(now)),
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
}

/**
 * Changes the document it is given, and returns it. Throws DatabaseRefusal; the document is then worth nothing, so it
 * must be a copy.
 */
export function applyUpdate<T extends Record<string, unknown>>(
  document: T,
  change: Change,
  context: UpdateContext,
): T {
  const steps = stepsOf(document, change, context.criteria)
  refuseConflicts(steps)
  const id = document._id
  for (const { operator, path, operand } of steps) operator(document, path, operand as never, context)
  if (id !== undefined && !areEqual(id, document._id))
    throw new DatabaseRefusal("Performing an update on the path '_id' would modify the immutable field '_id'")
  return document
}

type Step = { operator: PathOperator; name: string; path: string; operand: unknown }

function stepsOf(
  document: Record<string, unknown>,
  change: Change,
  criteria: Record<string, unknown>,
): Step[] {
  return Object.entries(change).flatMap(([name, operands]) => {
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
    if (!operator) throw new DatabaseRefusal(`Unknown modifier: ${name}`)
    if (!isRecord(operands)) throw new DatabaseRefusal(`Modifiers operate on fields: ${name} needs an object`)
    return Object.entries(operands as Operands).flatMap(([path, operand]) =>
      withPositions(document, path, criteria).map((place) => ({ operator, name, path: place, operand })),
    )
  })
}

/** No path may be another one's, or begin with another one. */
function refuseConflicts(steps: readonly Step[]): void {
  const paths = steps.flatMap(({ name, path, operand }) =>
    name === '$rename' ? [path, String(operand)] : [path],
  )
  const known = new Set<string>()
  for (const path of paths.sort((left, right) => left.split('.').length - right.split('.').length)) {
    const parts = path.split('.')
    const conflict = parts
      .map((_, depth) => parts.slice(0, depth + 1).join('.'))
      .find((start) => known.has(start))
    if (conflict !== undefined)
      throw new DatabaseRefusal(`Updating the path '${path}' would create a conflict at '${conflict}'`)
    known.add(path)
  }
}

/** In an array null stays in the place. */
function unset(document: Record<string, unknown>, path: string): void {
  const place = placeOfExisting(document, path)
  if (!place) return
  if (Array.isArray(place.container)) putAt(place, null)
  else delete place.container[place.name]
}

function rename(document: Record<string, unknown>, path: string, target: unknown): void {
  if (typeof target !== 'string') throw new DatabaseRefusal("The 'to' field for $rename must be a string")
  for (const end of [path, target]) refuseArrayOnWay(document, end)
  const place = placeOfExisting(document, path)
  if (!place) return
  const value = valueAt(place)
  unset(document, path)
  putAt(placeToWrite(document, target), value)
}

function refuseArrayOnWay(document: Record<string, unknown>, path: string): void {
  let value: unknown = document
  for (const name of path.split('.')) {
    if (Array.isArray(value))
      throw new DatabaseRefusal(`The field '${path}' of $rename cannot be an array element`)
    value = fieldOf(value, name)
  }
}

function arithmetic(
  name: string,
  compute: (value: number, operand: number) => number,
  whenMissing: (operand: number) => number,
): PathOperator {
  return (document, path, operand: unknown) => {
    if (typeof operand !== 'number')
      throw new DatabaseRefusal(`Cannot apply ${name} with a non-numeric argument: ${path}`)
    const place = placeToWrite(document, path)
    const value = valueAt(place)
    if (value !== undefined && typeof value !== 'number')
      throw new DatabaseRefusal(`Cannot apply ${name} to a value of non-numeric type: ${path}`)
    putAt(place, value === undefined ? whenMissing(operand) : compute(value, operand))
  }
}

function putIf(isWanted: (operand: unknown, value: unknown) => boolean): PathOperator {
  return (document, path, operand) => {
    const place = placeToWrite(document, path)
    const value = valueAt(place)
    if (value === undefined || isWanted(operand, value)) putAt(place, operand)
  }
}

const BIT_OPERATIONS: Record<string, (value: number, operand: number) => number> = {
  and: (value, operand) => value & operand,
  or: (value, operand) => value | operand,
  xor: (value, operand) => value ^ operand,
}

function bit(document: Record<string, unknown>, path: string, operand: unknown): void {
  const place = placeToWrite(document, path)
  const [[name, mask] = [], ...others] = Object.entries(isRecord(operand) ? operand : {})
  const compute = BIT_OPERATIONS[name ?? '']
  if (!compute || others.length > 0 || !Number.isInteger(mask))
    throw new DatabaseRefusal('The $bit modifier needs one of and, or, xor with a whole number')
  const value = valueAt(place) ?? 0
  if (!Number.isInteger(value))
    throw new DatabaseRefusal(`Cannot apply $bit to a value that is no integer: ${path}`)
  putAt(place, compute(value as number, mask as number))
}

const PUSH_MODIFIERS = ['$each', '$position', '$sort', '$slice']

/** Puts in, then sorts, then cuts, whatever the order of the modifiers. */
function push(document: Record<string, unknown>, path: string, operand: unknown): void {
  const hasModifiers = isRecord(operand) && Object.hasOwn(operand, '$each')
  const { $each, $position, $sort, $slice } = hasModifiers ? pushModifiers(operand) : { $each: [operand] }
  const place = placeToWrite(document, path)
  const array = arrayAt(place, path, '$push') ?? []
  const at = typeof $position === 'number' ? $position : array.length
  const next = array.slice()
  next.splice(at, 0, ...$each)
  const ordered = $sort === undefined ? next : sortedElements(next, $sort)
  putAt(place, typeof $slice === 'number' ? cut(ordered, $slice) : ordered)
}

type PushModifiers = { $each: unknown[]; $position?: unknown; $sort?: unknown; $slice?: unknown }

function pushModifiers(operand: Record<string, unknown>): PushModifiers {
  const unknown = Object.keys(operand).find((name) => !PUSH_MODIFIERS.includes(name))
  if (unknown) throw new DatabaseRefusal(`Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray(operand.$each))
    throw new DatabaseRefusal('The argument to $each in $push must be an array')
  for (const name of ['$position', '$slice'])
    if (operand[name] !== undefined && !Number.isInteger(operand[name]))
      throw new DatabaseRefusal(`The value for ${name} must be an integer value`)
  return operand as PushModifiers
}

/** By themselves, or by fields where the order names some. */
function sortedElements(elements: readonly unknown[], order: unknown): unknown[] {
  if (order === 1 || order === -1)
    return elements.slice().sort((left, right) => compareValues(left, right) * order)
  if (!isRecord(order) || !Object.values(order).every((direction) => direction === 1 || direction === -1))
    throw new DatabaseRefusal('The $sort must be 1, -1 or an object of them')
  return sorted(elements, order as Record<string, 1 | -1>)
}

const cut = (elements: unknown[], count: number) =>
  count >= 0 ? elements.slice(0, count) : elements.slice(count)

function addToSet(document: Record<string, unknown>, path: string, operand: unknown): void {
  const hasEach = isRecord(operand) && Object.hasOwn(operand, '$each')
  const values = hasEach ? operand.$each : [operand]
  if (!Array.isArray(values)) throw new DatabaseRefusal('The argument to $each in $addToSet must be an array')
  const place = placeToWrite(document, path)
  const next = (arrayAt(place, path, '$addToSet') ?? []).slice()
  for (const value of values) if (!next.some((element) => areEqual(element, value))) next.push(value)
  putAt(place, next)
}

function pop(document: Record<string, unknown>, path: string, operand: unknown): void {
  if (operand !== 1 && operand !== -1) throw new DatabaseRefusal('$pop expects 1 or -1')
  const place = placeOfExisting(document, path)
  const array = place && arrayAt(place, path, '$pop')
  if (array) putAt(place, operand === 1 ? array.slice(0, -1) : array.slice(1))
}

function pull(document: Record<string, unknown>, path: string, operand: unknown): void {
  keepUnless(document, path, '$pull', pullTest(operand))
}

function pullAll(document: Record<string, unknown>, path: string, operand: unknown): void {
  if (!Array.isArray(operand)) throw new DatabaseRefusal('$pullAll requires an array argument')
  keepUnless(document, path, '$pullAll', (element) => operand.some((value) => areEqual(element, value)))
}

/** An object without operators is a query on the elements, not a value. */
function pullTest(operand: unknown): (element: unknown) => boolean {
  if (operand instanceof RegExp) return (element) => matchesRegExp(element, operand)
  if (!isRecord(operand)) return (element) => areEqual(element, operand)
  if (Object.keys(operand).some((name) => name.startsWith('$'))) {
    const test = compileQuery({ elements: { $elemMatch: operand } })
    return (element) => test({ elements: [element] })
  }
  const test = compileQuery(operand)
  return (element) => isRecord(element) && test(element)
}

function keepUnless(
  document: Record<string, unknown>,
  path: string,
  name: string,
  isPulled: (element: unknown) => boolean,
): void {
  const place = placeOfExisting(document, path)
  const array = place && arrayAt(place, path, name)
  if (array)
    putAt(
      place,
      array.filter((element) => !isPulled(element)),
    )
}

/** The array at a place, undefined where nothing is. */
function arrayAt(place: Place, path: string, name: string): unknown[] | undefined {
  const value = valueAt(place)
  if (value === undefined || Array.isArray(value)) return value
  throw new DatabaseRefusal(`The field '${path}' must be an array for ${name}`)
}
