import { currentRecord, revisionIdOf } from '../../src/cloudbase/records'
import type { RecordRevisionRow, RecordRow } from '../../src/cloudbase/rows'
import type { CreditRecord } from '../../src/domain/creditRecord'
import type { Store } from '../../src/localcloud/store/store'
import { documentsOf } from './documents'

/** Records as they hold, by a query on what does not change of them. */
export function recordsOf(store: Store, query: Record<string, unknown> = {}): CreditRecord[] {
  return documentsOf<RecordRow>(store, 'records', query).map((row) => {
    const id = revisionIdOf(row)
    const revisions =
      id === undefined ? [] : documentsOf<RecordRevisionRow>(store, 'recordRevisions', { _id: id })
    return currentRecord(row, new Map(revisions.map((revision) => [revision._id, revision])))
  })
}
