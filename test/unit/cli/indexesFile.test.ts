import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readIndexes } from '../../../src/cli/localcloudRun'

/** The file of collections and indexes that `npm run localcloud` takes. */

let file: string
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'indexes-')), 'indexes.json')
})
afterEach(() => rmSync(join(file, '..'), { recursive: true }))

test('collections with their indexes, some of them none', () => {
  const indexes = {
    shops: [{ fields: ['street', 'owner.name'] }, { fields: ['number'], unique: true }],
    notes: [],
  }
  writeFileSync(file, JSON.stringify(indexes))
  expect(readIndexes(file)).toEqual(indexes)
})

test.each([
  ['{ "a b": [] }', 'a b: not a collection name'],
  ['{ "shops": [{ "fields": ["$where"] }] }', 'shops.0.fields.0: not a field'],
  ['{ "shops": [{ "fields": [] }] }', 'shops.0.fields: '],
  ['{ "shops": [{ "fields": ["a"], "sparse": true }] }', 'shops.0: '],
  ['[]', 'the whole: '],
  ['{', 'no JSON'],
])('%s is refused with the place and the reason', (text, reason) => {
  writeFileSync(file, text)
  expect(() => readIndexes(file)).toThrow(reason)
})
