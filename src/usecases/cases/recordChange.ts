import type { CreditRecord } from '../../domain/creditRecord'
import type { ReportSources } from '../../domain/report'
import type { Call } from '../call'
import { rebuildInChange } from '../rebuildInChange'

/** What a change of a record needs from outside. */
export type ChangeRecordDeps = { readSources: (creditCode: string) => Promise<ReportSources> }

/** Writes a record that was found in this transaction, and the report with it. Fields set to undefined go. */
export async function changeRecord(
  { readSources }: ChangeRecordDeps,
  call: Pick<Call, 'changes' | 'now'>,
  record: CreditRecord,
  fields: Partial<CreditRecord>,
): Promise<CreditRecord> {
  const changed = withFields(record, fields)
  call.changes.update('records', changed)
  await rebuildInChange(readSources, call, record.creditCode, (sources) => ({
    ...sources,
    records: sources.records.map((other) => ('_id' in other && other._id === record._id ? changed : other)),
  }))
  return changed
}

/** The same for what the law or the authority says differently now: the version before it is kept. */
export async function reviseRecord(
  deps: ChangeRecordDeps,
  call: Pick<Call, 'changes' | 'now' | 'actor'>,
  record: CreditRecord,
  fields: Partial<CreditRecord>,
): Promise<void> {
  const revision = record.revision ?? 0
  call.changes.insert('recordVersions', {
    _id: `${record._id}:${revision}`,
    recordId: record._id,
    creditCode: record.creditCode,
    record,
    replacedAt: call.now,
    replacedBy: call.actor.personId,
  })
  await changeRecord(deps, call, record, { ...fields, revision: revision + 1 })
}

function withFields(record: CreditRecord, fields: Partial<CreditRecord>): CreditRecord {
  const entries = Object.entries({ ...record, ...fields }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as CreditRecord
}
