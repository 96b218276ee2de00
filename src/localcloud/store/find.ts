import { compileQuery, project } from '../semantics/evaluate'
import { nearestFirst, nearestMetres } from '../semantics/geoQueries'
import { type Sort, sorted } from '../semantics/sorting'
import type { Collection, StoredDocument } from './collection'
import { type Criteria, describePlan, missingIndex, type Plan, planQuery } from './planner'
import { queryShape } from './queryShape'
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

/** A query that reads more documents than this needs an index. */
const UNINDEXED_READS = 1000
/** So many more than asked for are kept while sorting before the last ones are let go. */
const SORT_SLACK = 2000

/** The texts of the documents asked for, as they are sent. */
export function findTexts(collection: Collection, read: Read): string[] {
  const { criteria, skip = 0, limit, projection } = read
  const plan = planRead(collection, criteria, read.sort)
  if (plan.isExact && plan.isSorted && !projection) {
    return take(collection.select(plan.selection, skip + limit), skip, limit).map(({ text }) => text)
  }
  const taken = take(inOrder(collection, plan, read), skip, limit)
  if (!projection) return taken.map(({ text }) => text)
  const documents = taken.map(({ document }) => document)
  return project(documents, projection).map((document) => encodeStored(document as Document))
}

/** The documents that match, one after another; the caller stops when it has enough. */
export function matching(collection: Collection, criteria: Criteria): Generator<Match> {
  return matchingAsPlanned(collection, planRead(collection, criteria), criteria)
}

/** How many documents match. */
export function countMatching(collection: Collection, criteria: Criteria): number {
  const plan = planRead(collection, criteria)
  if (plan.isExact) return collection.count(plan.selection)
  let count = 0
  for (const _ of matchingAsPlanned(collection, plan, criteria)) count++
  return count
}

/** How a query is answered. Every read of documents comes through here. */
function planRead(collection: Collection, criteria: Criteria, sort?: Sort): Plan {
  const plan = planQuery(criteria, sort, collection.plannedIndexes)
  collection.noteUse(plan.selection)
  collection.noteRead(criteria, () => `${queryShape(criteria, sort)} ${describePlan(plan)}`)
  return plan
}

function* matchingAsPlanned(
  collection: Collection,
  { selection, isExact, isSorted }: Plan,
  criteria: Criteria,
  sort?: Sort,
): Generator<Match> {
  const isMatch = isExact ? undefined : compileQuery(criteria)
  // Who wants the whole collection as it lies reads it; no index would help.
  const needsIndex = selection.by === 'all' && !(isExact && isSorted)
  let reads = 0
  for (const { place, text } of collection.select(selection)) {
    if (needsIndex && ++reads === UNINDEXED_READS + 1)
      collection.noteUnindexedRead(queryShape(criteria, sort), missingIndex(criteria, sort))
    const document = decodeStored(text)
    if (!isMatch || isMatch(document)) yield { place, text, document }
  }
}

/** The matches as sorted, or nearest first where the query asks for what is near, or as they lie. */
function inOrder(
  collection: Collection,
  plan: Plan,
  { criteria, sort, skip = 0, limit }: Read,
): Iterable<Match> {
  const matches = matchingAsPlanned(collection, plan, criteria, sort)
  if (sort && !plan.isSorted) return firstSorted(matches, sort, skip + limit)
  const near = sort ? undefined : nearestFirst(criteria)
  if (!near) return matches
  const metresTo = ({ document }: Match) => nearestMetres(document, near.path, near.centre) ?? 0
  const measured = [...matches].map((match) => ({ match, metres: metresTo(match) }))
  return measured.sort((left, right) => left.metres - right.metres).map(({ match }) => match)
}

/** The first of the matches in sorted order, equal ones in order of insertion; holds only some more than asked for. */
function firstSorted(matches: Iterable<Match>, sort: Sort, count: number): Match[] {
  const firstOf = (candidates: Match[]) =>
    sorted(
      candidates.sort((left, right) => left.place - right.place),
      sort,
      ({ document }) => document,
    ).slice(0, count)
  let kept: Match[] = []
  for (const match of matches) {
    kept.push(match)
    if (kept.length >= count + SORT_SLACK) kept = firstOf(kept)
  }
  return firstOf(kept)
}

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
