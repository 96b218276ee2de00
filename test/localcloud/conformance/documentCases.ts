import { spawn } from 'node:child_process'
import { _, collectionOf, database, idsOf, log, refusalOf } from './suite'

/**
 * Collections and documents. Sources: the SDK's `collection`, `document` and `query`; CloudBase's documentation of "db",
 * "Collection", "Document" and "Transaction".
 */

type Value = [string, unknown]
const VALUES: Value[] = [
  ['a whole number', 5],
  ['a number beyond 32 bits', 2 ** 40],
  ['the greatest whole number', Number.MAX_SAFE_INTEGER],
  ['a fraction', 0.1],
  ['infinity', Number.POSITIVE_INFINITY],
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['a Chinese text with an emoji', '店😀\u0000x'],
  ['null', null],
  ['true', true],
  ['a date', new Date(1_700_000_000_123)],
  ['a date before 1970', new Date(-5)],
  ['an empty array', []],
  ['an empty object', {}],
  ['arrays in arrays', [[1, [2]], { x: [null] }]],
  ['a name with a blank', { 'a b': 1 }],
]

describe('a document', () => {
  test.each(VALUES)('gives %s back as it was', async (_rule, value) => {
    const collection = await collectionOf([{ value }])
    expect((await collection.doc('a').get()).data[0].value).toStrictEqual(value)
  })

  test('keeps an ObjectId, and is found by it', async () => {
    const id = 'aabbccddeeff001122334455'
    const collection = await collectionOf([{ reference: database.ObjectId({ id }) }, { reference: id }])
    expect(await idsOf(collection.where({ reference: database.ObjectId({ id }) }))).toEqual(['a'])
  })

  test('without _id gets one, of text', async () => {
    const collection = await collectionOf()
    const { id } = (await collection.add({ n: 1 })) as { id: string }
    expect(id).toMatch(/^\w{16,}$/)
    expect((await collection.doc(id).get()).data).toEqual([{ _id: id, n: 1 }])
  })

  test('may have a number for _id', async () => {
    const collection = await collectionOf()
    await collection.add({ _id: 7, n: 1 })
    expect((await collection.doc(7).get()).data).toEqual([{ _id: 7, n: 1 }])
    expect((await collection.doc('7').get()).data).toEqual([])
  })

  test('leaves out fields that are undefined', async () => {
    const collection = await collectionOf([{ x: undefined, y: 1 }])
    expect((await collection.get()).data).toEqual([{ _id: 'a', y: 1 }])
  })

  test('a batch gives all ids, in order', async () => {
    const collection = await collectionOf()
    const { ids } = (await collection.add([{ _id: 'x' }, { _id: 'y' }])) as { ids: string[] }
    expect(ids).toEqual(['x', 'y'])
  })

  test('an _id that is taken is refused, by add and by create', async () => {
    const collection = await collectionOf([{ n: 1 }])
    expect(await refusalOf(collection.add({ _id: 'a' }))).toBe('DATABASE_REQUEST_FAILED')
    const document = collection.doc('a') as unknown as { create: (data: object) => Promise<unknown> }
    expect(await refusalOf(document.create({ n: 2 }))).toBe('DATABASE_REQUEST_FAILED')
  })

  test('create makes the document with its id', async () => {
    const collection = await collectionOf()
    const document = collection.doc('z') as unknown as { create: (data: object) => Promise<{ id: string }> }
    expect((await document.create({ n: 2 })).id).toBe('z')
  })

  test('set replaces the whole document and counts it', async () => {
    const collection = await collectionOf([{ x: 1, y: 2 }])
    expect((await collection.doc('a').set({ z: 3 })).updated).toBe(1)
    expect((await collection.get()).data).toEqual([{ _id: 'a', z: 3 }])
  })

  test('set makes a document that is not there and says its id', async () => {
    const collection = await collectionOf()
    expect(await collection.doc('q').set({ n: 1 })).toMatchObject({ updated: 0, upsertedId: 'q' })
  })

  test('set takes no commands', async () => {
    const collection = await collectionOf([{ n: 1 }])
    expect(await refusalOf(collection.doc('a').set({ n: _.inc(1) }))).toBe('DATABASE_REQUEST_FAILED')
  })

  test('update of one that is not there changes nothing and makes nothing', async () => {
    const collection = await collectionOf()
    expect((await collection.doc('a').update({ n: 1 })).updated).toBe(0)
    expect((await collection.count()).total).toBe(0)
  })

  test('remove and delete say how many', async () => {
    const collection = await collectionOf([{}, {}])
    expect((await collection.doc('a').remove()).deleted).toBe(1)
    expect((await collection.doc('a').remove()).deleted).toBe(0)
    expect((await collection.doc('b').delete()).deleted).toBe(1)
  })

  test('get of one that is not there is an empty list', async () => {
    const collection = await collectionOf()
    expect((await collection.doc('a').get()).data).toEqual([])
  })
})

describe('a collection', () => {
  test('has its name', async () => {
    expect(database.collection('abc').name).toBe('abc')
  })

  test('is made once', async () => {
    const { name } = await collectionOf()
    expect(await refusalOf(Promise.resolve(database.createCollection(name)))).toBe(
      'DATABASE_COLLECTION_ALREADY_EXIST',
    )
  })

  test('that does not exist is refused by every action', async () => {
    const nowhere = database.collection('nowhere')
    const requests = [
      nowhere.get(),
      nowhere.count(),
      nowhere.add({ n: 1 }),
      nowhere.doc('a').update({ n: 1 }),
      nowhere.where({ n: 1 }).updateAndReturn({ n: 1 }),
      nowhere.where({}).remove(),
      nowhere.aggregate().match({}).end(),
    ]
    const codes = await Promise.all(requests.map(refusalOf))
    expect(codes).toEqual(requests.map(() => 'DATABASE_COLLECTION_NOT_EXIST'))
  })

  test('get takes limit, offset, order and projection from options as well', async () => {
    const collection = await collectionOf([
      { n: 1, x: 1 },
      { n: 2, x: 1 },
      { n: 3, x: 1 },
    ])
    const options = { limit: 1, offset: 1, order: { n: -1 } as never, projection: { n: 1 } }
    expect((await collection.options(options).get()).data).toEqual([{ _id: 'b', n: 2 }])
    expect((await collection.where({}).options(options).get()).data).toEqual([{ _id: 'b', n: 2 }])
  })

  test('where finds, skips and limits', async () => {
    const collection = await collectionOf([{}, {}, {}, {}])
    expect(await idsOf(collection.where({}).skip(1).limit(2))).toEqual(['b', 'c'])
    expect(await idsOf(collection.skip(3))).toEqual(['d'])
    expect(await idsOf(collection.limit(1))).toEqual(['a'])
  })

  test('counts all, and what a query finds', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }])
    expect((await collection.count()).total).toBe(2)
    expect((await collection.where({ n: 2 }).count()).total).toBe(1)
  })

  test('remove takes all that a query finds, or the first with multiple: false', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }])
    expect((await collection.where({ n: 1 }).options({ multiple: false }).remove()).deleted).toBe(1)
    expect((await collection.where({ n: 1 }).remove()).deleted).toBe(2)
    expect(await idsOf(collection)).toEqual(['d'])
  })

  test('aggregate gives 20 documents when no stage limits it, as many as the limit says otherwise', async () => {
    const collection = await collectionOf()
    await collection.add(Array.from({ length: 150 }, (_item, n) => ({ n })))
    expect((await collection.aggregate().match({}).end()).data).toHaveLength(20)
    expect((await collection.aggregate().match({}).limit(120).end()).data).toHaveLength(120)
    expect((await collection.get()).data).toHaveLength(100)
    const told = log.filter((line) => line.includes(`${collection.name}:`))
    expect(told).toEqual([expect.stringContaining('first 20'), expect.stringContaining('first 100')])
  })

  // In a process of its own: the SDK never stops asking again.
  test.each([
    ['a query', ''],
    ['a document', ".doc('a')"],
  ])('watch of %s is refused by name', async (_what, document) => {
    const script = `
      const tcb = require('@cloudbase/node-sdk')
      setTimeout(() => process.exit(), 20000)
      tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database().collection('any')${document}.watch({ onChange() {}, onError() {} })`
    const watching = spawn(process.execPath, ['-e', script], {
      env: { ...process.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let told = ''
    for await (const chunk of watching.stderr) {
      told += chunk
      if (told.includes('auth.wsWebSign')) break
    }
    watching.kill()
    expect(told).toContain('localcloud does not answer auth.wsWebSign')
  })
})

describe('a transaction', () => {
  test('reads its own writes, shows nothing before the commit, all after it', async () => {
    const collection = await collectionOf([{ n: 1 }])
    const transaction = await database.startTransaction()
    expect(transaction.getTransactionId()).toMatch(/./)
    expect(typeof transaction.getRequestMethod().send).toBe('function')
    const inside = transaction.collection(collection.name)
    await inside.doc('a').update({ n: _.inc(1) })
    await inside.add({ _id: 'b', n: 5 })
    expect((await inside.doc('a').get()).data).toEqual({ _id: 'a', n: 2 })
    expect((await collection.doc('a').get()).data[0].n).toBe(1)
    await transaction.commit()
    expect(await idsOf(collection)).toEqual(['a', 'b'])
  })

  test('rolled back leaves nothing', async () => {
    const collection = await collectionOf([{ n: 1 }])
    const transaction = await database.startTransaction()
    await transaction.collection(collection.name).doc('a').update({ n: 9 })
    await transaction.rollback(undefined)
    expect((await collection.doc('a').get()).data[0].n).toBe(1)
  })

  test('runTransaction commits what its function does and gives back its result', async () => {
    const collection = await collectionOf([{ n: 1 }])
    const result = await database.runTransaction(async (transaction) => {
      const { doc } = await transaction.collection(collection.name).where({ n: 1 }).updateAndReturn({ n: 2 })
      return doc.n
    })
    expect(result).toBe(2)
    expect((await collection.doc('a').get()).data[0].n).toBe(2)
  })
})
