import fc from 'fast-check'
import { countMatching, findTexts, type Read } from '../../src/localcloud/store/find'
import type { IndexDeclarations } from '../../src/localcloud/store/indexDeclarations'
import { planQuery } from '../../src/localcloud/store/planner'
import type { Store } from '../../src/localcloud/store/store'
import { type Document, encodeStored } from '../../src/localcloud/store/values'

/** Two collections that get the same documents: one with indexes, one without. */
export const PLANNER_INDEXES: IndexDeclarations = {
  indexed: [
    { fields: ['a'] },
    { fields: ['a', 'c'] },
    { fields: ['c', 'b.x', 'a'] },
    { fields: ['b.x'] },
    { fields: ['b'] },
  ],
  plain: [],
}

const scalar = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, 1, 2, -1, 1.5, 'a', 'b', 'ab', '店', ''),
  },
  { weight: 1, arbitrary: fc.double() },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('\u0000', '\u0001', 'a', '中', '\u{1f600}', '\uffee') }),
  },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }).map((milliseconds) => new Date(milliseconds)) },
)
const value = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar }, { requiredKeys: [], noNullPrototype: true }), {
      maxLength: 2,
    }),
  },
  { weight: 2, arbitrary: fc.record({ x: scalar, y: scalar }, { requiredKeys: [], noNullPrototype: true }) },
)
/** Most runs hold no array and no object: then the order of an index is of use. */
const simple = fc.record(
  { a: scalar, c: scalar, b: fc.record({ x: scalar }, { noNullPrototype: true }) },
  { requiredKeys: [], noNullPrototype: true },
)
const rich = fc.record({ a: value, b: value, c: value }, { requiredKeys: [], noNullPrototype: true })
const documents = fc.oneof(
  { weight: 3, arbitrary: fc.array(simple, { maxLength: 14 }) },
  { weight: 2, arbitrary: fc.array(rich, { maxLength: 14 }) },
)

const operators = fc.record(
  {
    $eq: value,
    $ne: value,
    $gt: scalar,
    $gte: scalar,
    $lt: scalar,
    $lte: scalar,
    $in: fc.array(scalar, { maxLength: 3 }),
    $nin: fc.array(scalar, { maxLength: 3 }),
    $exists: fc.boolean(),
  },
  { requiredKeys: [], noNullPrototype: true },
)
/** One or two operators, as people write them. */
const few = fc
  .tuple(operators, fc.array(fc.nat(8), { minLength: 1, maxLength: 2 }))
  .map(([all, places]) => {
    const names = Object.keys(all)
    return Object.fromEntries(
      places.flatMap((place) => {
        const name = names[place % Math.max(1, names.length)]
        return name === undefined ? [] : [[name, all[name as keyof typeof all]]]
      }),
    )
  })
  .filter((condition) => Object.keys(condition).length > 0)
const condition = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 6, arbitrary: few },
  { weight: 1, arbitrary: few.map(($not) => ({ $not })) },
  { weight: 1, arbitrary: few.map(($elemMatch) => ({ $elemMatch })) },
  { weight: 1, arbitrary: fc.constantFrom(/^a/, /b$/) },
  { weight: 1, arbitrary: fc.nat(3).map(($size) => ({ $size })) },
)
const id = fc.nat(15).map((number) => `d${number}`)
const idCondition = fc.oneof(
  id,
  fc.array(id, { maxLength: 4 }).map(($in) => ({ $in })),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), id)
    .map(([operator, bound]) => ({ [operator]: bound })),
)
const clause = fc.record(
  { a: condition, c: condition, 'b.x': condition, b: condition, _id: idCondition },
  { requiredKeys: [], noNullPrototype: true },
)
const clauses = fc.array(clause, { minLength: 1, maxLength: 2 })
/** What indexes are made for: one or two fields that equal something or lie in a range. */
const bounds = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.tuple(fc.constantFrom('$gt', '$gte'), scalar).map(([low, bound]) => ({ [low]: bound })),
  fc
    .tuple(fc.constantFrom('$gt', '$gte'), scalar, fc.constantFrom('$lt', '$lte'), scalar)
    .map(([low, from, high, to]) => ({ [low]: from, [high]: to })),
)
/** Of an array each bound may be met by another element. */
const numberBounds = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.nat(6))
  .map(([from, width]) => ({ $gt: from, $lte: from + width }))
const narrow = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'c'), numberBounds).map(([field, bound]) => ({ [field]: bound })),
  fc.tuple(fc.constantFrom('a', 'c', 'b.x', 'b'), bounds).map(([field, bound]) => ({ [field]: bound })),
  fc.tuple(fc.constantFrom('a', 'b.x'), scalar, bounds).map(([field, value, c]) => ({ [field]: value, c })),
  fc.constant({}),
)
const criteria: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: narrow },
  { weight: 4, arbitrary: clause },
  { weight: 1, arbitrary: fc.tuple(clause, clauses).map(([top, $and]) => ({ ...top, $and })) },
  { weight: 1, arbitrary: fc.tuple(clause, clauses).map(([top, $or]) => ({ ...top, $or })) },
  { weight: 1, arbitrary: clauses.map(($nor) => ({ $nor })) },
)
const direction = fc.constantFrom(1 as const, -1 as const)
const sort = fc
  .array(fc.tuple(fc.constantFrom('a', 'c', 'b.x', 'b', '_id'), direction), { maxLength: 2 })
  .map((fields) => Object.fromEntries(fields) as Record<string, 1 | -1>)
const projection = fc.constantFrom<Read['projection']>(
  undefined,
  undefined,
  { a: 1 },
  { c: 0 },
  { 'b.x': 1, _id: 0 },
)
const read: fc.Arbitrary<Read> = fc.record({
  criteria,
  sort: fc.option(sort, { nil: undefined }),
  skip: fc.nat(4),
  limit: fc.oneof(fc.nat(5), fc.constant(100)),
  projection,
})

/** How often each way of answering came up: a property that never met an index would say nothing. */
export type PlannerCounts = { cases: number; byIndex: number; exact: number; sorted: number; range: number }

/**
 * Random documents, queries, sorts, pages and projections: the collection with indexes answers what the one without
 * does. Without a sort the order is nobody's promise; then a page holds as many of the matches, each once.
 */
export function comparePlans(store: Store, seed: number, runs: number): PlannerCounts {
  const counts: PlannerCounts = { cases: 0, byIndex: 0, exact: 0, sorted: 0, range: 0 }
  fc.assert(
    fc.property(documents, fc.array(read, { minLength: 4, maxLength: 4 }), (contents, reads) => {
      inPassing(store, () => {
        contents.forEach((fields, place) => {
          // Not in the order of the ids, so that order of insertion and order of ids differ.
          const whole = { _id: `d${(place * 5) % 16}`, ...fields } as Document
          for (const name of ['indexed', 'plain']) store.collection(name).insert(whole, encodeStored(whole))
        })
        for (const each of reads) {
          compareRead(store, each)
          note(store, each, counts)
        }
      })
    }),
    { seed, numRuns: runs / 4 },
  )
  return counts
}

function compareRead(store: Store, read: Read): void {
  const [indexed, plain] = [store.collection('indexed'), store.collection('plain')]
  const everything = findTexts(plain, { criteria: read.criteria, limit: 100 })
  const say = (what: string, found: unknown, expected: unknown) => {
    if (JSON.stringify(found) === JSON.stringify(expected)) return
    throw new Error(`${what} differs: ${JSON.stringify({ found, expected })} of ${JSON.stringify(read)}`)
  }
  say('the number', countMatching(indexed, read.criteria), everything.length)
  if (read.sort && Object.keys(read.sort).length > 0) {
    say('the page', findTexts(indexed, read), findTexts(plain, read))
    return
  }
  const page = findTexts(indexed, { ...read, projection: undefined })
  say('the page’s length', page.length, findTexts(plain, read).length)
  say('the page', page.filter((text) => !everything.includes(text)).length, 0)
  say('each once', new Set(page).size, page.length)
  const whole = { ...read, skip: 0, limit: 100 }
  say('the whole', findTexts(indexed, whole).sort(), findTexts(plain, whole).sort())
}

function note(store: Store, { criteria, sort }: Read, counts: PlannerCounts): void {
  const { selection, isExact, isSorted } = planQuery(
    criteria,
    sort,
    store.collection('indexed').plannedIndexes,
  )
  counts.cases++
  if (selection.by === 'all') return
  counts.byIndex++
  if (isExact) counts.exact++
  if (isSorted && sort && Object.keys(sort).length > 0) counts.sorted++
  if (selection.by === 'range') counts.range++
}

class TakenBack extends Error {}

function inPassing(store: Store, work: () => void): void {
  try {
    store.write(() => {
      work()
      throw new TakenBack()
    })
  } catch (fault) {
    if (!(fault instanceof TakenBack)) throw fault
  }
}
