import tcb from '@cloudbase/node-sdk'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** CloudBase's limits, and what localcloud says where the cloud would be slow or cut an answer without a word. */

const INDEXES = { shops: [{ fields: ['street'] }], notes: [] }

let cloud: TestCloud
let database: ReturnType<ReturnType<typeof tcb.init>['database']>
let log: string[]

async function start(unindexedReads: 'fail' | 'warn' = 'fail') {
  log = []
  cloud = await startTestCloud({ indexes: INDEXES, unindexedReads, log: (line) => log.push(line) })
  database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
}
afterEach(() => cloud.remove())

const addShops = (count: number) =>
  cloud.store.write(() => {
    for (let number = 0; number < count; number++) {
      const shop = { _id: `s${number}`, number, street: `街${number % 2}` }
      cloud.store.collection('shops').insert(shop, JSON.stringify(shop))
    }
  })
const faultOf = (promise: Promise<unknown>): Promise<{ code: string; message: string }> =>
  promise.then(
    () => ({ code: 'no error', message: '' }),
    (fault) => fault,
  )

describe('a query without an index', () => {
  test.each([
    ['a query', () => database.collection('shops').where({ number: 1500, owner: '甲' }).get()],
    ['a count', () => database.collection('shops').where({ owner: null, number: 1 }).count()],
    ['an update', () => database.collection('shops').where({ number: 3 }).update({ owner: '甲' })],
    ['a removal', () => database.collection('shops').where({ number: 3 }).remove()],
    ['a pipeline', () => database.collection('shops').aggregate().match({ number: 3 }).end()],
  ])('%s that reads more than 1,000 documents fails, and says which index it lacks', async (_name, ask) => {
    await start()
    addShops(1001)
    const { code, message } = await faultOf(ask() as Promise<unknown>)
    expect(code).toBe('LOCALCLOUD_INDEX_MISSING')
    expect(message).toMatch(/shops: \{.*number.*\} reads more than 1,000 documents.*lacks one on .*number/)
    expect(message).not.toContain('甲')
  })

  test('a sort that no index serves fails as well; equal fields come first in the index, then the order', async () => {
    await start()
    addShops(1001)
    const { message } = await faultOf(
      database.collection('shops').where({ owner: '甲' }).orderBy('number', 'desc').get(),
    )
    expect(message).toContain('shops: {owner: ?} sorted by number descending')
    expect(message).toContain('lacks one on owner, number')
  })

  test('1,000 documents may be read; with an index, or as they lie, any number', async () => {
    await start()
    addShops(1000)
    const shops = database.collection('shops')
    expect((await shops.where({ number: 3 }).get()).data).toHaveLength(1)
    await shops.add({ number: 1000, street: '街0' })
    expect((await shops.where({ street: '街0' }).limit(1000).get()).data).toHaveLength(501)
    expect((await shops.skip(950).get()).data).toHaveLength(51)
    expect((await shops.count()).total).toBe(1001)
  })

  test('is a line in the log where people only try things', async () => {
    await start('warn')
    addShops(1001)
    expect((await database.collection('shops').where({ number: 1000 }).get()).data).toHaveLength(1)
    expect(log).toEqual([
      expect.stringMatching(/^a server: shops: \{number: \?\} reads more than 1,000.* on number$/),
    ])
  })
})

describe('an answer that the cloud cuts', () => {
  test('is told in the log: 100 by default, 1,000 at most', async () => {
    await start()
    addShops(1001)
    expect((await database.collection('shops').limit(100).skip(1).get()).data).toHaveLength(100)
    expect((await database.collection('shops').orderBy('_id', 'asc').get()).data).toHaveLength(100)
    expect(log).toEqual([])
    expect((await database.collection('shops').get()).data).toHaveLength(100)
    expect((await database.collection('shops').limit(5000).get()).data).toHaveLength(1000)
    expect(log).toEqual([
      expect.stringContaining('shops: only the first 100 documents are given'),
      expect.stringContaining('shops: only the first 1000 documents are given'),
    ])
  })

  test('is not told when nothing is missing', async () => {
    await start()
    addShops(100)
    expect((await database.collection('shops').get()).data).toHaveLength(100)
    expect(log).toEqual([])
  })
})

describe('sizes', () => {
  test('a request of more than 6 MB is refused with CloudBase’s code, and the next one is answered', async () => {
    await start()
    const notes = database.collection('notes')
    expect((await faultOf(notes.add({ text: 'x'.repeat(6 * 1024 * 1024) }))).code).toBe(
      'EXCEED_REQUEST_SIZE_LIMIT',
    )
    expect((await faultOf(notes.add({ text: 'x'.repeat(5 * 1024 * 1024) }))).code).toBe('no error')
    expect((await notes.count()).total).toBe(1)
  })

  test('a document does not grow beyond 16 MB', async () => {
    await start()
    const notes = database.collection('notes')
    const part = 'x'.repeat(4 * 1024 * 1024)
    await notes.add({ _id: 'a', parts: [] })
    const grow = () => notes.doc('a').update({ parts: database.command.push([part]) })
    for (let times = 0; times < 3; times++) await grow()
    expect((await faultOf(grow())).code).toBe('DATABASE_REQUEST_FAILED')
    expect((await notes.doc('a').get()).data[0].parts).toHaveLength(3)
  })

  test('100 levels of nesting are taken, 200 and 100,000 are not', async () => {
    await start()
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    const add = (text: string) =>
      faultOf(database.collection('notes').add({ _id: 'b', text: 'deep', deep: JSON.parse(text) }))
    expect((await add(nested(98))).code).toBe('no error')
    expect((await add(nested(200))).code).toBe('INVALID_PARAM')
    expect((await database.collection('notes').count()).total).toBe(1)
  })

  test.each(['', '1a', 'a b', 'a.b', '店', '$cmd', 'a'.repeat(65), '../a', 'a;DROP TABLE c1'])(
    'a collection is not named %j',
    async (name) => {
      await start()
      const body = { action: 'database.addCollection', collectionName: name }
      const answer = await fetch(`${cloud.url}/admin`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Credential=${cloud.environment.TENCENTCLOUD_SECRETID}/`,
        },
        body: JSON.stringify(body),
      })
      expect(await answer.json()).toMatchObject({ code: 'INVALID_PARAM' })
    },
  )
})
