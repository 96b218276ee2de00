import { shanghaiDate } from '../domain/calendar'
import { projectionVersion, projectReport, type ReportSources } from '../domain/report'
import type { Call } from './call'

/**
 * Rebuilds an entity's report in the transaction of a change by hand, so that no scan reads what is past. `change`
 * gives the sources as they will be; what it does to documents the use case does itself. Whoever marks or rebuilds the
 * report meanwhile collides with this transaction, which then is done again. Marks of running jobs stay. An entity
 * without a plaque has no report to rebuild.
 */
export async function rebuildInChange(
  readSources: (creditCode: string) => Promise<ReportSources>,
  { changes, now }: Pick<Call, 'changes' | 'now'>,
  creditCode: string,
  change: (sources: ReportSources) => ReportSources,
): Promise<void> {
  // Read before the sources: from here on the transaction notices every other writer.
  const report = await changes.find('reports', creditCode)
  if (!report) return
  const sources = change(await readSources(creditCode))
  const { body, changesOn } = projectReport(sources, shanghaiDate(now))
  changes.update('reports', {
    ...report,
    body,
    changesOn,
    version: report.version + 1,
    projectionVersion: projectionVersion(sources.rules),
  })
}
