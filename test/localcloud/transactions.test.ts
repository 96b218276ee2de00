import tcb from '@cloudbase/node-sdk'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** Transactions as CloudBase documents them (docs.cloudbase.net/database/transaction), through the real SDK. */

const INDEXES = { accounts: [{ fields: ['owner'] }, { fields: ['card'], unique: true }], notes: [] }

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>
type Transaction = Awaited<ReturnType<Database['startTransaction']>>
let cloud: TestCloud
let database: Database
let clock: number

beforeEach(async () => {
  clock = 1_000_000
  cloud = await startTestCloud({ indexes: INDEXES, now: () => clock })
  database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
  await accounts().add([
    { _id: 'a', owner: '甲', card: 1, balance: 100 },
    { _id: 'b', owner: '乙', card: 2, balance: 0 },
  ])
})
afterEach(() => cloud.remove())

const accounts = () => database.collection('accounts')
const balance = async (id: string) => (await accounts().doc(id).get()).data[0]?.balance
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (fault: { code: string }) => fault.code,
  )

describe('by hand', () => {
  test('its writes are seen by itself at once, by others only after the commit', async () => {
    const transaction = await database.startTransaction()
    const inside = transaction.collection('accounts')
    await inside.doc('a').update({ balance: database.command.inc(-30) })
    await inside.doc('b').set({ owner: '乙', card: 2, balance: 30 })
    await inside.add({ _id: 'c', owner: '丙', card: 3, balance: 5 })
    expect((await inside.doc('a').get()).data).toMatchObject({ balance: 70 })
    expect((await inside.doc('c').get()).data).toMatchObject({ owner: '丙' })
    expect([await balance('a'), await balance('b'), await balance('c')]).toEqual([100, 0, undefined])
    await transaction.commit()
    expect([await balance('a'), await balance('b'), await balance('c')]).toEqual([70, 30, 5])
  })

  test('a query inside it finds what it has added and changed, and not what it has removed', async () => {
    const transaction = await database.startTransaction()
    const inside = transaction.collection('accounts')
    await inside.add({ _id: 'c', owner: '甲', card: 3, balance: 5 })
    await inside.doc('b').update({ owner: '甲' })
    await inside.doc('a').delete()
    const found = await inside.where({ owner: '甲' }).orderBy('_id', 'asc').get()
    expect(found.data.map(({ _id }: { _id: string }) => _id)).toEqual(['b', 'c'])
    expect((await accounts().where({ owner: '甲' }).get()).data).toHaveLength(1)
    await transaction.rollback(undefined)
  })

  test('a document that is not there reads as null, and after set it is there', async () => {
    const transaction = await database.startTransaction()
    expect((await transaction.collection('notes').doc('x').get()).data).toBeNull()
    await transaction.collection('notes').doc('x').set({ text: '一' })
    expect((await transaction.collection('notes').doc('x').get()).data).toEqual({ _id: 'x', text: '一' })
    await transaction.commit()
    expect((await database.collection('notes').doc('x').get()).data).toEqual([{ _id: 'x', text: '一' }])
  })

  test('rolled back, it leaves nothing, and cannot go on', async () => {
    const transaction = await database.startTransaction()
    await transaction.collection('accounts').doc('a').update({ balance: 0 })
    await transaction.rollback(undefined)
    expect(await balance('a')).toBe(100)
    expect(await codeOf(transaction.collection('accounts').doc('a').get())).toBe('DATABASE_TRANSACTION_FAIL')
    expect(await codeOf(transaction.commit())).toBe('DATABASE_TRANSACTION_FAIL')
  })

  test('committed twice, the second time is refused', async () => {
    const transaction = await database.startTransaction()
    await transaction
      .collection('accounts')
      .doc('a')
      .update({ balance: database.command.inc(1) })
    await transaction.commit()
    expect(await codeOf(transaction.commit())).toBe('DATABASE_TRANSACTION_FAIL')
    expect(await balance('a')).toBe(101)
  })

  test('after 30 seconds it is ended and leaves nothing', async () => {
    const transaction = await database.startTransaction()
    await transaction.collection('accounts').doc('a').update({ balance: 0 })
    clock += 29_999
    expect((await transaction.collection('accounts').doc('a').get()).data).toMatchObject({ balance: 0 })
    clock += 1
    expect(await codeOf(transaction.commit())).toBe('DATABASE_TRANSACTION_FAIL')
    expect(await balance('a')).toBe(100)
  })

  test('a write that the database refuses ends it, as in MongoDB', async () => {
    const transaction = await database.startTransaction()
    const inside = transaction.collection('accounts')
    await inside.doc('a').update({ balance: 0 })
    expect(await codeOf(inside.add({ _id: 'c', card: 2 }))).toBe('DATABASE_REQUEST_FAILED')
    expect(await codeOf(transaction.commit())).toBe('DATABASE_TRANSACTION_FAIL')
    expect(await balance('a')).toBe(100)
  })
})

describe('two that collide', () => {
  const open = async () => {
    const transaction = await database.startTransaction()
    return { transaction, inside: transaction.collection('accounts') }
  }

  test('the one that commits later gets the conflict, and nothing of it is written', async () => {
    const [one, two] = [await open(), await open()]
    for (const { inside } of [one, two]) await inside.doc('a').update({ balance: database.command.inc(-10) })
    await two.inside.doc('b').update({ balance: 10 })
    await one.transaction.commit()
    expect(await codeOf(two.transaction.commit())).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect([await balance('a'), await balance('b')]).toEqual([90, 0])
  })

  test.each([
    ['update', () => accounts().doc('a').update({ balance: 1 })],
    ['remove', () => accounts().doc('a').remove()],
    ['set', () => accounts().doc('a').set({ balance: 1, card: 1 })],
  ])('a plain %s of what it has read is a conflict, already at its next read', async (_name, write) => {
    const { transaction, inside } = await open()
    await inside.doc('a').get()
    await write()
    expect(await codeOf(inside.doc('b').get())).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect(await codeOf(transaction.commit())).toBe('DATABASE_TRANSACTION_FAIL')
  })

  test('a document that comes to match a query it has asked is a conflict; one that does not is none', async () => {
    const [one, two] = [await open(), await open()]
    for (const { inside } of [one, two]) await inside.where({ owner: '丙' }).get()
    await accounts().add({ _id: 'd', owner: '丁', card: 4 })
    expect(await codeOf(one.transaction.commit())).toBe('no error')
    await accounts().add({ _id: 'c', owner: '丙', card: 3 })
    expect(await codeOf(two.transaction.commit())).toBe('DATABASE_TRANSACTION_CONFLICT')
  })

  test('both see the other’s account full and empty their own: only one may (no write skew)', async () => {
    await accounts().doc('b').update({ balance: 100 })
    const [one, two] = [await open(), await open()]
    for (const { inside } of [one, two]) for (const id of ['a', 'b']) await inside.doc(id).get()
    await one.inside.doc('a').update({ balance: 0 })
    await two.inside.doc('b').update({ balance: 0 })
    expect(await codeOf(one.transaction.commit())).toBe('no error')
    expect(await codeOf(two.transaction.commit())).toBe('DATABASE_TRANSACTION_CONFLICT')
  })

  test('the same new _id, or the same unique value, for both: one gets it', async () => {
    for (const [first, second] of [
      [
        { _id: 'c', card: 3 },
        { _id: 'c', card: 4 },
      ],
      [
        { _id: 'd', card: 5 },
        { _id: 'e', card: 5 },
      ],
    ]) {
      const [one, two] = [await open(), await open()]
      await one.inside.add(first as object)
      await two.inside.add(second as object)
      expect(await codeOf(one.transaction.commit())).toBe('no error')
      expect(await codeOf(two.transaction.commit())).toBe('DATABASE_TRANSACTION_CONFLICT')
    }
  })

  test('on different documents they do not disturb each other', async () => {
    const [one, two] = [await open(), await open()]
    await one.inside.doc('a').update({ balance: 1 })
    await two.inside.doc('b').update({ balance: 2 })
    expect(await codeOf(two.transaction.commit())).toBe('no error')
    expect(await codeOf(one.transaction.commit())).toBe('no error')
    expect([await balance('a'), await balance('b')]).toEqual([1, 2])
  })
})

describe('runTransaction', () => {
  test('gives back what the callback returns', async () => {
    const result = await database.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('accounts').doc('a').update({ balance: 1 })
      return '好'
    })
    expect(result).toBe('好')
    expect(await balance('a')).toBe(1)
  })

  test('tries again after a conflict, and then sees the other’s write', async () => {
    let tries = 0
    await database.runTransaction(async (transaction: Transaction) => {
      const { data } = await transaction.collection('accounts').doc('a').get()
      if (++tries === 1) await accounts().doc('a').update({ balance: 500 })
      await transaction
        .collection('accounts')
        .doc('a')
        .update({ balance: data.balance + 1 })
    })
    expect([tries, await balance('a')]).toEqual([2, 501])
  })

  test('gives up with the conflict after three more tries', async () => {
    let tries = 0
    const run = database.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('accounts').doc('a').get()
      await accounts().doc('a').update({ balance: ++tries })
      await transaction.collection('accounts').doc('b').update({ balance: 9 })
    })
    expect(await codeOf(run)).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect([tries, await balance('b')]).toEqual([4, 0])
  })

  test('what the callback throws, or rolls back with, comes out, and nothing is written', async () => {
    const thrown = database.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('accounts').doc('a').update({ balance: 1 })
      throw new Error('anders überlegt')
    })
    await expect(thrown).rejects.toThrow('anders überlegt')
    const rolledBack = database.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('accounts').doc('a').update({ balance: 1 })
      await transaction.rollback({ reason: '余额不足' })
    })
    await expect(rolledBack).rejects.toEqual({ reason: '余额不足' })
    expect(await balance('a')).toBe(100)
  })

  test('twenty at once on one counter lose nothing', async () => {
    await accounts().doc('a').update({ balance: 0 })
    const add = async (): Promise<void> => {
      const code = await codeOf(
        database.runTransaction(async (transaction: Transaction) => {
          const { data } = await transaction.collection('accounts').doc('a').get()
          await transaction
            .collection('accounts')
            .doc('a')
            .update({ balance: data.balance + 1 })
        }),
      )
      if (code === 'DATABASE_TRANSACTION_CONFLICT') return add()
      expect(code).toBe('no error')
    }
    await Promise.all(Array.from({ length: 20 }, add))
    expect(await balance('a')).toBe(20)
  })
})
