import { compileQuery, project } from '../semantics/evaluate'
import { nearestFirst, nearestMetres } from '../semantics/geoQueries'
import { type Sort, sorted } from '../semantics/sorting'
import { type Criteria, type Plan, planQuery } from './planner'
import type { Collection, StoredDocument } from './store'
import { type Document, decodeStored, encodeStored } from './values'

/** A read as the wire asks for it. `sort` and `projection` are MongoDB's; the order of `sort`'s keys counts. */
export type Read = {
  criteria: Criteria
  sort?: Sort
  skip?: number
  limit: number
  projection?: Record<string, unknown>
}

/** A document that matches, as it lies there and decoded. */
export type Match = StoredDocument & { document: Document }

/** The texts of the documents asked for, as they are sent. */
export function findTexts(collection: Collection, read: Read): string[] {
  const { selection, isExact } = planRead(collection, read.criteria)
  const { skip = 0, limit } = read
  if (isExact && !read.sort && !read.projection) {
    return take(collection.select(selection), skip, limit).map(({ text }) => text)
  }
  const isInIdOrder = selection.by === 'idFrom' && isSortedById(read.sort)
  const matches = isInIdOrder ? matching(collection, read.criteria) : inOrder(collection, read)
  const taken = take(matches, skip, limit)
  if (!read.projection) return taken.map(({ text }) => text)
  const documents = taken.map(({ document }) => document)
  return project(documents, read.projection).map((document) => encodeStored(document as Document))
}

/** The documents that match, one after another; the caller stops when it has enough. */
export function* matching(collection: Collection, criteria: Criteria): Generator<Match> {
  const { selection, isExact } = planRead(collection, criteria)
  const isMatch = isExact ? undefined : compileQuery(criteria)
  for (const { place, text } of collection.select(selection) as Iterable<StoredDocument>) {
    const document = decodeStored(text)
    if (!isMatch || isMatch(document)) yield { place, text, document }
  }
}

/** How many documents match. */
export function countMatching(collection: Collection, criteria: Criteria): number {
  let count = 0
  const { selection, isExact } = planRead(collection, criteria)
  if (selection.by === 'all' && Object.keys(criteria).length === 0) return collection.size()
  const found = isExact ? collection.select(selection) : matching(collection, criteria)
  for (const _ of found) count++
  return count
}

/** How a query is answered. Every read of documents comes through here. */
function planRead(collection: Collection, criteria: Criteria): Plan {
  collection.noteRead(criteria)
  return planQuery(criteria, collection.indexes)
}

/** The matches as sorted, or nearest first where the query asks for what is near, or as they lie. */
function inOrder(collection: Collection, { criteria, sort }: Read): Iterable<Match> {
  const matches = matching(collection, criteria)
  if (sort) return sorted([...matches], sort, ({ document }) => document)
  const near = nearestFirst(criteria)
  if (!near) return matches
  const metresTo = ({ document }: Match) => nearestMetres(document, near.path, near.centre) ?? 0
  const measured = [...matches].map((match) => ({ match, metres: metresTo(match) }))
  return measured.sort((left, right) => left.metres - right.metres).map(({ match }) => match)
}

const isSortedById = (sort: Read['sort']) =>
  sort !== undefined && Object.keys(sort).length === 1 && sort._id === 1

function take<T>(items: Iterable<T>, skip: number, limit: number): T[] {
  const taken: T[] = []
  let seen = 0
  if (limit === 0) return taken
  for (const item of items) {
    if (seen++ < skip) continue
    taken.push(item)
    if (taken.length === limit) break
  }
  return taken
}
