import { isLegalDate, type LegalDate } from './calendar'
import type { PublicityFacts } from './publication'
import type { RecordKind } from './recordKinds'

/** A credit record with the facts that decide how long it may be shown. `values` may hold fields that are not public. */
export type RecordFacts = {
  kind: string
  values: Record<string, string>
  source: string
} & PublicityFacts & {
    /** A merchant's objection is pending (异议处理中). */
    objection?: { caseId: string; since: number }
    /** The merchant's own word beside it, after a clerk has checked it. */
    clarification?: { text: string; confirmedOn: LegalDate }
  }

/** The day the record's own text gives; undefined where that is no day. */
function ownDate(kind: RecordKind, record: RecordFacts): LegalDate | undefined {
  const text = record.values[kind.dateField]
  return text !== undefined && isLegalDate(text) ? text : undefined
}

/** The day that a record stands under; one without any is not shown. */
export function dateOfRecord(kind: RecordKind, record: RecordFacts): LegalDate | undefined {
  return ownDate(kind, record) ?? record.decidedOn
}

/** The facts that count: where the reporter left them out, the record's own date and penalty types stand in. */
export function publicityFacts(kind: RecordKind, record: RecordFacts): PublicityFacts {
  const decidedOn = record.decidedOn ?? ownDate(kind, record)
  const categories = record.categories ?? (record.values.category ? [record.values.category] : undefined)
  return { ...record, decidedOn, categories }
}
