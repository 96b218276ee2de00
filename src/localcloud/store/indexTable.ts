import type Database from 'libsql'
import type { Statement } from './databaseFile'
import type { IndexDeclaration } from './indexDeclarations'
import { COMPOSITE_KEYS, hasOneOrderedKey, indexKeysOf } from './keys'
import type { PlannedIndex } from './planner'
import type { Document } from './values'

/** The keys of one index: `(key, place)`, in key order. */
export class IndexTable implements PlannedIndex {
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

/** The index on `_id`: the documents' own table. */
export class IdIndex implements PlannedIndex {
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
