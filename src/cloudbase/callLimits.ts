import type { Database } from './database'
import type { CallCountRow } from './rows'

const MINUTE_MS = 60_000

/**
 * How often one identity, or one address, has called in the current minute, in the memory of this process: costs no
 * request, and counts each process of the function for itself.
 */
export class CallsInMemory {
  private minute = 0
  private counts = new Map<string, number>()

  /** Counts a call and says whether it is one too many. */
  isTooMany(key: string, perMinute: number, now: number): boolean {
    const minute = Math.floor(now / MINUTE_MS)
    if (minute !== this.minute) {
      this.minute = minute
      this.counts = new Map()
    }
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    return count > perMinute
  }
}

/** The same, counted in the database for all processes together; one request, two for the first call of a minute. */
export async function isOneCallTooMany(
  database: Database,
  key: string,
  perMinute: number,
  now: number,
): Promise<boolean> {
  const minute = Math.floor(now / MINUTE_MS)
  const id = `${key}:${minute}`
  const counted = await addOne(database, id)
  if (counted !== undefined) return counted > perMinute
  const row: CallCountRow = { _id: id, startedAt: minute * MINUTE_MS, count: 1 }
  try {
    await database.collection('callCounts').add(row)
    return false
  } catch (fault) {
    // Two first calls at once: the other one made the document, so this one adds to it.
    const second = await addOne(database, id)
    if (second === undefined) throw fault
    return second > perMinute
  }
}

async function addOne(database: Database, id: string): Promise<number | undefined> {
  const { doc } = (await database
    .collection('callCounts')
    .where({ _id: id })
    .updateAndReturn({ count: database.command.inc(1) })) as { doc: CallCountRow | null }
  return doc?.count
}
