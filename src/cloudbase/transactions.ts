import type { Database } from './database'

/** The SDK's handle of a transaction. */
export type Transaction = Awaited<ReturnType<Database['startTransaction']>>

/** A document as it stands in a transaction, whose answers the SDK types as it does those outside of one. */
export async function documentIn<Row>(
  transaction: Transaction,
  collection: string,
  id: string,
): Promise<Row | undefined> {
  const { data } = (await transaction.collection(collection).doc(id).get()) as unknown as { data: Row | null }
  return data ?? undefined
}

/** A function has twenty seconds; who waits longer than this for a turn is told so. */
const MAXIMUM_TRYING_MS = 12_000
const FIRST_WAIT_MS = 20
const LONGEST_WAIT_MS = 640

/**
 * Runs work in a transaction and commits it. What collides with somebody else is tried again, after a wait by chance
 * that doubles: those who collided would otherwise come back together and collide again. Whatever the work throws rolls
 * it back and is thrown.
 */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const until = performance.now() + MAXIMUM_TRYING_MS
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      // The SDK's own tries follow at once, so it is left to make none.
      return (await database.runTransaction(work as never, 0)) as T
    } catch (fault) {
      if (!isConflict(fault) || performance.now() > until) throw fault
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * wait))
  }
}

function isConflict(fault: unknown): boolean {
  return (fault as { code?: unknown } | null)?.code === 'DATABASE_TRANSACTION_CONFLICT'
}
