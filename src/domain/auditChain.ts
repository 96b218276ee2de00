import { AUDIT_SHARDS, type AuditEntry, type AuditHead, type AuditLine } from './auditLine'
import type { AuditSeal } from './protection'

/** The id of a line: its chain and its place in it, so that ids sort as the chain runs. */
export function auditLineId(shard: number, sequence: number): string {
  return `${String(shard).padStart(2, '0')}:${String(sequence).padStart(12, '0')}`
}

/** The line that follows the end of a chain, and the new end. */
export function nextLine(
  seal: AuditSeal,
  shard: number,
  head: AuditHead | undefined,
  entry: AuditEntry,
): { line: AuditLine; head: AuditHead } {
  const sequence = (head?.sequence ?? 0) + 1
  const unsigned: Omit<AuditLine, 'hash'> = {
    _id: auditLineId(shard, sequence),
    ...entry,
    shard,
    sequence,
    keyId: seal.keyId,
    previous: head?.hash ?? '',
  }
  const hash = lineHash(seal, unsigned)
  return { line: { ...unsigned, hash }, head: { _id: String(shard), sequence, hash } }
}

/** What the line's hash has to be. */
export function lineHash(seal: AuditSeal, line: Omit<AuditLine, 'hash'>): string {
  return seal.mac(line.keyId, canonicalText(line))
}

/** One text for one line, whatever order its fields come back in. */
function canonicalText(line: Omit<AuditLine, 'hash'>): string {
  return JSON.stringify([
    line._id,
    line.shard,
    line.sequence,
    line.keyId,
    line.previous,
    line.at,
    line.personId,
    line.maskedName,
    line.roles,
    line.door,
    line.action,
    line.subject,
    line.creditCode,
    line.outcome,
    line.reason,
    line.changes.map(({ collection, id, field, before, after }) => [collection, id, field, before, after]),
    line.batch && [line.batch.count, line.batch.digest],
  ])
}

/** A chain to write to: any will do, and chance spreads writers over all. */
export function shardOf(chance: number): number {
  return Math.floor(chance * AUDIT_SHARDS)
}
