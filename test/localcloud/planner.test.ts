import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTexts } from '../../src/localcloud/store/find'
import { planQuery } from '../../src/localcloud/store/planner'
import { Store } from '../../src/localcloud/store/store'
import { encodeStored } from '../../src/localcloud/store/values'
import { comparePlans, PLANNER_INDEXES } from '../support/plannerCases'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'planner-'))
  store = new Store(join(folder, 'a.db'), {
    ...PLANNER_INDEXES,
    shops: [{ fields: ['street', 'number'] }, { fields: ['opened'] }],
  })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

test('with indexes, a query answers what it answers without: 2,000 random ones', () => {
  const counts = comparePlans(store, 7, 2000)
  expect(counts.cases).toBe(2000)
  // Each way of answering really came up.
  expect(counts.byIndex).toBeGreaterThan(1000)
  expect(counts.exact).toBeGreaterThan(200)
  expect(counts.sorted).toBeGreaterThan(50)
  expect(counts.range).toBeGreaterThan(200)
})

describe('an index answers alone, with nothing filtered or sorted afterwards', () => {
  const shops = () => store.collection('shops')
  beforeEach(() => {
    store.write(() => {
      for (let number = 0; number < 600; number++) {
        const shop = {
          _id: `s${number % 7}-${number}`,
          street: `街${number % 3}`,
          number,
          opened: new Date(number % 50),
        }
        shops().insert(shop, encodeStored(shop))
      }
    })
  })
  test.each<[string, Record<string, unknown>, Record<string, 1 | -1> | undefined]>([
    ['one value', { street: '街1', number: 4 }, undefined],
    ['a range', { opened: { $gte: new Date(3), $lt: new Date(9) } }, undefined],
    ['one value and a range', { street: '街1', number: { $gt: 100 } }, undefined],
    ['one value, sorted by the next field', { street: '街1' }, { number: 1 }],
    ['one value and a range, sorted downwards', { street: '街1', number: { $lte: 300 } }, { number: -1 }],
    ['everything, sorted', {}, { opened: 1 }],
    ['everything, sorted downwards', {}, { opened: -1 }],
    ['two fields in one direction', {}, { street: -1, number: -1 }],
    ['ids in order', { _id: { $gt: 's3' } }, { _id: 1 }],
    ['ids downwards', {}, { _id: -1 }],
    [
      'two clauses of one field',
      { $and: [{ opened: { $gt: new Date(3) } }, { opened: { $lt: new Date(9) } }] },
      undefined,
    ],
  ])('%s', (_name, criteria, sort) => {
    const plan = planQuery(criteria, sort, shops().plannedIndexes)
    expect(plan).toMatchObject({ selection: { by: 'range' }, isExact: true, isSorted: true })
    const all = findTexts(shops(), { criteria, sort, limit: 1000 })
    expect(all.length).toBeGreaterThan(0)
    const inPages = []
    for (let skip = 0; skip < all.length; skip += 37)
      inPages.push(...findTexts(shops(), { criteria, sort, skip, limit: 37 }))
    expect(inPages).toEqual(all)
  })

  test.each<[string, Record<string, unknown>, Record<string, 1 | -1>]>([
    ['in two directions', {}, { street: 1, number: -1 }],
    ['by a field behind one that is not fixed', {}, { number: 1 }],
    ['by the index’s first field only: equal ones would come in another order', {}, { street: 1 }],
  ])('not %s', (_name, criteria, sort) => {
    expect(planQuery(criteria, sort, shops().plannedIndexes).isSorted).toBe(false)
  })
})

test('an array or an object in a field takes its index out of sorting, also after the store is opened again', () => {
  const sort = { opened: 1 } as const
  const isSorted = () => planQuery({}, sort, store.collection('shops').plannedIndexes).isSorted
  expect(isSorted()).toBe(true)
  store.collection('shops').insert({ _id: 'a', opened: [2, 1] }, '{"_id":"a","opened":[2,1]}')
  expect(isSorted()).toBe(false)
  store.close()
  store = new Store(join(folder, 'a.db'), { ...PLANNER_INDEXES, shops: [{ fields: ['opened'] }] })
  expect(isSorted()).toBe(false)
})

test('what a write that is taken back has put into an index is known when it is written for good', () => {
  const shop = { _id: 'a', opened: [2, 1] }
  const insert = () => store.collection('shops').insert(shop, encodeStored(shop))
  expect(() =>
    store.write(() => {
      insert()
      throw new Error('on purpose')
    }),
  ).toThrow('on purpose')
  insert()
  store.close()
  store = new Store(join(folder, 'a.db'), { ...PLANNER_INDEXES, shops: [{ fields: ['opened'] }] })
  expect(planQuery({}, { opened: 1 }, store.collection('shops').plannedIndexes).isSorted).toBe(false)
})

test('of many that match, the first in order are right although only some are held', () => {
  store.write(() => {
    for (let number = 0; number < 5000; number++) {
      const row = { _id: `n${number}`, rank: (number * 7919) % 5003 }
      store.collection('plain').insert(row, encodeStored(row))
    }
  })
  const ranks = findTexts(store.collection('plain'), {
    criteria: {},
    sort: { rank: -1 },
    skip: 10,
    limit: 20,
  }).map((text) => JSON.parse(text).rank)
  const all = Array.from({ length: 5000 }, (_, number) => (number * 7919) % 5003).sort((a, b) => b - a)
  expect(ranks).toEqual(all.slice(10, 30))
})
