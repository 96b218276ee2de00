import type Database from 'libsql'
import { indexKeysOf, keyOf } from './keys'
import { type Document, decodeStored } from './values'

/** What was found in one collection; without `faults` it is sound. */
export type CollectionCheck = {
  name: string
  documents: number
  indexes: { fields: readonly string[]; keys: number }[]
  /** A sentence each; at most MAXIMUM_FAULTS are told. */
  faults: string[]
}

/** Of a collection that is damaged through and through, the first faults say enough. */
const MAXIMUM_FAULTS = 20

/** An index as it lies: table `name` of `(key, place)`. */
type IndexAsStored = { name: string; index: { fields: readonly string[]; unique?: boolean } }
type Row = [place: number, id: string, text: string]

/** Every document parses and lies under its own id; every index holds exactly its documents' keys. */
export function checkCollection(
  database: Database.Database,
  name: string,
  table: string,
  indexes: readonly IndexAsStored[],
): CollectionCheck {
  const faults: string[] = []
  const say = (fault: string) => faults.length < MAXIMUM_FAULTS && faults.push(`${name}: ${fault}`)
  const found = indexes.map(({ name: indexTable, index }) => ({
    fields: index.fields,
    unique: index.unique ?? false,
    expected: 0,
    keys: (database.prepare(`SELECT count(*) FROM ${indexTable}`).raw().get() as [number])[0],
    has: database.prepare(`SELECT 1 FROM ${indexTable} WHERE key = ? AND place = ?`).raw(),
    shared: database.prepare(
      `SELECT count(*) FROM (SELECT key FROM ${indexTable} GROUP BY key HAVING count(*) > 1)`,
    ),
  }))
  let documents = 0
  for (const [place, id, text] of database
    .prepare(`SELECT place, id, text FROM ${table}`)
    .raw()
    .iterate() as Iterable<Row>) {
    documents++
    const document = parsed(text)
    if (!document) {
      say(`the document at place ${place} does not parse`)
      continue
    }
    if (keyOf(document._id) !== id) say(`the document ${JSON.stringify(document._id)} lies under another id`)
    for (const index of found) {
      const keys = new Set(indexKeysOf(document, index.fields))
      index.expected += keys.size
      for (const key of keys)
        if (!index.has.get(key, place))
          say(`the index on ${index.fields.join(', ')} lacks the document ${JSON.stringify(document._id)}`)
    }
  }
  for (const { fields, unique, expected, keys, shared } of found) {
    if (keys > expected) say(`the index on ${fields.join(', ')} holds ${keys - expected} keys of no document`)
    if (unique && (shared.raw().get() as [number])[0] > 0)
      say(`the unique index on ${fields.join(', ')} holds a key twice`)
  }
  return { name, documents, indexes: found.map(({ fields, keys }) => ({ fields, keys })), faults }
}

function parsed(text: string): Document | undefined {
  try {
    const document = decodeStored(text)
    return typeof document === 'object' && document !== null ? document : undefined
  } catch {
    // Whatever is wrong with it, it is not a document; the caller says where it lies.
    return undefined
  }
}
