import type Database from 'libsql'
import type { Statement } from './databaseFile'
import type { KeyRange } from './keys'

type Row = [place: number, text: string, key: string]

/** How many rows are read at a time. */
export const PAGE_ROWS = 200
/** Greater than nothing, smaller than every further character of a key. */
const JUST_AFTER = '\u0001'

/** Reads rows in the order of an index, a page at a time: no statement stays open while the caller writes or stops. */
export class KeyReader {
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
