import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { countMatching, findTexts } from '../../src/localcloud/store/find'
import type { IndexDeclarations } from '../../src/localcloud/store/indexDeclarations'
import { keyOf } from '../../src/localcloud/store/keys'
import { Store } from '../../src/localcloud/store/store'
import { type Document, decodeStored, encodeStored } from '../../src/localcloud/store/values'

let folder: string
const stores: Store[] = []
const open = (name: string, indexes: IndexDeclarations) => {
  const store = new Store(join(folder, name), indexes)
  stores.push(store)
  return store
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'))
})
afterEach(() => {
  for (const store of stores.splice(0)) store.close()
  rmSync(folder, { recursive: true })
})

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 'a', 'b', '店', ''),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: fc.constantFrom('\u0000', '\u0001', '\u0002', 'a', '中', '\u{1f600}') }),
  fc.date({ noInvalidDate: true }),
)

test('an index answers exactly what reading every document answers', () => {
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.record({ b: scalar }, { requiredKeys: [] }),
  )
  const document = fc.record({ a: value, c: value }, { requiredKeys: [] })
  const condition = fc.oneof(
    scalar,
    fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
    fc.record({ $eq: scalar }),
  )
  const query = fc.record({ a: condition, c: condition, 'a.b': condition }, { requiredKeys: [] })
  const store = open('random.db', {
    indexed: [{ fields: ['a'] }, { fields: ['a', 'c'] }, { fields: ['a.b'] }],
    plain: [],
  })
  fc.assert(
    fc.property(
      fc.array(document, { maxLength: 12 }),
      fc.array(query, { minLength: 1, maxLength: 4 }),
      (documents, queries) => {
        const [indexed, plain] = [store.collection('indexed'), store.collection('plain')]
        try {
          store.write(() => {
            documents.forEach((fields, index) => {
              const whole = { _id: `d${index}`, ...fields } as Document
              for (const collection of [indexed, plain]) collection.insert(whole, encodeStored(whole))
            })
            for (const criteria of queries) {
              const read = { criteria, limit: 100 }
              expect(findTexts(indexed, read)).toEqual(findTexts(plain, read))
              expect(countMatching(indexed, criteria)).toBe(findTexts(plain, read).length)
            }
            throw new Error('take it back')
          })
        } catch (fault) {
          if ((fault as Error).message !== 'take it back') throw fault
        }
      },
    ),
    { seed: 1, numRuns: 400 },
  )
})

test('the order of keys is the order of values: null, numbers, strings, booleans, dates', () => {
  const values = [
    null,
    -1e300,
    -2,
    -1,
    -0.5,
    0,
    1e-300,
    1,
    2,
    10,
    1e300,
    '',
    '\u0000',
    '\u0001',
    'a',
    'a\u0000',
    'a\u0000b',
    'a\u0001',
    'ab',
    'b',
    '中',
    '\u{1f600}',
    false,
    true,
    new Date(-1),
    new Date(0),
    new Date(5),
  ]
  const keys = values.map((value) => Buffer.from(keyOf(value)))
  expect([...keys].sort(Buffer.compare)).toEqual(keys)
  expect(new Set(keys.map(String)).size).toBe(values.length)
})

test('a write that throws leaves nothing behind', () => {
  const store = open('a.db', { shops: [] })
  expect(() =>
    store.write(() => {
      store.collection('shops').insert({ _id: 'a' }, '{"_id":"a"}')
      throw new Error('on purpose')
    }),
  ).toThrow('on purpose')
  expect(store.collection('shops').size()).toBe(0)
})

test('an index that is declared later finds what was there before; one that is declared again is whole', () => {
  const find = (store: Store) =>
    findTexts(store.collection('shops'), { criteria: { street: 'x' }, limit: 10 })
  const reopen = (indexes: IndexDeclarations) => {
    for (const store of stores.splice(0)) store.close()
    return open('a.db', indexes)
  }
  const add = (store: Store, id: string) =>
    store.collection('shops').insert({ _id: id, street: 'x' }, encodeStored({ _id: id, street: 'x' }))
  add(reopen({ shops: [] }), 'first')
  expect(find(reopen({ shops: [{ fields: ['street'] }] }))).toHaveLength(1)
  add(reopen({ shops: [] }), 'second')
  expect(find(reopen({ shops: [{ fields: ['street'] }] }))).toHaveLength(2)
})

test('values keep their type through the store', () => {
  const document = {
    _id: 'a',
    day: new Date(5),
    text: '店',
    number: 2 ** 40,
    none: null,
    list: [1, { a: true }],
    odd: Number.POSITIVE_INFINITY,
  }
  expect(decodeStored(encodeStored(document))).toEqual(document)
})

test('a second process is refused the file, and says so', () => {
  open('a.db', { shops: [] })
  const script = `const D = require('libsql'); const d = new D(${JSON.stringify(join(folder, 'a.db'))}); d.exec('CREATE TABLE x (y)')`
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  expect(status).not.toBe(0)
  expect(stderr).toContain('locked')
})

test.each([
  [
    'damaged',
    (file: string) =>
      writeFileSync(file, 'this is no database, and long enough to be read as one. '.repeat(40)),
  ],
])('a file that is %s is refused by name', (reason, spoil) => {
  spoil(join(folder, 'a.db'))
  expect(() => open('a.db', {})).toThrow(expect.objectContaining({ reason }))
})

test('a date that is none is refused before it is written: it could not be read again', () => {
  expect(() => encodeStored({ _id: 'a', day: new Date(Number.NaN) })).toThrow('invalid date')
  expect(encodeStored({ _id: 'a', text: '"$numberLong":"NaN"' })).toContain('NaN')
})
