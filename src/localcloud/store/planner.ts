import { keyOf } from './keys'
import type { IndexDeclaration, Selection } from './store'

/** A query as the wire brings it: MongoDB's language. */
export type Criteria = Record<string, unknown>

/** Which rows to read for a query, and whether they are already exactly its answer (`mingo` filters otherwise). */
export type Plan = { selection: Selection; isExact: boolean }

/** More lookups than this cost more than reading on. */
const MAXIMUM_LOOKUPS = 1000

/** Chooses rows by `_id`, by the index that pins the most fields, or the whole collection. */
export function planQuery(criteria: Criteria, indexes: readonly IndexDeclaration[]): Plan {
  const pinned = pinnedFields(criteria)
  const isCovered = (fields: readonly string[]) =>
    Object.keys(criteria).length === fields.length && fields.every((field) => isOnlyPinned(criteria[field]))

  const ids = pinned.get('_id')
  if (ids) return { selection: { by: 'id', keys: keysOf(ids) }, isExact: isCovered(['_id']) }

  const best = bestIndex(pinned, indexes)
  if (best) {
    const values = best.fields.map((field) => pinned.get(field) as unknown[])
    return {
      selection: { by: 'index', index: best.index, keys: combine(values) },
      isExact: isCovered(best.fields),
    }
  }
  const lowest = lowestId(criteria)
  return lowest ? { selection: lowest, isExact: false } : { selection: { by: 'all' }, isExact: false }
}

/** Fields that must equal one of some values: at the top, or inside a top-level `$and`. */
function pinnedFields(criteria: Criteria): Map<string, unknown[]> {
  const pinned = new Map<string, unknown[]>()
  const clauses = [criteria, ...(Array.isArray(criteria.$and) ? (criteria.$and as Criteria[]) : [])]
  for (const clause of clauses) {
    for (const [field, condition] of Object.entries(clause)) {
      const values = field.startsWith('$') ? undefined : valuesPinnedBy(condition)
      if (values && !pinned.has(field)) pinned.set(field, values)
    }
  }
  return pinned
}

function valuesPinnedBy(condition: unknown): unknown[] | undefined {
  if (isScalar(condition)) return [condition]
  if (typeof condition !== 'object' || condition === null) return undefined
  const { $eq, $in } = condition as { $eq?: unknown; $in?: unknown }
  if (Object.hasOwn(condition, '$eq') && isScalar($eq)) return [$eq]
  return Array.isArray($in) && $in.length <= MAXIMUM_LOOKUPS && $in.every(isScalar) ? $in : undefined
}

/** Whether the condition says nothing beyond the values it pins. */
function isOnlyPinned(condition: unknown): boolean {
  return (
    isScalar(condition) ||
    (valuesPinnedBy(condition) !== undefined && Object.keys(condition as object).length === 1)
  )
}

/** Values whose equality means the same to an index as to MongoDB; null also stands for a missing field in both. */
function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
}

function bestIndex(pinned: Map<string, unknown[]>, indexes: readonly IndexDeclaration[]) {
  let best: { index: IndexDeclaration; fields: string[] } | undefined
  for (const index of indexes) {
    const end = index.fields.findIndex((field) => !pinned.has(field))
    const fields = end < 0 ? index.fields : index.fields.slice(0, end)
    const lookups = fields.reduce((product, field) => product * (pinned.get(field)?.length ?? 1), 1)
    if (fields.length > (best?.fields.length ?? 0) && lookups <= MAXIMUM_LOOKUPS) best = { index, fields }
  }
  return best
}

function combine(values: readonly unknown[][]): string[] {
  return values.reduce<string[]>(
    (keys, choices) => keys.flatMap((key) => keysOf(choices).map((part) => key + part)),
    [''],
  )
}

const keysOf = (values: readonly unknown[]) => [...new Set(values.map(keyOf))]

/** Paging by `_id` (`{_id: {$gt: last}}`) starts at that id; `_id` is never an array. */
function lowestId(criteria: Criteria): Selection | undefined {
  const { $gt, $gte } = (criteria._id ?? {}) as { $gt?: unknown; $gte?: unknown }
  if (typeof $gt === 'string') return { by: 'idFrom', after: keyOf($gt), isInclusive: false }
  if (typeof $gte === 'string') return { by: 'idFrom', after: keyOf($gte), isInclusive: true }
  return undefined
}
