import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import Database from 'libsql'
import { type CollectionCheck, checkCollection } from './checkCollection'
import { COMPOSITE_KEYS, hasOneOrderedKey, indexKeysOf, type KeyRange, keyOf } from './keys'
import type { PlannedIndex, Selection } from './planner'
import { type Document, decodeStored } from './values'

/** One declared index; every collection has the one on `_id` besides. */
export type IndexDeclaration = { fields: string[]; unique?: boolean }
/** The declared collections and their indexes; deployment reads the same declarations. */
export type IndexDeclarations = Record<string, IndexDeclaration[]>

/** A document where it lies: `place` is its row, `text` its relaxed EJSON. */
export type StoredDocument = { place: number; text: string }

/** A unique index already holds the value. */
export class DuplicateKeyError extends Error {}
/** The collection was neither declared nor added. */
export class CollectionMissingError extends Error {}
/** A document is larger than MongoDB takes. */
export class DocumentTooLargeError extends Error {}
/** The file cannot be opened or written: held by another process, damaged, not writable, or the disk is full. */
export class StoreUnavailableError extends Error {
  constructor(readonly reason: 'inUse' | 'readOnly' | 'damaged' | 'full') {
    super(`the store is not available: ${reason}`)
  }
}

/** One document that was added (no `before`), replaced, or taken out (no `after`). */
export type Change = { collection: string; before?: Document; after?: { document: Document; text: string } }
/** One query that was answered. */
export type Read = { collection: string; criteria: Record<string, unknown> }
/** What is noted of reads and writes while somebody wants to know. */
type Journal = { changes?: Change[]; reads?: Read[]; observer?: ReadObserver }
/** A query that no index answers, and the fields of the one that would. */
export type UnindexedRead = { collection: string; query: string; missing: string[] }
/** Somebody who wants to know how queries are answered. */
export type ReadObserver = {
  /** A query is going to be answered; `plan` says how, in words. */
  onRead: (plan: () => string) => void
  /** A query has read more than 1,000 documents without an index; what is thrown ends it. */
  onUnindexedRead: (read: UnindexedRead) => void
}

type Row = [place: number, text: string, key: string]

const PAGE_ROWS = 200
/** MongoDB's limit of a document (manual: "MongoDB Limits and Thresholds"), here of its text. */
const MAXIMUM_DOCUMENT_BYTES = 16 * 1024 * 1024
/** Part of the index tables' names: an index of another format is not declared any more, and made anew. */
const KEY_FORMAT = 2
/** Greater than nothing, smaller than every further character of a key. */
const JUST_AFTER = '\u0001'

type Statement = Database.Statement<unknown[]>

/** The documents of one environment in a SQLite file. All calls are synchronous; a write is atomic in `write`. */
export class Store {
  private readonly database: Database.Database
  private readonly collections = new Map<string, Collection>()
  private snapshots = Promise.resolve()
  private isClosed = false
  private readonly journal: Journal = {}
  /** In a rehearsal: what was changed before and is not made again yet, by collection. */
  private readonly notYetRedone = new Map<string, Change[]>()
  /** Told of the changes of each write once they are written; undefined: nobody is, and none are noted. */
  onWritten: ((changes: readonly Change[]) => void) | undefined

  /**
   * Opens or makes the file and its declared indexes, or `asStored`: those that it has. `bulk` gives up crash safety for
   * speed: only for a file that is thrown away unless it is finished. Throws StoreUnavailableError.
   */
  constructor(
    private readonly file: string,
    declared: IndexDeclarations | 'asStored',
    options: { bulk?: boolean } = {},
  ) {
    this.database = openDatabase(file, options.bulk ?? false)
    this.write(() => {
      this.database.exec(
        'CREATE TABLE IF NOT EXISTS collections (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL)',
      )
      this.database.exec('CREATE TABLE IF NOT EXISTS indexes (name TEXT PRIMARY KEY) WITHOUT ROWID')
      this.database.exec(
        'CREATE TABLE IF NOT EXISTS declarations (collection TEXT PRIMARY KEY, indexes TEXT NOT NULL)',
      )
      this.database.exec('CREATE TABLE IF NOT EXISTS unordered_indexes (name TEXT PRIMARY KEY) WITHOUT ROWID')
      const declarations = declared === 'asStored' ? this.storedDeclarations() : this.declare(declared)
      const stored = this.database.prepare('SELECT name FROM collections').all() as { name: string }[]
      for (const { name } of stored) this.openCollection(name, declarations[name] ?? [])
      for (const [name, indexes] of Object.entries(declarations))
        if (!this.collections.has(name)) this.openCollection(name, indexes)
      if (declared !== 'asStored') this.dropUndeclaredIndexes()
    })
  }

  /** The names of all collections, sorted. */
  collectionNames(): string[] {
    return [...this.collections.keys()].sort()
  }

  /**
   * Copies the store as it is at one moment to `target`, a new file, while reads and writes go on: what is written
   * meanwhile stays in the log beside the file. `atThatMoment` runs when no later write has been made yet. Throws
   * StoreUnavailableError, or Node's error of the copy.
   */
  snapshot(target: string, atThatMoment: () => void = () => undefined): Promise<void> {
    const copied = this.snapshots.then(() => this.copyTo(target, atThatMoment))
    // One after another: the next one's checkpoint would write into the file that is being copied.
    this.snapshots = copied.catch(() => undefined)
    return copied
  }

  /** Reads every document and every index key and says what does not agree; see `CollectionCheck`. */
  check(): CollectionCheck[] {
    return this.collectionNames().map((name) => this.collection(name).check())
  }

  /** The collection of that name. Throws CollectionMissingError. */
  collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw new CollectionMissingError(`collection ${name} does not exist`)
    this.catchUp(name)
    return collection
  }

  /** Whether the collection exists. */
  hasCollection(name: string): boolean {
    return this.collections.has(name)
  }

  /** Makes a collection without indexes of its own. */
  addCollection(name: string): void {
    this.write(() => this.openCollection(name, []))
  }

  /** Runs synchronous work with somebody watching its reads. */
  observe<T>(observer: ReadObserver, work: () => T): T {
    this.journal.observer = observer
    try {
      return work()
    } finally {
      this.journal.observer = undefined
    }
  }

  /** Runs synchronous work in one transaction: all of it is written, or nothing. In a rehearsal it is part of that. */
  write<T>(work: () => T): T {
    if (this.journal.reads) return work()
    const changes: Change[] | undefined = this.onWritten && []
    this.journal.changes = changes
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.database.exec('COMMIT')
      if (changes?.length) this.onWritten?.(changes)
      return result
    } catch (fault) {
      this.rollBack()
      throw asUnavailable(fault)
    } finally {
      this.journal.changes = undefined
    }
  }

  /**
   * Runs synchronous work as if `earlier` had been written, takes everything back, and says what the work read and
   * changed. All calls are synchronous, so nobody sees the rehearsal. Earlier changes are made again where the work comes
   * to their collection.
   */
  rehearse<T>(earlier: readonly Change[], work: () => T): { result: T; reads: Read[]; changes: Change[] } {
    const [reads, changes]: [Read[], Change[]] = [[], []]
    this.database.exec('BEGIN IMMEDIATE')
    try {
      for (const change of earlier) {
        const others = this.notYetRedone.get(change.collection)
        if (others) others.push(change)
        else this.notYetRedone.set(change.collection, [change])
      }
      Object.assign(this.journal, { reads, changes })
      return { result: work(), reads, changes }
    } catch (fault) {
      throw asUnavailable(fault)
    } finally {
      Object.assign(this.journal, { reads: undefined, changes: undefined })
      this.notYetRedone.clear()
      this.rollBack()
    }
  }

  /** Makes changes again, in their order; part of a `write`. Throws DuplicateKeyError. */
  redo(changes: readonly Change[]): void {
    for (const change of changes) this.collection(change.collection).redo(change)
  }

  /** Closes the file; everything written is in it, or in the log beside it when the disk is full. */
  close(): void {
    this.isClosed = true
    try {
      // libsql keeps the file open until its statements are collected; the lock must go now.
      this.database.pragma('journal_mode = DELETE')
      this.database.pragma('locking_mode = NORMAL')
      this.database.prepare('SELECT count(*) FROM collections').get()
    } catch (fault) {
      if (!(asUnavailable(fault) instanceof StoreUnavailableError)) throw fault
    }
    this.database.close()
  }

  /** Makes a rehearsal's earlier changes of a collection again; they are no changes of the work. */
  private catchUp(name: string): void {
    const earlier = this.notYetRedone.get(name)
    if (!earlier) return
    this.notYetRedone.delete(name)
    const { reads, changes } = this.journal
    Object.assign(this.journal, { reads: undefined, changes: undefined })
    this.redo(earlier)
    Object.assign(this.journal, { reads, changes })
  }

  private rollBack(): void {
    // A full disk makes SQLite roll back by itself.
    if (this.database.inTransaction) this.database.exec('ROLLBACK')
  }

  private async copyTo(target: string, atThatMoment: () => void): Promise<void> {
    if (this.isClosed) throw new Error('the store was closed before it could be copied')
    this.database.pragma('wal_autocheckpoint = 0')
    try {
      this.database.pragma('wal_checkpoint(TRUNCATE)')
      atThatMoment()
      await copyFile(this.file, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      // Closing writes the log into the file.
      if (this.isClosed) throw new Error('the store was closed while it was copied')
    } catch (fault) {
      throw asUnavailable(fault)
    } finally {
      if (!this.isClosed) this.database.pragma('wal_autocheckpoint = 1000')
    }
  }

  /** Notes the declarations in the file, so that it can be checked without the program that made it. */
  private declare(declarations: IndexDeclarations): IndexDeclarations {
    const put = this.database.prepare(
      'INSERT OR REPLACE INTO declarations (collection, indexes) VALUES (?, ?)',
    )
    this.database.exec('DELETE FROM declarations')
    for (const [name, indexes] of Object.entries(declarations)) put.run(name, JSON.stringify(indexes))
    return declarations
  }

  private storedDeclarations(): IndexDeclarations {
    const rows = this.database.prepare('SELECT collection, indexes FROM declarations').all() as {
      collection: string
      indexes: string
    }[]
    return Object.fromEntries(rows.map(({ collection, indexes }) => [collection, JSON.parse(indexes)]))
  }

  private dropUndeclaredIndexes(): void {
    const declared = new Set(
      [...this.collections.values()].flatMap((collection) => collection.indexTableNames()),
    )
    const stored = this.database.prepare('SELECT name FROM indexes').all() as { name: string }[]
    for (const { name } of stored.filter(({ name }) => !declared.has(name))) {
      this.database.exec(`DROP TABLE ${name}`)
      for (const list of ['indexes', 'unordered_indexes'])
        this.database.prepare(`DELETE FROM ${list} WHERE name = ?`).run(name)
    }
  }

  private openCollection(name: string, indexes: readonly IndexDeclaration[]): void {
    this.database.prepare('INSERT OR IGNORE INTO collections (name) VALUES (?)').run(name)
    const { number } = this.database.prepare('SELECT number FROM collections WHERE name = ?').get(name) as {
      number: number
    }
    this.collections.set(name, new Collection(this.database, this.journal, name, `c${number}`, indexes))
  }
}

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

/** The index on `_id`: the documents' own table. */
class IdIndex implements PlannedIndex {
  readonly fields = ['_id']
  private readonly selectComposite: Statement

  constructor(database: Database.Database, table: string) {
    const isComposite = COMPOSITE_KEYS.map(({ from, to }) => `(id >= '${from}' AND id < '${to}')`).join(
      ' OR ',
    )
    this.selectComposite = database.prepare(`SELECT 1 FROM ${table} WHERE ${isComposite} LIMIT 1`).raw()
  }

  get isOrdered(): boolean {
    return this.selectComposite.get() === undefined
  }
}

/** Reads rows in the order of an index, a page at a time: no statement stays open while the caller writes or stops. */
class KeyReader {
  private readonly selectUp: Statement
  private readonly selectDown: Statement
  private readonly selectSame: Statement
  private readonly selectPlaces: Statement
  private readonly selectCount: Statement

  /** `rows`: a SELECT of key, place and text, without conditions. */
  constructor(database: Database.Database, rows: string) {
    const select = (sql: string) => database.prepare(sql).raw()
    const columns = `SELECT place, text, key FROM (${rows})`
    this.selectUp = select(`${columns} WHERE key >= ? AND key < ? ORDER BY key, place LIMIT ?`)
    this.selectDown = select(`${columns} WHERE key >= ? AND key < ? ORDER BY key DESC, place LIMIT ?`)
    this.selectSame = select(`${columns} WHERE key = ? AND place > ? ORDER BY place LIMIT ?`)
    this.selectPlaces = select(`SELECT place FROM (${rows}) WHERE key >= ? AND key < ?`)
    this.selectCount = select(`SELECT count(*) FROM (${rows}) WHERE key >= ? AND key < ?`)
  }

  *ascending(range: KeyRange, firstPage: number): Generator<Row> {
    let from = range.from
    for (let rows = firstPage; ; rows = PAGE_ROWS) {
      const page = this.selectUp.all(from, range.to, rows) as Row[]
      yield* page
      const last = page.at(-1)
      if (!last || page.length < rows) return
      yield* this.restOf(last)
      from = last[2] + JUST_AFTER
    }
  }

  *descending(range: KeyRange, firstPage: number): Generator<Row> {
    let to = range.to
    for (let rows = firstPage; ; rows = PAGE_ROWS) {
      const page = this.selectDown.all(range.from, to, rows) as Row[]
      yield* page
      const last = page.at(-1)
      if (!last || page.length < rows) return
      yield* this.restOf(last)
      to = last[2]
    }
  }

  /** The places of all rows in the ranges, each once, in order of insertion. */
  places(ranges: readonly KeyRange[]): number[] {
    const places = new Set<number>()
    for (const { from, to } of ranges)
      for (const [place] of this.selectPlaces.all(from, to) as [number][]) places.add(place)
    return [...places].sort((a, b) => a - b)
  }

  count({ from, to }: KeyRange): number {
    return (this.selectCount.get(from, to) as [number])[0]
  }

  /** The rows of the same key that a page has cut off. */
  private *restOf([lastPlace, , key]: Row): Generator<Row> {
    for (let place = lastPlace; ; ) {
      const page = this.selectSame.all(key, place, PAGE_ROWS) as Row[]
      yield* page
      if (page.length < PAGE_ROWS) return
      place = page.at(-1)?.[0] ?? place
    }
  }
}

/** The keys of one index: `(key, place)`, in key order. */
class IndexTable implements PlannedIndex {
  readonly isNew: boolean
  isOrdered: boolean
  private readonly noteUnordered: Statement
  private readonly insertKey: Statement
  private readonly removeKey: Statement
  private readonly selectOther: Statement

  constructor(
    database: Database.Database,
    readonly name: string,
    readonly index: IndexDeclaration,
  ) {
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID`,
    )
    this.isNew = database.prepare('INSERT OR IGNORE INTO indexes (name) VALUES (?)').run(name).changes === 1
    this.insertKey = database.prepare(`INSERT OR IGNORE INTO ${name} (key, place) VALUES (?, ?)`)
    this.removeKey = database.prepare(`DELETE FROM ${name} WHERE key = ? AND place = ?`)
    this.selectOther = database
      .prepare(`SELECT place FROM ${name} WHERE key = ? AND place <> ? LIMIT 1`)
      .raw()
    this.noteUnordered = database.prepare('INSERT OR IGNORE INTO unordered_indexes (name) VALUES (?)')
    this.isOrdered = !database.prepare('SELECT 1 FROM unordered_indexes WHERE name = ?').raw().get(name)
  }

  get fields(): readonly string[] {
    return this.index.fields
  }

  /** Adds a document's keys; returns the key that a unique index already holds for another document, if any. */
  add(document: Document, place: number): string | undefined {
    for (const key of indexKeysOf(document, this.index.fields)) {
      if (this.index.unique && this.selectOther.get(key, place)) return key
      this.insertKey.run(key, place)
    }
    if (!hasOneOrderedKey(document, this.fields)) {
      // Each time, not only the first: the write that noted it may have been taken back.
      this.noteUnordered.run(this.name)
      this.isOrdered = false
    }
    return undefined
  }

  remove(document: Document, place: number): void {
    for (const key of indexKeysOf(document, this.index.fields)) this.removeKey.run(key, place)
  }
}

function openDatabase(file: string, isBulk: boolean): Database.Database {
  try {
    const database = new Database(file)
    // One process at a time: a second one is refused instead of both working on stale caches.
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma(isBulk ? 'journal_mode = OFF' : 'journal_mode = WAL')
    database.pragma(isBulk ? 'synchronous = OFF' : 'synchronous = NORMAL')
    database.pragma('cache_size = -16384')
    database.exec('BEGIN EXCLUSIVE; COMMIT')
    return database
  } catch (fault) {
    throw asUnavailable(fault)
  }
}

/** SQLite's result codes that a person can do something about; the others are bugs. */
const REASONS: Record<number, StoreUnavailableError['reason']> = {
  5: 'inUse',
  6: 'inUse',
  8: 'readOnly',
  11: 'damaged',
  13: 'full',
  14: 'readOnly',
  26: 'damaged',
  // A write that fails for another reason than the disk's size: a quota, a limit of the file's size.
  778: 'full',
}

function asUnavailable(fault: unknown): unknown {
  const { rawCode, message } = fault as { rawCode?: number; message?: string }
  // A failure to connect carries its result code in the text only.
  const code = rawCode ?? Number(/local database .*: (\d+)/.exec(message ?? '')?.[1])
  const reason = REASONS[code] ?? REASONS[code & 0xff]
  return reason ? new StoreUnavailableError(reason) : fault
}

function refuseTooLarge(text: string): void {
  if (text.length * 3 <= MAXIMUM_DOCUMENT_BYTES || Buffer.byteLength(text) <= MAXIMUM_DOCUMENT_BYTES) return
  throw new DocumentTooLargeError(`a document is larger than ${MAXIMUM_DOCUMENT_BYTES} bytes`)
}

function duplicateText(collection: string, fields: string, value: unknown): string {
  return `E11000 duplicate key error collection: ${collection} index: ${fields} dup key: ${JSON.stringify(value)}`
}
