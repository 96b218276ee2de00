import type { Place } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { Database } from './database'

/** Which rows of a collection, and in which order. */
export type PageQuery = {
  collection: string
  /** Each is one query of its own, which an index answers: a place (in a state), a file, or {} for everywhere. */
  places: readonly ((Partial<Place> & { state?: string }) | { intakeId: string })[]
  /** What else must be equal. */
  where?: object
  /** An index holds the place (if any), the fields of `where`, this field, and `_id`. */
  by: string
  direction: 'asc' | 'desc'
  /** Only values that begin so; only with `asc`. */
  beginning?: string
  /** What the last row of the page before was sorted by, and its id, which tells equal ones apart. */
  after: { value: string | number; id: string } | undefined
  limit: number
}

/** What a reach means to a query. No place at all for one that covers nothing. */
export function placesWithin(reach: Reach): Partial<Place>[] {
  if (reach.all) return [{}]
  const each = (field: keyof Place, values: readonly string[]) =>
    [...new Set(values)].map((value) => ({ [field]: value }))
  return [
    ...each('unit', reach.units),
    ...each('department', reach.departments),
    ...each('creditCode', reach.creditCodes),
  ]
}

/** The rows after a page's end, in order, each once. */
export async function readPage<Row extends { _id: string }>(
  database: Database,
  query: PageQuery,
): Promise<Row[]> {
  const parts = await Promise.all(query.places.map((place) => readPart<Row>(database, query, place)))
  const rows = new Map(parts.flat().map((row) => [row._id, row]))
  const sign = query.direction === 'asc' ? 1 : -1
  const sortValue = (row: Row) => (row as Record<string, unknown>)[query.by] as string | number
  return [...rows.values()]
    .sort((a, b) => sign * (compare(sortValue(a), sortValue(b)) || compare(a._id, b._id)))
    .slice(0, query.limit)
}

/** Two queries that an index answers, in place of one with an `or` that none does: those equal to the last row first. */
async function readPart<Row>(database: Database, query: PageQuery, place: object): Promise<Row[]> {
  const { collection, where, by, direction, after, limit } = query
  const read = async (criteria: object, count: number) => {
    const chosen = database.collection(collection).where({ ...place, ...where, ...criteria })
    const sorted = chosen.orderBy(by, direction)
    const { data } = await (by === '_id' ? sorted : sorted.orderBy('_id', direction)).limit(count).get()
    return data as Row[]
  }
  const bounds = boundsOf(database, query)
  const rest = bounds ? { [by]: bounds } : {}
  if (!after || by === '_id') return read(rest, limit)
  const { gt, lt } = database.command
  const beyond = direction === 'asc' ? gt(after.id) : lt(after.id)
  const equal = await read({ [by]: after.value, _id: beyond }, limit)
  return equal.length === limit ? equal : [...equal, ...(await read(rest, limit - equal.length))]
}

/** A demand in the SDK's own terms; undefined where all values do. */
function boundsOf({ command }: Database, { direction, beginning, after }: PageQuery): unknown {
  const { gt, gte, lt } = command
  if (beginning === undefined) return after && (direction === 'asc' ? gt(after.value) : lt(after.value))
  return (after ? gt(after.value) : gte(beginning)).and(lt(`${beginning}\uffff`))
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
