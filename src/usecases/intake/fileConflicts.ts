/** Rows are kept in blocks, so that growing copies nothing. */
const BLOCK_ROWS = 65_536

type Block = { ids: Float64Array; contents: Float64Array; numbers: Uint32Array }

/**
 * Finds rows of one file that tell different things of the same record. A million rows take twenty megabytes: of each,
 * 50 bits of its record's id and of its content, and its number.
 */
export class FileConflicts {
  private readonly blocks: Block[] = []
  private count = 0

  /** `id` and `content` are digests in base32, of which the first ten characters count. */
  note(id: string, row: number, content: string): void {
    const at = this.count++ % BLOCK_ROWS
    if (at === 0)
      this.blocks.push({
        ids: new Float64Array(BLOCK_ROWS),
        contents: new Float64Array(BLOCK_ROWS),
        numbers: new Uint32Array(BLOCK_ROWS),
      })
    const { ids, contents, numbers } = this.blocks.at(-1) as Block
    ids[at] = beginningOf(id)
    contents[at] = beginningOf(content)
    numbers[at] = row
  }

  /** The numbers of all rows that have a rival, in the file's order. */
  rows(): number[] {
    const repeated = this.repeatedIds()
    const told = new Map<number, { contents: Set<number>; rows: number[] }>()
    this.forEach((id, content, row) => {
      if (!repeated.has(id)) return
      const one = told.get(id) ?? { contents: new Set(), rows: [] }
      one.contents.add(content)
      one.rows.push(row)
      told.set(id, one)
    })
    const rivals = [...told.values()].filter(({ contents }) => contents.size > 1)
    return rivals.flatMap(({ rows }) => rows).sort((a, b) => a - b)
  }

  private repeatedIds(): Set<number> {
    const sorted = new Float64Array(this.count)
    let at = 0
    this.forEach((id) => {
      sorted[at++] = id
    })
    sorted.sort()
    const repeated = new Set<number>()
    for (let index = 1; index < sorted.length; index++)
      if (sorted[index] === sorted[index - 1]) repeated.add(sorted[index] as number)
    return repeated
  }

  private forEach(visit: (id: number, content: number, row: number) => void): void {
    for (let index = 0; index < this.count; index++) {
      const { ids, contents, numbers } = this.blocks[Math.floor(index / BLOCK_ROWS)] as Block
      const at = index % BLOCK_ROWS
      visit(ids[at] as number, contents[at] as number, numbers[at] as number)
    }
  }
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 50 bits, which a number holds exactly. */
function beginningOf(digest: string): number {
  let value = 0
  for (let at = 0; at < 10; at++) value = value * 32 + ALPHABET.indexOf(digest.charAt(at))
  return value
}
