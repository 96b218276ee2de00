import { nextLine, shardOf } from '../domain/auditChain'
import type { AuditEntry, AuditHead } from '../domain/auditLine'
import type { AuditSeal } from '../domain/protection'
import type { Transaction } from './changes'
import type { Database } from './database'

/** Collisions at the end of one chain; each try takes another chain. */
const TRANSACTION_TRIES = 8

/** Writes a line in the transaction of what it tells of: both happen, or neither. */
export async function appendLine(
  transaction: Transaction,
  seal: AuditSeal,
  entry: AuditEntry,
): Promise<void> {
  const shard = shardOf(Math.random())
  const heads = transaction.collection('auditHeads').doc(String(shard))
  // Inside a transaction the SDK gives the document itself, or null.
  const { data } = (await heads.get()) as unknown as { data: AuditHead | null }
  const { line, head } = nextLine(seal, shard, data ?? undefined, entry)
  await transaction.collection('auditLines').add(line)
  const { _id, ...end } = head
  await heads.set(end)
}

/** Writes a line that tells of no change: a look, a refusal. */
export async function appendLineAlone(database: Database, seal: AuditSeal, entry: AuditEntry): Promise<void> {
  const work = (transaction: Transaction) => appendLine(transaction, seal, entry)
  await database.runTransaction(work as never, TRANSACTION_TRIES)
}
