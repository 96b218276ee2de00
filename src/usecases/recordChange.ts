import type { CreditRecord } from '../domain/creditRecord'
import type { RecordVersion } from '../domain/intake/job'
import type { ReportSources } from '../domain/report'
import type { Call } from './call'
import { rebuildInChange } from './rebuildInChange'

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
  await rebuildInChange(readSources, call, record.creditCode, (sources) => withRecords(sources, [changed]))
  return changed
}

/** What a report is made of once these records are written, new ones among them; of one written twice the last counts. */
export function withRecords(sources: ReportSources, written: readonly CreditRecord[]): ReportSources {
  const latest = new Map(written.map((record) => [record._id, record]))
  const others = sources.records.filter((one) => !('_id' in one) || !latest.has((one as CreditRecord)._id))
  return { ...sources, records: [...others, ...latest.values()] }
}

/** The same for what the law or the authority says differently now: the version before it is kept. */
export async function reviseRecord(
  deps: ChangeRecordDeps,
  call: Pick<Call, 'changes' | 'now' | 'actor'>,
  record: CreditRecord,
  fields: Partial<CreditRecord>,
): Promise<void> {
  call.changes.insert('recordVersions', versionOf(record, { at: call.now, by: call.actor.personId }))
  await changeRecord(deps, call, record, { ...fields, revision: (record.revision ?? 0) + 1 })
}

/** What is kept of a record when another takes its place. */
export function versionOf(record: CreditRecord, { at, by }: { at: number; by: string }): RecordVersion {
  return {
    _id: `${record._id}:${record.revision ?? 0}`,
    recordId: record._id,
    creditCode: record.creditCode,
    record,
    replacedAt: at,
    replacedBy: by,
  }
}

function withFields(record: CreditRecord, fields: Partial<CreditRecord>): CreditRecord {
  const entries = Object.entries({ ...record, ...fields }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as CreditRecord
}
