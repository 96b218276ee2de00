import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PAGE_BYTES = 4096
/** Sixteen megabytes. */
const MOST_PAGES_IN_MEMORY = 4096

/**
 * The texts that the cells of a workbook share, by their number, in memory of one size: what is more lies in a temporary
 * file, a page of texts at a time. Cells point to texts mostly in the order in which these stand.
 */
export class SharedTexts {
  /** For each text its page, and where in it the text begins. */
  private places = new Uint32Array(2048)
  private count = 0
  /** The page that is being filled. */
  private open: Buffer[] = []
  private openBytes = 0
  /** Where each page begins in the file; one more than there are pages. */
  private readonly offsets = [0]
  private readonly pages = new Map<number, Buffer>()
  private file: number | null = null

  /** Adds the next text. */
  add(text: string): void {
    if (this.openBytes >= PAGE_BYTES) this.endPage()
    if (2 * this.count === this.places.length) this.grow()
    this.places[2 * this.count] = this.offsets.length - 1
    this.places[2 * this.count + 1] = this.openBytes
    this.count++
    const bytes = Buffer.from(text)
    this.open.push(bytes)
    this.openBytes += bytes.length
  }

  /** To be called once, behind the last text. */
  finish(): void {
    this.endPage()
    this.places = this.places.slice(0, 2 * this.count)
  }

  /** The text of a number; undefined where there is none. */
  at(number: number): string | undefined {
    if (!Number.isInteger(number)) return undefined
    const [page, start] = [this.places[2 * number], this.places[2 * number + 1]]
    if (page === undefined || start === undefined) return undefined
    const isLast = this.places[2 * number + 2] !== page
    const end = isLast ? this.lengthOf(page) : this.places[2 * number + 3]
    return (this.pages.get(page) ?? this.fetch(page)).toString('utf8', start, end)
  }

  /** Gives file and memory back. */
  close(): void {
    if (this.file !== null) closeSync(this.file)
    this.file = null
    this.pages.clear()
    this.places = new Uint32Array()
  }

  private grow(): void {
    const places = new Uint32Array(2 * this.places.length)
    places.set(this.places)
    this.places = places
  }

  private endPage(): void {
    const number = this.offsets.length - 1
    const page = Buffer.concat(this.open, roomFor(this.openBytes))
    this.pages.set(number, page)
    this.offsets.push((this.offsets[number] ?? 0) + this.openBytes)
    this.open = []
    this.openBytes = 0
    if (this.file !== null) writeSync(this.file, page, 0, this.lengthOf(number))
    if (this.pages.size <= MOST_PAGES_IN_MEMORY) return
    if (this.file === null) {
      this.file = openTemporaryFile()
      for (const [kept, bytes] of this.pages) writeSync(this.file, bytes, 0, this.lengthOf(kept))
    }
    this.forgetOldest()
  }

  private lengthOf(page: number): number {
    return (this.offsets[page + 1] ?? 0) - (this.offsets[page] ?? 0)
  }

  private fetch(page: number): Buffer {
    if (this.file === null) throw new Error(`page ${page} is neither in memory nor in a file`)
    const room = roomFor(this.lengthOf(page))
    const oldest = this.forgetOldest()
    // In the place of the page that goes: what is thrown away by the thousand is collected late.
    const bytes = oldest && oldest.length >= room ? oldest : Buffer.alloc(room)
    readSync(this.file, bytes, 0, this.lengthOf(page), this.offsets[page] ?? 0)
    this.pages.set(page, bytes)
    return bytes
  }

  private forgetOldest(): Buffer | undefined {
    for (const [oldest, bytes] of this.pages) {
      this.pages.delete(oldest)
      return bytes
    }
    return undefined
  }
}

/** Rounded up, so that pages fit into each other's place. */
const roomFor = (bytes: number) => Math.ceil(bytes / 1024) * 1024

/** A file without a name: it is gone when it is closed, or with the process. */
function openTemporaryFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'shared-texts-'))
  const file = openSync(join(folder, 'texts'), 'wx+', 0o600)
  rmSync(folder, { recursive: true })
  return file
}
