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
  const say = (fault: string) => {
    if (faults.length < MAXIMUM_FAULTS) faults.push(`${name}: ${fault}`)
  }
  const checks = indexes.map((index) => new IndexCheck(database, index, say))
  const rows = database.prepare(`SELECT place, id, text FROM ${table}`).raw().iterate() as Iterable<Row>
  let documents = 0
  for (const [place, id, text] of rows) {
    documents++
    const document = parsed(text)
    if (!document) {
      say(`the document at place ${place} does not parse`)
      continue
    }
    if (keyOf(document._id) !== id) say(`the document ${JSON.stringify(document._id)} lies under another id`)
    for (const check of checks) check.look(document, place)
  }
  return { name, documents, indexes: checks.map((check) => check.conclude()), faults }
}

/** One index against the documents that are looked at. */
class IndexCheck {
  private readonly fields: readonly string[]
  private expectedKeys = 0

  constructor(
    private readonly database: Database.Database,
    private readonly stored: IndexAsStored,
    private readonly say: (fault: string) => void,
    private readonly selectKey = database
      .prepare(`SELECT 1 FROM ${stored.name} WHERE key = ? AND place = ?`)
      .raw(),
  ) {
    this.fields = stored.index.fields
  }

  /** The index must hold every key of the document. */
  look(document: Document, place: number): void {
    for (const key of new Set(indexKeysOf(document, this.fields))) {
      this.expectedKeys++
      if (!this.selectKey.get(key, place))
        this.say(
          `the index on ${this.fields.join(', ')} lacks a key of the document ${JSON.stringify(document._id)}`,
        )
    }
  }

  /** And it must hold no others, and none twice if it is unique. */
  conclude(): { fields: readonly string[]; keys: number } {
    const { name, index } = this.stored
    const keys = this.count(`SELECT count(*) FROM ${name}`)
    const surplus = keys - this.expectedKeys
    if (surplus > 0) this.say(`the index on ${this.fields.join(', ')} holds ${surplus} keys of no document`)
    if (index.unique && this.count(`SELECT count(*) - count(DISTINCT key) FROM ${name}`) > 0)
      this.say(`the unique index on ${this.fields.join(', ')} holds a key twice`)
    return { fields: this.fields, keys }
  }

  private count(sql: string): number {
    return (this.database.prepare(sql).raw().get() as [number])[0]
  }
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
