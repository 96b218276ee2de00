import type Database from 'libsql'
import { type CollectionCheck, checkCollection } from './checkCollection'
import type { Statement } from './databaseFile'
import type { IndexDeclaration } from './indexDeclarations'
import { IdIndex, IndexTable } from './indexTable'
import type { Change, Journal } from './journal'
import { KeyReader, PAGE_ROWS } from './keyReader'
import { keyOf } from './keys'
import type { PlannedIndex, Selection } from './planner'
import { type Document, decodeStored } from './values'

/** A document where it lies: `place` is its row, `text` its relaxed EJSON. */
export type StoredDocument = { place: number; text: string }

/** A unique index already holds the value. */
export class DuplicateKeyError extends Error {}
/** A document is larger than MongoDB takes. */
export class DocumentTooLargeError extends Error {}

type Row = [place: number, text: string]

/** MongoDB's limit of a document (manual: "MongoDB Limits and Thresholds"), here of its text. */
const MAXIMUM_DOCUMENT_BYTES = 16 * 1024 * 1024
/** Part of the index tables' names: an index of another format is not declared any more, and made anew. */
const KEY_FORMAT = 2

/** One collection: a table of documents, and one table of keys for each index. */
export class Collection {
  private readonly insertDocument: Statement
  private readonly replaceDocument: Statement
  private readonly removeDocument: Statement
  private readonly selectById: Statement
  private readonly selectAt: Statement
  private readonly selectPage: Statement
  private readonly indexTables: IndexTable[]
  /** Every index with its keys: `_id` first, then the declared ones. */
  private readonly keys: ReadonlyMap<PlannedIndex, KeyReader>
  private readonly readsByIndex = new Map<PlannedIndex, number>()

  constructor(
    private readonly database: Database.Database,
    private readonly journal: Journal,
    readonly name: string,
    private readonly table: string,
    readonly indexes: readonly IndexDeclaration[],
  ) {
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (place INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, text TEXT NOT NULL)`,
    )
    this.insertDocument = database.prepare(`INSERT INTO ${table} (id, text) VALUES (?, ?)`)
    this.replaceDocument = database.prepare(`UPDATE ${table} SET text = ? WHERE place = ?`)
    this.removeDocument = database.prepare(`DELETE FROM ${table} WHERE place = ?`)
    this.selectById = database.prepare(`SELECT place, text FROM ${table} WHERE id = ?`).raw()
    this.selectAt = database
      .prepare(
        `SELECT place, text FROM ${table} WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place`,
      )
      .raw()
    this.selectPage = database
      .prepare(`SELECT place, text FROM ${table} WHERE place > ? ORDER BY place LIMIT ?`)
      .raw()
    this.indexTables = indexes.map(
      (index) =>
        new IndexTable(
          database,
          `${table}_${index.fields.join('_').replace(/\W/g, '$')}_${KEY_FORMAT}`,
          index,
        ),
    )
    const ids = new IdIndex(database, table)
    this.keys = new Map<PlannedIndex, KeyReader>([
      [ids, new KeyReader(database, `SELECT id AS key, place, text FROM ${table}`)],
      ...this.indexTables.map((indexTable): [PlannedIndex, KeyReader] => [
        indexTable,
        new KeyReader(
          database,
          `SELECT key, place, text FROM ${indexTable.name} JOIN ${table} USING (place)`,
        ),
      ]),
    ])
    for (const indexTable of this.indexTables) if (indexTable.isNew) this.fill(indexTable)
  }

  /** The tables that hold this collection's index keys. */
  indexTableNames(): string[] {
    return this.indexTables.map(({ name }) => name)
  }

  /** Holds every document and every index key against each other. */
  check(): CollectionCheck {
    return checkCollection(this.database, this.name, this.table, this.indexTables)
  }

  /** How many documents there are. */
  size(): number {
    return (this.database.prepare(`SELECT count(*) FROM ${this.table}`).raw().get() as [number])[0]
  }

  /** Adds a document. Throws DuplicateKeyError or DocumentTooLargeError. */
  insert(document: Document, text: string): void {
    refuseTooLarge(text)
    const id = keyOf(document._id)
    if (this.selectById.get(id)) throw new DuplicateKeyError(duplicateText(this.name, '_id', document._id))
    const { lastInsertRowid } = this.insertDocument.run(id, text)
    for (const indexTable of this.indexTables) this.addKeys(indexTable, document, Number(lastInsertRowid))
    this.journal.changes?.push({ collection: this.name, after: { document, text } })
  }

  /** Puts `document` where `previous` is; their `_id` is the same. Throws DuplicateKeyError or DocumentTooLargeError. */
  replace(place: number, previous: Document, document: Document, text: string): void {
    refuseTooLarge(text)
    this.replaceDocument.run(text, place)
    for (const indexTable of this.indexTables) {
      indexTable.remove(previous, place)
      this.addKeys(indexTable, document, place)
    }
    this.journal.changes?.push({ collection: this.name, before: previous, after: { document, text } })
  }

  /** Takes a document out. */
  remove(place: number, document: Document): void {
    this.removeDocument.run(place)
    for (const indexTable of this.indexTables) indexTable.remove(document, place)
    this.journal.changes?.push({ collection: this.name, before: document })
  }

  /** Makes a change again that was taken back; the documents are as they were then. Throws DuplicateKeyError. */
  redo({ before, after }: Change): void {
    if (!before) {
      if (after) this.insert(after.document, after.text)
      return
    }
    const row = this.selectById.get(keyOf(before._id)) as Row | undefined
    if (!row) throw new Error(`a change of ${this.name} cannot be made again`)
    if (after) this.replace(row[0], before, after.document, after.text)
    else this.remove(row[0], before)
  }

  /** Notes that a query is answered from here: what is read without it does not bind a transaction. */
  noteRead(criteria: Record<string, unknown>, plan: () => string): void {
    this.journal.reads?.push({ collection: this.name, criteria })
    this.journal.observer?.onRead(() => `${this.name}: ${plan()}`)
  }

  /** Notes that a query reads on and on without an index. What is thrown ends it. */
  noteUnindexedRead(query: string, missing: string[]): void {
    this.journal.observer?.onUnindexedRead({ collection: this.name, query, missing })
  }

  /** Notes which index answers a read. */
  noteUse(selection: Selection): void {
    if (selection.by === 'all') return
    const { index } = selection
    this.readsByIndex.set(index, (this.readsByIndex.get(index) ?? 0) + 1)
  }

  /** Every index, the one on `_id` first, with how many reads it has answered since the start. */
  indexUse(): { fields: readonly string[]; isUnique: boolean; reads: number }[] {
    return this.plannedIndexes.map((index) => ({
      fields: index.fields,
      isUnique: index instanceof IndexTable ? (index.index.unique ?? false) : true,
      reads: this.readsByIndex.get(index) ?? 0,
    }))
  }

  /** Every index, for the planner; the one on `_id` among them. */
  get plannedIndexes(): PlannedIndex[] {
    return [...this.keys.keys()]
  }

  /**
   * The documents of a selection, each once: of one range in the order of the keys, otherwise in order of insertion.
   * `expected`: how many the caller is going to take, if it knows.
   */
  *select(selection: Selection, expected = PAGE_ROWS): Generator<StoredDocument> {
    const firstPage = Math.max(1, Math.min(expected, PAGE_ROWS))
    for (const [place, text] of this.rows(selection, firstPage)) yield { place, text }
  }

  /** The document with the id whose key is given. */
  byId(key: string): StoredDocument | undefined {
    const row = this.selectById.get(key) as Row | undefined
    return row && { place: row[0], text: row[1] }
  }

  /** How many documents a selection has. */
  count(selection: Selection): number {
    if (selection.by === 'all') return this.size()
    const keys = this.keysOf(selection.index)
    return selection.by === 'range' ? keys.count(selection.range) : keys.places(selection.ranges).length
  }

  private rows(selection: Selection, firstPage: number): Iterable<[number, string, ...string[]]> {
    if (selection.by === 'all') return this.inOrderOfInsertion(firstPage)
    const keys = this.keysOf(selection.index)
    if (selection.by === 'ranges') return this.at(keys.places(selection.ranges))
    return selection.isDescending
      ? keys.descending(selection.range, firstPage)
      : keys.ascending(selection.range, firstPage)
  }

  private keysOf(index: PlannedIndex): KeyReader {
    return this.keys.get(index) as KeyReader
  }

  /** Reads on a page at a time: no statement stays open while the caller writes or stops. */
  private *inOrderOfInsertion(firstPage: number): Generator<[number, string]> {
    let rows = firstPage
    for (let last = 0; ; rows = PAGE_ROWS) {
      const page = this.selectPage.all(last, rows) as [number, string][]
      yield* page
      if (page.length < rows) return
      last = page.at(-1)?.[0] ?? last
    }
  }

  private *at(places: readonly number[]): Generator<[number, string]> {
    for (let start = 0; start < places.length; start += PAGE_ROWS)
      yield* this.selectAt.all(JSON.stringify(places.slice(start, start + PAGE_ROWS))) as [number, string][]
  }

  private addKeys(indexTable: IndexTable, document: Document, place: number): void {
    const taken = indexTable.add(document, place)
    if (taken)
      throw new DuplicateKeyError(duplicateText(this.name, indexTable.index.fields.join(', '), taken))
  }

  private fill(indexTable: IndexTable): void {
    for (const { place, text } of this.select({ by: 'all' }))
      this.addKeys(indexTable, decodeStored(text), place)
  }
}

function refuseTooLarge(text: string): void {
  if (text.length * 3 <= MAXIMUM_DOCUMENT_BYTES || Buffer.byteLength(text) <= MAXIMUM_DOCUMENT_BYTES) return
  throw new DocumentTooLargeError(`a document is larger than ${MAXIMUM_DOCUMENT_BYTES} bytes`)
}

function duplicateText(collection: string, fields: string, value: unknown): string {
  return `E11000 duplicate key error collection: ${collection} index: ${fields} dup key: ${JSON.stringify(value)}`
}
