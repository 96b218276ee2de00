import { Query } from 'mingo'
import { type Criteria, type Plan, planQuery } from './planner'
import type { Collection, StoredDocument } from './store'
import { type Document, decodeStored, encodeStored } from './values'

/** A read as the wire asks for it. `sort` and `projection` are MongoDB's; the order of `sort`'s keys counts. */
export type Read = {
  criteria: Criteria
  sort?: Record<string, 1 | -1>
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
  const matches = read.sort && !isInIdOrder ? sortAll(collection, read) : matching(collection, read.criteria)
  const taken = take(matches, skip, limit)
  if (!read.projection) return taken.map(({ text }) => text)
  const documents = taken.map(({ document }) => document)
  return new Query({}, {}).find<Document>(documents, read.projection).all().map(encodeStored)
}

/** The documents that match, one after another; the caller stops when it has enough. */
export function* matching(collection: Collection, criteria: Criteria): Generator<Match> {
  const { selection, isExact } = planRead(collection, criteria)
  const query = isExact ? undefined : new Query(criteria, {})
  for (const { place, text } of collection.select(selection) as Iterable<StoredDocument>) {
    const document = decodeStored(text)
    if (!query || query.test(document)) yield { place, text, document }
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

function* sortAll(collection: Collection, read: Read): Generator<Match> {
  const matches = new Map<Document, Match>()
  for (const match of matching(collection, read.criteria)) matches.set(match.document, match)
  const sorted = new Query({}, {}).find<Document>([...matches.keys()]).sort(read.sort ?? {})
  for (const document of sorted.all()) yield matches.get(document) as Match
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
