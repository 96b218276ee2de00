import { openDatabase } from '../../src/cloudbase/database'
import { functionMain } from '../../src/cloudbase/functionShell'
import { creditCodeOf, findCode, findReport, readSources } from '../../src/cloudbase/reports'
import { countScan } from '../../src/cloudbase/scanCounts'
import { readEdition, readSettings } from '../../src/cloudbase/settings'
import { ok } from '../../src/domain/result'
import { readReport } from '../../src/usecases/readReport'
import { recordScan } from '../../src/usecases/recordScan'

const { macKeys, mode, plaqueOrigins } = readSettings(process.env)
const edition = readEdition(process.env)
const database = openDatabase()
const now = Date.now
const reports = {
  macKeys,
  now,
  findReport: findReport.bind(null, database),
  findCode: findCode.bind(null, database),
  readSources: readSources.bind(null, database),
}
const scans = {
  macKeys,
  now,
  creditCodeOf: creditCodeOf.bind(null, database),
  countScan: countScan.bind(null, database),
}

/** The door `credit`: what a citizen who scans needs. */
export const main = functionMain('credit', {
  'report.read': (input) => readReport(reports, input),
  'scan.record': (input) => recordScan(scans, input),
  'city.read': async () => ok({ mode, plaqueOrigins, edition }),
})
