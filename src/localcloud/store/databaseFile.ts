import Database from 'libsql'

/** The file cannot be opened or written: held by another process, damaged, not writable, or the disk is full. */
export class StoreUnavailableError extends Error {
  constructor(readonly reason: 'inUse' | 'readOnly' | 'damaged' | 'full') {
    super(`the store is not available: ${reason}`)
  }
}

/** A prepared statement of the store's database. */
export type Statement = Database.Statement<unknown[]>

/** Opens or makes the file, for this process alone; `isBulk` gives up crash safety. Throws StoreUnavailableError. */
export function openDatabase(file: string, isBulk: boolean): Database.Database {
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
  // A write that fails for another reason than the disk's size: a quota, a limit of the file's size.
  778: 'full',
}

/** What a person can do something about as a StoreUnavailableError; every other fault as it is. */
export function asUnavailable(fault: unknown): unknown {
  const { rawCode, message } = fault as { rawCode?: number; message?: string }
  // A failure to connect carries its result code in the text only.
  const code = rawCode ?? Number(/local database .*: (\d+)/.exec(message ?? '')?.[1])
  const reason = REASONS[code] ?? REASONS[code & 0xff]
  return reason ? new StoreUnavailableError(reason) : fault
}
