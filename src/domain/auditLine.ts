import type { DOORS } from '../contracts/audit'
import type { Role } from '../contracts/roles'

/** Which way somebody came in. */
export type Door = (typeof DOORS)[number]

/** One field that changed. Values are JSON text; null: there was, or is, nothing. */
export type FieldChange = {
  collection: string
  id: string
  field: string
  before: string | null
  after: string | null
}

/** What is written of one action. No personal value is in it unsealed. */
export type AuditEntry = {
  /** Epoch milliseconds. */
  at: number
  /** Null for a command, a timer and callers whom nobody knows. */
  personId: string | null
  maskedName: string | null
  /** The roles that allowed it, or, of a refusal, those held. */
  roles: Role[]
  door: Door
  /** `function.action`, `command.<name>` or `job.<name>`. */
  action: string
  /** Id of what it was about. */
  subject: string | null
  creditCode: string | null
  /** `ok` or a code of the error registry. */
  outcome: string
  /** What the person typed. */
  reason: string | null
  changes: FieldChange[]
  /** Of a job's slice: how many documents, and the SHA-256 of their ids in order. */
  batch: { count: number; digest: string } | null
}

/** `auditLines`, keyed by `<shard>:<sequence in 12 digits>`: an entry in its place in the chain of its shard. */
export type AuditLine = AuditEntry & {
  _id: string
  shard: number
  /** From 1 without a gap. */
  sequence: number
  /** Which key `hash` is made with. */
  keyId: string
  /** `hash` of the line before; empty for the first. */
  previous: string
  /** MAC of the line's canonical text, `previous` included. */
  hash: string
}

/** `auditHeads`, keyed by the shard's number: the end of a chain. */
export type AuditHead = { _id: string; sequence: number; hash: string }

/** Chains that grow side by side, so that writing does not queue behind one document. */
export const AUDIT_SHARDS = 16
