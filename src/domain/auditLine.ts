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
  /** The outcome is not `ok`; a field of its own, so that an index finds refusals. */
  isRefused: boolean
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

/** A place in a chain: the line with this sequence has this hash; sequence 0 is before the first line. */
export type ChainPlace = { shard: number; sequence: number; hash: string }

/** `auditHeads`, keyed by the shard's number: the end of a chain. */
export type AuditHead = ChainPlace & {
  _id: string
  keyId: string
  /** MAC of the place as an end: whoever cuts lines off cannot make an earlier one the end. */
  proof: string
}

/** `auditSeals`, keyed by the day (Asia/Shanghai): where every chain ended when the day was sealed. */
export type AuditDaySeal = {
  _id: string
  /** Epoch milliseconds. */
  at: number
  heads: ChainPlace[]
  /** What was wrong with the lines since the seal before; empty when nothing was. */
  flaws: AuditFlaw[]
  /** `proof` of the seal before; empty for the first. */
  previous: string
  keyId: string
  /** MAC of everything above. */
  proof: string
}

/**
 * `auditAnchors`, keyed by the shard's number: lines up to here have been taken out into a file that was read back and
 * found whole; the chain in the database goes on from here.
 */
export type AuditAnchor = ChainPlace & {
  _id: string
  archivedAt: number
  file: string
  /** Of the file, hexadecimal. */
  sha256: string
  keyId: string
  /** MAC of everything above. */
  proof: string
}

/** What became of a line, an end, a seal or an anchor that is not as it was written. */
export type AuditFlaw = {
  kind:
    | 'altered'
    | 'removed'
    | 'inserted'
    | 'reordered'
    | 'headAltered'
    | 'sealAltered'
    | 'anchorAltered'
    /** The line's key is not in the environment, so nothing can be said of it. */
    | 'keyMissing'
  /** Id of the line (of a removed one: the id that it had), the head, the seal or the anchor. */
  id: string
}

/**
 * Chains that grow side by side, so that writing does not queue behind one document: of two hundred who write at the
 * same moment most find an end for themselves. Never fewer than there were.
 */
export const AUDIT_SHARDS = 64
