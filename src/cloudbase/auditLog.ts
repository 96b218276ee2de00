import { createHash } from 'node:crypto'
import { beginningOf, nextLine, shardOf } from '../domain/auditChain'
import type { AuditEntry, AuditHead } from '../domain/auditLine'
import type { JobName } from '../domain/auditNames'
import type { AuditSeal } from '../domain/protection'
import type { Database } from './database'
import { documentIn, inTransaction, type Transaction } from './transactions'

/** Writes a line in the transaction of what it tells of: both happen, or neither. */
export async function appendLine(
  transaction: Transaction,
  seal: AuditSeal,
  entry: AuditEntry,
): Promise<void> {
  const shard = shardOf(Math.random())
  const known = await documentIn<AuditHead>(transaction, 'auditHeads', String(shard))
  const { line, head } = nextLine(seal, known ?? beginningOf(shard), entry)
  const { _id, ...end } = head
  await transaction.collection('auditHeads').doc(String(shard)).set(end)
  await transaction.collection('auditLines').add(line)
}

/** Writes a line that tells of no change: a look, a refusal. */
export async function appendLineAlone(database: Database, seal: AuditSeal, entry: AuditEntry): Promise<void> {
  await inTransaction(database, (transaction) => appendLine(transaction, seal, entry))
}

/** What a job did in one slice. */
export type JobSlice = {
  /** Epoch milliseconds. */
  at: number
  door: 'command' | 'timer'
  action: JobName
  /** What the slice was about; nothing personal. */
  subject?: string
  /** Of the documents that it touched, in order. */
  ids: readonly string[]
}

/** The line of a job's slice: how many documents, and the SHA-256 of their ids, each ended by a line feed. */
export function jobEntry({ at, door, action, subject, ids }: JobSlice): AuditEntry {
  const digest = createHash('sha256')
  for (const id of ids) digest.update(`${id}\n`)
  return {
    at,
    personId: null,
    maskedName: null,
    roles: [],
    door,
    action,
    subject: subject ?? null,
    creditCode: null,
    outcome: 'ok',
    reason: null,
    changes: [],
    batch: { count: ids.length, digest: digest.digest('hex') },
  }
}

/** Writes the line of a job's slice. A job whose slice is a transaction writes `jobEntry` in it with `appendLine`. */
export async function appendJobLine(database: Database, seal: AuditSeal, slice: JobSlice): Promise<void> {
  await appendLineAlone(database, seal, jobEntry(slice))
}
