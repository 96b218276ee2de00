// Looked up once: dice are thrown by the million, and globals are slow inside a sandbox such as a test runner.
const { floor, imul } = Math

/** Seeded chance: the same seed throws the same dice on every machine (mulberry32). Not for secrets. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A whole number of 32 bits. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + floor((this.next() / 0x1_0000_0000) * (high - low + 1))
  }

  /** True `perThousand` times in a thousand. */
  happens(perThousand: number): boolean {
    return this.next() < (perThousand / 1000) * 0x1_0000_0000
  }

  /** How often something happens that is expected `perThousand` times in a thousand; above 1000 more than once. */
  times(perThousand: number): number {
    const certain = floor(perThousand / 1000)
    return certain + (this.happens(perThousand - certain * 1000) ? 1 : 0)
  }

  /** One row of a table that is not empty. */
  pick<T>(table: readonly T[]): T {
    return table[this.between(0, table.length - 1)] as T
  }

  /** One row of a table, each as likely as its weight says. */
  weighted<T>(table: readonly T[], weight: (row: T) => number): T {
    let left = this.between(1, Math.round(table.reduce((sum, row) => sum + weight(row), 0)))
    for (const row of table) {
      left -= weight(row)
      if (left <= 0) return row
    }
    throw new Error('a table to draw from needs weights above 0')
  }

  /** Random bytes. */
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.next() >>> 24)
  }
}
