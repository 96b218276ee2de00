import { beginningOf, nextLine } from '../../src/domain/auditChain'
import type { AuditEntry, AuditHead, AuditLine } from '../../src/domain/auditLine'
import type { AuditSeal } from '../../src/domain/protection'

/** What is written of a clerk who confirms a claim; everybody is fictional. */
export const ENTRY: AuditEntry = {
  at: 1_790_000_000_000,
  personId: '0123456789abcdefghjkmnpqrs',
  maskedName: '宋**',
  roles: ['unitClerk'],
  door: 'wechat',
  action: 'people.claim.decide',
  subject: 'claim0123456789abcdefghjk0',
  creditCode: '92231102MA0000012C',
  outcome: 'ok',
  reason: null,
  changes: [
    {
      collection: 'claims',
      id: 'claim0123456789abcdefghjk0',
      field: 'state',
      before: '"submitted"',
      after: '"confirmed"',
    },
  ],
  batch: null,
}

/** A chain of so many lines, the first of them one minute after `ENTRY`, and its end. */
export function chainOf(
  seal: AuditSeal,
  shard: number,
  count: number,
): { lines: AuditLine[]; head: AuditHead | undefined } {
  const lines: AuditLine[] = []
  let head: AuditHead | undefined
  for (let number = 1; number <= count; number++) {
    const entry = { ...ENTRY, at: ENTRY.at + number * 60_000, reason: `第 ${number} 条` }
    const next = nextLine(seal, head ?? beginningOf(shard), entry)
    head = next.head
    lines.push(next.line)
  }
  return { lines, head }
}
