import type { Sort } from '../semantics/sorting'
import { AFTER_EVERY_TAG, bracketBounds, isScalar, type KeyRange, keyOf } from './keys'

/** A query as the wire brings it: MongoDB's language. */
export type Criteria = Record<string, unknown>
/** Which rows to read: all in order of insertion, those of one key range in order of the keys, or those of several. */
export type Selection =
  | { by: 'all' }
  | { by: 'range'; index: PlannedIndex; range: KeyRange; isDescending: boolean }
  | { by: 'ranges'; index: PlannedIndex; ranges: KeyRange[] }

/** What the planner must know of an index; `_id` is one. */
export type PlannedIndex = {
  fields: readonly string[]
  /** Every document has one key, and the keys are in the order of the values: no array, no object. */
  isOrdered: boolean
}

/** How a query is answered. */
export type Plan = {
  selection: Selection
  /** The rows are those that match; otherwise the query's test decides on each. */
  isExact: boolean
  /** The rows come in the order of the sort; equal ones in order of insertion. */
  isSorted: boolean
}

/** More lookups than this cost more than reading on. */
const MAXIMUM_LOOKUPS = 1000

/** Chooses the index that answers the most of the query, or the whole collection. */
export function planQuery(
  criteria: Criteria,
  sort: Sort | undefined,
  indexes: readonly PlannedIndex[],
): Plan {
  const constraints = constraintsOf(criteria)
  let best: Candidate | undefined
  for (const index of indexes) {
    const candidate = candidateOf(index, constraints, sort ?? {})
    if (candidate && candidate.worth > (best?.worth ?? 0)) best = candidate
  }
  if (!best) return { selection: { by: 'all' }, isExact: isEmpty(criteria), isSorted: !sort || isEmpty(sort) }
  return { ...best.plan, isSorted: best.plan.isSorted || !sort || isEmpty(sort) }
}

/** The fields of the index that would answer a query: those that equal something, then the sort's, then the bounded ones. */
export function missingIndex(criteria: Criteria, sort: Sort = {}): string[] {
  const fields = [...constraintsOf(criteria).fields]
  const pinned = fields.filter(([, { values }]) => values).map(([field]) => field)
  return [...new Set([...pinned, ...Object.keys(sort), ...fields.map(([field]) => field)])]
}

/** A plan in words: `from the index on street, number, filtered`. */
export function describePlan({ selection, isExact, isSorted }: Plan): string {
  const source =
    selection.by === 'all' ? 'from all documents' : `from the index on ${selection.index.fields.join(', ')}`
  return `${source}${isExact ? '' : ', filtered'}${isSorted ? '' : ', then sorted'}`
}

/** What a query demands of one field, as far as keys can tell. */
type Constraint = {
  /** The field equals one of these. */
  values?: unknown[]
  low?: Bound
  high?: Bound
  /** Nothing else is demanded of the field. */
  isWhole: boolean
}
type Bound = { value: unknown; isInclusive: boolean }
type Constraints = { fields: Map<string, Constraint>; isWhole: boolean }
type Candidate = { worth: number; plan: Plan }

function candidateOf(index: PlannedIndex, constraints: Constraints, sort: Sort): Candidate | undefined {
  const pinned = pinnedFields(index, constraints)
  let prefixes = ['']
  for (const field of pinned)
    prefixes = prefixes.flatMap((prefix) => keysOf(valuesOf(constraints, field)).map((key) => prefix + key))

  const next = index.fields[pinned.length]
  const bounded = next === undefined ? undefined : constraints.fields.get(next)
  const range = bounded && prefixes.length > 0 ? boundsOf(bounded, index.isOrdered) : undefined
  const isSingle = prefixes.length === 1
  const wanted = isSingle ? directionOf(index, pinned, sort) : undefined
  const direction = wanted && index.isOrdered ? wanted : undefined
  const worth = 4 * pinned.length + (range ? 2 : 0) + (direction ? 1 : 0)
  if (worth === 0) return undefined

  const ranges = prefixes.map((prefix) =>
    range
      ? { from: prefix + range.from, to: prefix + range.to }
      : { from: prefix, to: prefix + AFTER_EVERY_TAG },
  )
  const answered = [...pinned, ...(range ? [next as string] : [])]
  const isExact =
    constraints.isWhole &&
    constraints.fields.size === answered.length &&
    answered.every((field) => constraints.fields.get(field)?.isWhole) &&
    (!range || range.isWhole)
  const [first] = ranges
  const isOneKey = isSingle && pinned.length === index.fields.length
  const selection: Selection =
    first && isSingle && (isOneKey || index.isOrdered)
      ? { by: 'range', index, range: first, isDescending: direction === -1 }
      : { by: 'ranges', index, ranges }
  return { worth, plan: { selection, isExact, isSorted: direction !== undefined } }
}

/** The index's leading fields that must equal something, as far as that takes few enough lookups. */
function pinnedFields(index: PlannedIndex, { fields }: Constraints): string[] {
  const pinned: string[] = []
  let lookups = 1
  for (const field of index.fields) {
    const values = fields.get(field)?.values
    lookups *= values?.length ?? Number.POSITIVE_INFINITY
    if (lookups > MAXIMUM_LOOKUPS) return pinned
    pinned.push(field)
  }
  return pinned
}

/** The direction in which the index is to be read for the sort; undefined: its order is another one. */
function directionOf(index: PlannedIndex, pinned: readonly string[], sort: Sort): 1 | -1 | undefined {
  // What equals one value is in any order; the rest must be the index's rest, or equal ones would come by other fields.
  const sorted = Object.keys(sort).filter((field) => !pinned.includes(field))
  const rest = index.fields.slice(pinned.length)
  if (sorted.length !== rest.length || sorted.some((field, place) => field !== rest[place])) return undefined
  const direction = sort[sorted[0] ?? ''] ?? 1
  return sorted.every((field) => sort[field] === direction) && !isEmpty(sort) ? direction : undefined
}

/** The key range of a field's bounds. One bound only where an array's elements may each satisfy another one. */
function boundsOf(
  { low, high }: Constraint,
  isOrdered: boolean,
): (KeyRange & { isWhole: boolean }) | undefined {
  const one = low ?? high
  if (!one) return undefined
  const both = low && high && isOrdered && bracketBounds(low.value).from === bracketBounds(high.value).from
  const { from, to } = bracketBounds(one.value)
  const lower = low ? keyOf(low.value) + (low.isInclusive ? '' : AFTER_EVERY_TAG) : from
  const upper = high && (both || !low) ? keyOf(high.value) + (high.isInclusive ? AFTER_EVERY_TAG : '') : to
  return { from: lower, to: upper, isWhole: !(low && high) || both === true }
}

/** The query's demands on single fields, at the top and inside `$and`. */
function constraintsOf(criteria: Criteria): Constraints {
  const constraints: Constraints = { fields: new Map(), isWhole: true }
  collect(criteria, constraints)
  return constraints
}

function collect(criteria: Criteria, constraints: Constraints): void {
  for (const [field, condition] of Object.entries(criteria)) {
    if (field === '$and' && Array.isArray(condition) && condition.every(isRecord)) {
      for (const clause of condition) collect(clause, constraints)
    } else if (field.startsWith('$')) constraints.isWhole = false
    else {
      const constraint = constraints.fields.get(field) ?? { isWhole: true }
      constraints.fields.set(field, constraint)
      constrain(constraint, condition)
    }
  }
}

function constrain(constraint: Constraint, condition: unknown): void {
  const operators =
    isRecord(condition) && !isScalar(condition) ? Object.entries(condition) : [['$eq', condition]]
  if (operators.length === 0) constraint.isWhole = false
  for (const [operator, value] of operators as [string, unknown][]) {
    if (!addDemand(constraint, operator, value)) constraint.isWhole = false
  }
}

/** Whether the demand is now all in the constraint. */
function addDemand(constraint: Constraint, operator: string, value: unknown): boolean {
  const isRange = operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte'
  if (isRange) {
    const side = operator.startsWith('$g') ? 'low' : 'high'
    if (constraint[side] || constraint.values || !isBound(value)) return false
    constraint[side] = { value, isInclusive: operator.endsWith('e') }
    return true
  }
  const values = operator === '$eq' ? [value] : operator === '$in' && Array.isArray(value) ? value : undefined
  if (constraint.values || !values?.every(isScalar)) return false
  constraint.values = values
  if (!constraint.low && !constraint.high) return true
  constraint.low = undefined
  constraint.high = undefined
  return false
}

/** What a range within one type can start or end at; null and NaN have a meaning of their own there. */
function isBound(value: unknown): boolean {
  return value !== null && value !== undefined && isScalar(value) && !Number.isNaN(value)
}

const valuesOf = ({ fields }: Constraints, field: string) => fields.get(field)?.values ?? []
const keysOf = (values: readonly unknown[]) => [...new Set(values.map(keyOf))]
const isEmpty = (fields: object) => Object.keys(fields).length === 0
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
