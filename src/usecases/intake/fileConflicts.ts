/**
 * Finds rows of one file that tell different things of the same record. A million rows take twenty megabytes: of each,
 * 50 bits of its record's id and of its content, and its number.
 */
export class FileConflicts {
  private ids = new Float64Array(1024)
  private contents = new Float64Array(1024)
  private numbers = new Uint32Array(1024)
  private count = 0

  /** `id` and `content` are digests in base32, of which the first ten characters count. */
  note(id: string, row: number, content: string): void {
    if (this.count === this.ids.length) this.grow()
    this.ids[this.count] = beginningOf(id)
    this.contents[this.count] = beginningOf(content)
    this.numbers[this.count++] = row
  }

  /** The numbers of all rows that have a rival, in the file's order. */
  rows(): number[] {
    const { ids, contents, numbers, count } = this
    const order = Uint32Array.from({ length: count }, (_, index) => index)
    const idAt = (index: number) => ids[index] as number
    order.sort((a, b) => idAt(a) - idAt(b) || a - b)
    const found: number[] = []
    for (let from = 0, to = 0; from < count; from = to) {
      const id = idAt(order[from] as number)
      while (to < count && idAt(order[to] as number) === id) to++
      const same = order.subarray(from, to)
      const first = contents[same[0] as number]
      if (same.some((index) => contents[index] !== first))
        for (const index of same) found.push(numbers[index] as number)
    }
    return found.sort((a, b) => a - b)
  }

  private grow(): void {
    const [ids, contents, numbers] = [this.ids, this.contents, this.numbers]
    this.ids = new Float64Array(2 * ids.length)
    this.contents = new Float64Array(2 * ids.length)
    this.numbers = new Uint32Array(2 * ids.length)
    this.ids.set(ids)
    this.contents.set(contents)
    this.numbers.set(numbers)
  }
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 50 bits, which a number holds exactly. */
function beginningOf(digest: string): number {
  let value = 0
  for (let at = 0; at < 10; at++) value = value * 32 + ALPHABET.indexOf(digest.charAt(at))
  return value
}
