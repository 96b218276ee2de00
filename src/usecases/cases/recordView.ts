import type { RecordView } from '../../contracts/cases'
import type { LegalDate } from '../../domain/calendar'
import type { CreditRecord } from '../../domain/creditRecord'
import { DEPARTMENTS } from '../../domain/departments'
import { classifyPenalty, type PublicityOptions } from '../../domain/publication'
import { covers, type Reach } from '../../domain/reach'
import { recordKind } from '../../domain/recordKinds'
import { dateOfRecord, publicityFacts } from '../../domain/recordPublicity'
import { publicValues } from '../../domain/report'
import { repairOn, why } from '../../domain/why'

/** A record as those see it who answer for it or whom it is about: what the report may show, and why it does or not. */
export function recordView(
  record: CreditRecord,
  {
    today,
    rules,
    personId,
    isEnterprise,
    reach,
  }: PublicityOptions & {
    today: LegalDate
    reach: Reach
    personId: string
    isEnterprise: boolean
  },
): RecordView {
  const kind = recordKind(record.kind)
  const { proposedTier, provenance, department = null } = record
  return {
    id: record._id,
    kind: record.kind,
    date: (kind && dateOfRecord(kind, record)) ?? null,
    source: record.source,
    origin:
      provenance && covers(reach, { department })
        ? { fileName: provenance.fileName, row: provenance.row, at: provenance.at }
        : null,
    departmentName: DEPARTMENTS.find(({ key }) => key === record.department)?.name ?? null,
    values: kind ? publicValues(kind, record, isEnterprise) : {},
    why: why(record, today, { rules }),
    tier: kind?.publicity === 'penalty' ? classifyPenalty(publicityFacts(kind, record)) : null,
    tierBasis: record.tierBasis ?? null,
    proposedTier: proposedTier
      ? { tier: proposedTier.tier, basis: proposedTier.basis, isOwn: proposedTier.by === personId }
      : null,
    suspension: record.suspension ?? null,
    objectionPending: record.objection !== undefined,
    clarification: record.clarification ?? null,
    canBeRepaired: repairOn(record, today, { rules }) === 'open',
  }
}

/** A record in words: its kind and what it is numbered by. */
export function recordName(record: CreditRecord): string {
  return [recordKind(record.kind)?.label ?? record.kind, record.values.documentNumber]
    .filter(Boolean)
    .join(' ')
}
