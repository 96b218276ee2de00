import {
  AUDIT_SHARDS,
  type AuditAnchor,
  type AuditDaySeal,
  type AuditEntry,
  type AuditHead,
  type AuditLine,
  type ChainPlace,
} from './auditLine'
import type { AuditSeal } from './protection'

/** The id of a line: its chain and its place in it, so that ids sort as the chain runs. */
export function auditLineId(shard: number, sequence: number): string {
  return `${String(shard).padStart(2, '0')}:${String(sequence).padStart(12, '0')}`
}

/** The chain that a line's id names; undefined: no id of a line. */
export function shardOfLineId(id: unknown): number | undefined {
  const [, shard] = (typeof id === 'string' && /^(\d{2}):\d{12}$/.exec(id)) || []
  return shard === undefined || Number(shard) >= AUDIT_SHARDS ? undefined : Number(shard)
}

/** Where a chain begins. */
export function beginningOf(shard: number): ChainPlace {
  return { shard, sequence: 0, hash: '' }
}

/** The line that follows the end of a chain, and the new end. */
export function nextLine(
  seal: AuditSeal,
  { shard, sequence: last, hash: previous }: ChainPlace,
  entry: AuditEntry,
): { line: AuditLine; head: AuditHead } {
  const sequence = last + 1
  const unsigned: Omit<AuditLine, 'hash'> = {
    _id: auditLineId(shard, sequence),
    ...entry,
    isRefused: entry.outcome !== 'ok',
    shard,
    sequence,
    keyId: seal.keyId,
    previous,
  }
  const line = { ...unsigned, hash: lineHash(seal, unsigned) }
  const end = { _id: String(shard), shard, sequence, hash: line.hash, keyId: seal.keyId }
  return { line, head: { ...end, proof: headProof(seal, end) } }
}

/** What the line's hash has to be. Throws for a key that is not there. */
export function lineHash(
  seal: AuditSeal,
  { hash: _, ...line }: Omit<AuditLine, 'hash'> & { hash?: string },
): string {
  return seal.mac(line.keyId, canonicalText(['line', line]))
}

/** What a head's proof has to be. Throws for a key that is not there. */
export function headProof(seal: AuditSeal, head: Omit<AuditHead, 'proof'> & { proof?: string }): string {
  return proofOf(seal, 'head', head)
}

/** What a day's seal's proof has to be. Throws for a key that is not there. */
export function sealProof(seal: AuditSeal, day: Omit<AuditDaySeal, 'proof'> & { proof?: string }): string {
  return proofOf(seal, 'seal', day)
}

/** What an anchor's proof has to be. Throws for a key that is not there. */
export function anchorProof(
  seal: AuditSeal,
  anchor: Omit<AuditAnchor, 'proof'> & { proof?: string },
): string {
  return proofOf(seal, 'anchor', anchor)
}

/** Whether a head, a seal or an anchor is as it was written. */
export function isProven<T extends { keyId: string; proof: string }>(
  seal: AuditSeal,
  document: T,
  proof: (seal: AuditSeal, document: T) => string,
): boolean {
  return seal.knows(document.keyId) && proof(seal, document) === document.proof
}

/** A chain to write to: any will do, and chance spreads writers over all. */
export function shardOf(chance: number): number {
  return Math.floor(chance * AUDIT_SHARDS)
}

/** MAC of a document. The kind is part of the text, so that the proof of one thing is none of another. */
export function proofOf<T extends { keyId: string; proof?: string }>(
  seal: AuditSeal,
  kind: string,
  { proof: _, ...document }: T,
): string {
  return seal.mac(document.keyId, canonicalText([kind, document]))
}

/** One text for one value, whatever order its fields come back in; a field more is another text. */
function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  const fields = value as Record<string, unknown>
  const parts = Object.keys(fields)
    .sort()
    .map((field) => `${JSON.stringify(field)}:${canonicalText(fields[field])}`)
  return `{${parts.join()}}`
}
