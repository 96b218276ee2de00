import type { ReportRow } from '../cloudbase/rows'
import { reportCounts } from '../domain/chapters'
import { matching } from '../localcloud/store/find'
import type { Store } from '../localcloud/store/store'

/** The plaque that is shown is the fullest of this many reports that still fits a screen or two. */
const REPORTS_LOOKED_AT = 200
const FITTING_RECORDS = 12

/** The report of the plaque that a city shows first; undefined while no plaque is assigned. */
export function fullestReport(store: Store): ReportRow | undefined {
  let best: ReportRow | undefined
  let looked = 0
  for (const { document } of matching(store.collection('reports'), {})) {
    const report = document as unknown as ReportRow
    if (report.body.entity.status !== 'deregistered' && (!best || fullness(report) > fullness(best)))
      best = report
    if (++looked === REPORTS_LOOKED_AT) break
  }
  return best
}

/** Chapters with records, then the merchant's own words; what is too long, or honoured and listed at once, counts for little. */
function fullness({ body }: ReportRow): number {
  const counts = reportCounts(body)
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (records > FITTING_RECORDS || (counts.honour > 0 && counts.dishonesty > 0)) return 0
  const filled = Object.values(counts).filter((count) => count > 0).length
  return filled * 2 + Math.min(body.declarations.length, 2) + Math.min(body.commitments.length, 2)
}
