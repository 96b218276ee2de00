import type { CreditRecord } from '../../domain/creditRecord'
import { covers, type Reach } from '../../domain/reach'
import type { Changes } from '../changes'

/** Who a record belongs to: its department, and the entity that it is about. */
export function recordPlace({ department, creditCode }: CreditRecord) {
  return { department: department ?? null, creditCode }
}

/** A record within reach, as it stands in the transaction; noted for the log. */
export async function findRecordWithin(
  changes: Changes,
  reach: Reach,
  recordId: string,
): Promise<CreditRecord | undefined> {
  const record = await changes.find('records', recordId)
  if (!record || !covers(reach, recordPlace(record))) return undefined
  changes.note({ subject: record._id, creditCode: record.creditCode })
  return record
}
