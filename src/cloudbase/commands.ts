import type { AuditEntry } from '../domain/auditLine'
import type { JobName } from '../domain/auditNames'
import type { AuditSeal } from '../domain/protection'
import type { Result } from '../domain/result'
import type { Changes } from '../usecases/changes'
import { appendLine } from './auditLog'
import { TransactionChanges } from './changes'
import type { Database } from './database'
import { inTransaction } from './transactions'

/**
 * Runs what a command on the server changes as one transaction with its line in the audit log. A refusal changes
 * nothing and has a line too.
 */
export async function changeByCommand<T, E>(
  database: Database,
  auditSeal: AuditSeal,
  { action, now }: { action: Extract<JobName, `command.${string}`>; now: number },
  work: (changes: Changes) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  return inTransaction(database, async (transaction) => {
    const changes = new TransactionChanges(transaction)
    const result = await work(changes)
    if (result.ok) await changes.write()
    const entry: AuditEntry = {
      at: now,
      personId: null,
      maskedName: null,
      roles: [],
      door: 'command',
      action,
      subject: changes.facts.subject ?? null,
      creditCode: changes.facts.creditCode ?? null,
      outcome: result.ok ? 'ok' : 'NOT_ALLOWED',
      reason: changes.facts.reason ?? null,
      changes: result.ok ? changes.fieldChanges() : [],
      batch: null,
    }
    await appendLine(transaction, auditSeal, entry)
    return result
  })
}
