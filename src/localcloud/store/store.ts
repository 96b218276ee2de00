import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import Database from 'libsql'
import { type CollectionCheck, checkCollection } from './checkCollection'
import { indexKeysOf, keyOf } from './keys'
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
/** The file cannot be opened or written: held by another process, damaged, not writable, or the disk is full. */
export class StoreUnavailableError extends Error {
  constructor(readonly reason: 'inUse' | 'readOnly' | 'damaged' | 'full') {
    super(`the store is not available: ${reason}`)
  }
}

/** What a table lookup selects: whole collection, some ids, or some keys of an index. */
export type Selection =
  | { by: 'all' }
  | { by: 'id'; keys: string[] }
  | { by: 'idFrom'; after: string | null; isInclusive: boolean }
  | { by: 'index'; index: IndexDeclaration; keys: string[] }

/** One document that was added (no `before`), replaced, or taken out (no `after`). */
export type Change = { collection: string; before?: Document; after?: { document: Document; text: string } }
/** One query that was answered. */
export type Read = { collection: string; criteria: Record<string, unknown> }
/** What is noted of reads and writes while somebody wants to know. */
type Journal = { changes?: Change[]; reads?: Read[] }

/** Greater than the tag that any further field of a key starts with. */
const AFTER_EVERY_TAG = '\u007f'

/** Place and text. */
type Row = [number, string]

const PAGE_ROWS = 200

type Statement = Database.Statement<unknown[]>

/** The documents of one environment in a SQLite file. All calls are synchronous; a write is atomic in `write`. */
export class Store {
  private readonly database: Database.Database
  private readonly collections = new Map<string, Collection>()
  private snapshots = Promise.resolve()
  private isClosed = false
  private readonly journal: Journal = {}
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
   * changed. All calls are synchronous, so nobody sees the rehearsal.
   */
  rehearse<T>(earlier: readonly Change[], work: () => T): { result: T; reads: Read[]; changes: Change[] } {
    const [reads, changes]: [Read[], Change[]] = [[], []]
    this.database.exec('BEGIN IMMEDIATE')
    try {
      this.redo(earlier)
      Object.assign(this.journal, { reads, changes })
      return { result: work(), reads, changes }
    } catch (fault) {
      throw asUnavailable(fault)
    } finally {
      Object.assign(this.journal, { reads: undefined, changes: undefined })
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
    this.database.exec(
      'CREATE TABLE IF NOT EXISTS declarations (collection TEXT PRIMARY KEY, indexes TEXT NOT NULL)',
    )
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
      this.database.prepare('DELETE FROM indexes WHERE name = ?').run(name)
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
  private readonly indexTables: IndexTable[]

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
    this.indexTables = indexes.map(
      (index) => new IndexTable(database, `${table}_${index.fields.join('_').replace(/\W/g, '$')}`, index),
    )
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

  /** Adds a document. Throws DuplicateKeyError. */
  insert(document: Document, text: string): void {
    const id = keyOf(document._id)
    if (this.selectById.get(id)) throw new DuplicateKeyError(duplicateText(this.name, '_id', document._id))
    const { lastInsertRowid } = this.insertDocument.run(id, text)
    for (const indexTable of this.indexTables) this.addKeys(indexTable, document, Number(lastInsertRowid))
    this.journal.changes?.push({ collection: this.name, after: { document, text } })
  }

  /** Puts `document` where `previous` is; their `_id` is the same. Throws DuplicateKeyError. */
  replace(place: number, previous: Document, document: Document, text: string): void {
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
  noteRead(criteria: Record<string, unknown>): void {
    this.journal.reads?.push({ collection: this.name, criteria })
  }

  /** The documents of a selection: by id and `all` in their own order, by index in the order of insertion. */
  *select(selection: Selection): Generator<StoredDocument> {
    if (selection.by === 'id') {
      for (const key of selection.keys) {
        const row = this.selectById.get(key) as [number, string] | undefined
        if (row) yield { place: row[0], text: row[1] }
      }
      return
    }
    for (const [place, text] of this.rows(selection)) yield { place, text }
  }

  private rows(selection: Exclude<Selection, { by: 'id' }>): Iterable<Row> {
    if (selection.by === 'all') return this.pages('place', '>', 0)
    if (selection.by === 'idFrom')
      return this.pages('id', selection.isInclusive ? '>=' : '>', selection.after ?? '')
    const indexTable = this.indexTables[this.indexes.indexOf(selection.index)] as IndexTable
    return indexTable.rows(this.table, selection.keys)
  }

  /** Reads on in order of a column, a page at a time: no statement stays open while the caller writes or stops. */
  private *pages(column: 'place' | 'id', comparison: '>' | '>=', start: string | number): Generator<Row> {
    const select = (operator: string) =>
      this.database
        .prepare(
          `SELECT place, text, id FROM ${this.table} WHERE ${column} ${operator} ? ORDER BY ${column} LIMIT ${PAGE_ROWS}`,
        )
        .raw()
    let page = select(comparison).all(start) as [number, string, string][]
    for (;;) {
      for (const [place, text] of page) yield [place, text]
      const last = page.at(-1)
      if (!last || page.length < PAGE_ROWS) return
      page = select('>').all(column === 'place' ? last[0] : last[2]) as [number, string, string][]
    }
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

/** The keys of one index: `(key, place)`, in key order. */
class IndexTable {
  readonly isNew: boolean
  private readonly insertKey: Statement
  private readonly removeKey: Statement
  private readonly selectOther: Statement
  private readonly joins = new Map<string, Statement>()

  constructor(
    private readonly database: Database.Database,
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
  }

  /** Adds a document's keys; returns the key that a unique index already holds for another document, if any. */
  add(document: Document, place: number): string | undefined {
    for (const key of indexKeysOf(document, this.index.fields)) {
      if (this.index.unique && this.selectOther.get(key, place)) return key
      this.insertKey.run(key, place)
    }
    return undefined
  }

  remove(document: Document, place: number): void {
    for (const key of indexKeysOf(document, this.index.fields)) this.removeKey.run(key, place)
  }

  /** Documents of `table` whose key starts with one of `keys` (a key of fewer fields is a prefix), each once. */
  rows(table: string, keys: readonly string[]): Iterable<Row> {
    if (keys.length === 0) return []
    const condition = keys.map(() => '(key >= ? AND key < ?)').join(' OR ')
    const sql = `SELECT place, text FROM ${table} WHERE place IN (SELECT place FROM ${this.name} WHERE ${condition}) ORDER BY place`
    let statement = this.joins.get(sql)
    if (!statement) {
      statement = this.database.prepare(sql).raw()
      if (keys.length === 1) this.joins.set(sql, statement)
    }
    return statement.all(...keys.flatMap((key) => [key, key + AFTER_EVERY_TAG])) as Row[]
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
}

function asUnavailable(fault: unknown): unknown {
  const { rawCode, message } = fault as { rawCode?: number; message?: string }
  // A failure to connect carries its result code in the text only.
  const code = rawCode ?? Number(/local database .*: (\d+)/.exec(message ?? '')?.[1])
  const reason = REASONS[code & 0xff]
  return reason ? new StoreUnavailableError(reason) : fault
}

function duplicateText(collection: string, fields: string, value: unknown): string {
  return `E11000 duplicate key error collection: ${collection} index: ${fields} dup key: ${JSON.stringify(value)}`
}
