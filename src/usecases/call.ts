import type { Door } from '../domain/auditLine'
import type { Actor, Reach } from '../domain/reach'
import type { AuditFacts, Changes } from './changes'

/** What a use case is told of the call that it answers, beside its input. */
export type Call = {
  /** Who acts; `personId` is empty where nobody is known (a desktop before its log-in). */
  actor: Actor
  /** How far the caller's roles reach in this action; nowhere where it needs none. */
  reach: Reach
  /** The transaction of an action that changes something; touching it in another is a bug and throws. */
  changes: Changes
  /** Adds to what the audit line says; in a change it is the same as `changes.note`. */
  note: (facts: AuditFacts) => void
  /** Epoch milliseconds. */
  now: number
  door: Door
  /** Where a browser called from and what it calls itself; both empty in WeChat. */
  origin: { address: string; userAgent: string }
  /** The session that the caller came with. */
  sessionId: string | null
}
