import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PAGE_BYTES = 4096
/** Each text stands behind its length. */
const LENGTH_BYTES = 4
/** Four megabytes. */
const MOST_PAGES_IN_MEMORY = 1024

/**
 * The texts that the cells of a workbook share, by their number, in memory of one size: what is more lies in a temporary
 * file, a page of texts at a time. Cells point to texts mostly in the order in which these stand.
 */
export class SharedTexts {
  /** The number of the first text of each page that is ended. */
  private readonly firsts: number[] = []
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
    if (this.open.length === 0) this.firsts.push(this.count)
    this.count++
    const bytes = Buffer.alloc(LENGTH_BYTES + Buffer.byteLength(text))
    bytes.writeUInt32LE(bytes.length - LENGTH_BYTES)
    bytes.write(text, LENGTH_BYTES)
    this.open.push(bytes)
    this.openBytes += bytes.length
  }

  /** To be called once, behind the last text. */
  finish(): void {
    this.endPage()
  }

  /** The text of a number; undefined where there is none. */
  at(number: number): string | undefined {
    if (!Number.isInteger(number) || number < 0 || number >= this.count) return undefined
    const page = this.pageOf(number)
    const bytes = this.pages.get(page) ?? this.fetch(page)
    let at = 0
    for (let left = number - (this.firsts[page] ?? 0); left > 0; left--)
      at += LENGTH_BYTES + bytes.readUInt32LE(at)
    const start = at + LENGTH_BYTES
    return bytes.toString('utf8', start, start + bytes.readUInt32LE(at))
  }

  /** Gives file and memory back. */
  close(): void {
    if (this.file !== null) closeSync(this.file)
    this.file = null
    this.pages.clear()
    this.count = 0
  }

  /** The last page whose first text does not stand behind this one. */
  private pageOf(number: number): number {
    let [low, high] = [0, this.firsts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.firsts[middle] ?? 0) <= number) low = middle
      else high = middle - 1
    }
    return low
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
