import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import type Database from 'libsql'
import type { CollectionCheck } from './checkCollection'
import { Collection } from './collection'
import { asUnavailable, openDatabase, StoreUnavailableError } from './databaseFile'
import type { IndexDeclaration, IndexDeclarations } from './indexDeclarations'
import type { Change, Journal, Read, ReadObserver } from './journal'

/** The collection was neither declared nor added. */
export class CollectionMissingError extends Error {}

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
