import tcb from '@cloudbase/node-sdk'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** What CloudBase's documentation says of a collection, asked through the real SDK. */

const INDEXES = {
  shops: [{ fields: ['district', 'street'] }, { fields: ['number'], unique: true }],
  notes: [{ fields: ['tags'] }],
}

let cloud: TestCloud
let database: ReturnType<ReturnType<typeof tcb.init>['database']>

beforeEach(async () => {
  cloud = await startTestCloud({ indexes: INDEXES, unindexedReads: 'warn', log: () => {} })
  database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
})
afterEach(() => cloud.remove())

const shops = () => database.collection('shops')
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (fault: { code: string }) => fault.code,
  )

describe('documents', () => {
  test('come back as they were added: numbers, dates, null, nesting, Chinese', async () => {
    const document = {
      number: 1,
      share: 1.5,
      big: 2 ** 40,
      day: new Date(5),
      none: null,
      nested: { list: [1, '店', { a: true }] },
    }
    const { id } = (await shops().add(document)) as { id: string }
    const { data } = await shops().doc(id).get()
    expect(data).toEqual([{ _id: id, ...document }])
    expect(data[0].day).toBeInstanceOf(Date)
  })

  test('keep the _id they are given, and a second one with it is refused', async () => {
    await shops().add({ _id: 'a', number: 1 })
    expect(await codeOf(shops().add({ _id: 'a', number: 2 }))).toBe('DATABASE_REQUEST_FAILED')
    expect((await shops().doc('a').get()).data[0].number).toBe(1)
  })

  test('a batch is added whole or not at all', async () => {
    await shops().add({ _id: 'b', number: 9 })
    const batch = [
      { _id: 'a', number: 1 },
      { _id: 'b', number: 2 },
    ]
    expect(await codeOf(shops().add(batch))).toBe('DATABASE_REQUEST_FAILED')
    expect((await shops().count()).total).toBe(1)
  })

  test('a server date is the server’s time', async () => {
    await shops().add({ _id: 'a', number: 1, at: database.serverDate() })
    expect((await shops().doc('a').get()).data[0].at).toBeInstanceOf(Date)
  })

  test('set replaces a document or makes it', async () => {
    expect((await shops().doc('a').set({ number: 1, street: 'x' })).upsertedId).toBe('a')
    await shops().doc('a').set({ number: 2 })
    expect((await shops().doc('a').get()).data).toEqual([{ _id: 'a', number: 2 }])
  })

  test('update changes the named fields and says how many documents it changed', async () => {
    await shops().add({ _id: 'a', number: 1, visits: 0, owner: { name: '甲', age: 1 } })
    const change = { visits: database.command.inc(2), owner: { name: '乙' } }
    expect((await shops().doc('a').update(change)).updated).toBe(1)
    expect((await shops().doc('a').get()).data[0]).toEqual({
      _id: 'a',
      number: 1,
      visits: 2,
      owner: { name: '乙', age: 1 },
    })
    expect((await shops().doc('missing').update(change)).updated).toBe(0)
  })

  test('remove takes out what matches', async () => {
    await shops().add([
      { number: 1, street: 'x' },
      { number: 2, street: 'x' },
      { number: 3, street: 'y' },
    ])
    expect((await shops().where({ street: 'x' }).remove()).deleted).toBe(2)
    expect((await shops().count()).total).toBe(1)
  })
})

describe('queries', () => {
  beforeEach(async () => {
    const many = Array.from({ length: 1200 }, (_, number) => ({
      _id: `s${String(number).padStart(4, '0')}`,
      number,
      district: number % 2 ? '南' : '北',
      street: `街${number % 3}`,
    }))
    for (let start = 0; start < many.length; start += 400) await shops().add(many.slice(start, start + 400))
  })

  test('get returns 100 documents unless asked, and never more than 1,000', async () => {
    expect((await shops().get()).data).toHaveLength(100)
    expect((await shops().limit(2000).get()).data).toHaveLength(1000)
  })

  test('an index answers what reading everything answers', async () => {
    const where = { district: '南', street: '街1' }
    const { data } = await shops().where(where).limit(1000).get()
    const all = [
      (await shops().limit(1000).get()).data,
      (await shops().skip(1000).limit(1000).get()).data,
    ].flat()
    expect(data).toEqual(all.filter((shop) => shop.district === '南' && shop.street === '街1'))
    expect((await shops().where(where).count()).total).toBe(data.length)
  })

  test('orderBy, skip, limit and field work together', async () => {
    const { data } = await shops()
      .where({ district: '南' })
      .orderBy('street', 'desc')
      .orderBy('number', 'asc')
      .skip(1)
      .limit(2)
      .field({ number: true })
      .get()
    expect(data).toEqual([
      { _id: 's0011', number: 11 },
      { _id: 's0017', number: 17 },
    ])
  })

  test('pages by _id without leaving one out or showing one twice', async () => {
    const { command } = database
    const seen: string[] = []
    for (let last = ''; ; last = seen.at(-1) as string) {
      const { data } = await shops()
        .where({ _id: command.gt(last) })
        .orderBy('_id', 'asc')
        .limit(500)
        .get()
      seen.push(...data.map(({ _id }: { _id: string }) => _id))
      if (data.length < 500) break
    }
    expect(seen).toHaveLength(1200)
    expect(seen).toEqual([...seen].sort())
  })

  test('in, ranges, or, regular expressions and null', async () => {
    const { command } = database
    const numbers = async (where: object) =>
      (await shops().where(where).get()).data.map(({ number }: { number: number }) => number)
    expect(await numbers({ number: command.in([7, 5, 9999]) })).toEqual([5, 7])
    expect(await numbers({ number: command.gte(3).and(command.lt(5)) })).toEqual([3, 4])
    expect(await numbers(command.or([{ number: 1 }, { _id: 's0002' }]))).toEqual([1, 2])
    expect(await numbers({ _id: /^s000[12]$/ })).toEqual([1, 2])
    expect((await shops().where({ owner: null }).count()).total).toBe(1200)
  })
})

describe('indexes', () => {
  test('a unique index refuses a second document with the value, also by update', async () => {
    await shops().add([
      { _id: 'a', number: 1 },
      { _id: 'b', number: 2 },
    ])
    expect(await codeOf(shops().add({ number: 1 }))).toBe('DATABASE_REQUEST_FAILED')
    expect(await codeOf(shops().doc('b').update({ number: 1 }))).toBe('DATABASE_REQUEST_FAILED')
    expect((await shops().where({ number: 2 }).get()).data).toHaveLength(1)
  })

  test('an array is found by each of its elements, and no longer after it changed', async () => {
    const notes = database.collection('notes')
    await notes.add({ _id: 'a', tags: ['x', 'y'] })
    expect((await notes.where({ tags: 'y' }).get()).data).toHaveLength(1)
    await notes.doc('a').update({ tags: database.command.set(['z']) })
    expect((await notes.where({ tags: 'y' }).get()).data).toHaveLength(0)
    expect((await notes.where({ tags: 'z' }).get()).data).toHaveLength(1)
  })
})

describe('what CloudBase refuses', () => {
  test('a collection that does not exist', async () => {
    expect(await codeOf(database.collection('nowhere').get())).toBe('DATABASE_COLLECTION_NOT_EXIST')
    await database.createCollection('nowhere')
    expect(await codeOf(database.collection('nowhere').get())).toBe('no error')
    expect(await codeOf(database.createCollection('nowhere'))).toBe('DATABASE_COLLECTION_ALREADY_EXIST')
  })

  test('an update that makes no sense, and the document stays as it was', async () => {
    await shops().add({ _id: 'a', number: 1, name: '店' })
    expect(
      await codeOf(
        shops()
          .doc('a')
          .update({ name: database.command.inc(1) }),
      ),
    ).toBe('DATABASE_REQUEST_FAILED')
    expect((await shops().doc('a').get()).data[0].name).toBe('店')
  })

  test('what localcloud does not answer is refused by name', async () => {
    const writing = shops()
      .options({ raw: true })
      .aggregate([{ $out: 'copies' }])
    await expect(writing.end()).rejects.toMatchObject({
      code: 'LOCALCLOUD_NOT_ANSWERED',
      message: expect.stringContaining('$out'),
    })
  })

  test('a caller without the environment’s credentials', async () => {
    const body = JSON.stringify({
      action: 'database.getDocument',
      collectionName: 'shops',
      queryType: 'WHERE',
    })
    const answer = await fetch(`${cloud.url}/admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(403)
  })
})
