import { findLine, pageOfLines } from '../../src/cloudbase/auditQuery'
import { openDatabase } from '../../src/cloudbase/database'
import { functionMain } from '../../src/cloudbase/functionShell'
import { makeGuard } from '../../src/cloudbase/guard'
import { openProtection } from '../../src/cloudbase/protection'
import { exportLines } from '../../src/usecases/audit/exportLines'
import { listLines } from '../../src/usecases/audit/listLines'
import { readLine } from '../../src/usecases/audit/readLine'

const database = openDatabase()
const { protection, auditSeal } = openProtection(process.env)
const deps = {
  pageOfLines: pageOfLines.bind(null, database),
  findLine: findLine.bind(null, database),
}

/** The door `audit`: what an auditor reads. */
export const main = functionMain(
  'audit',
  {
    'line.list': (input, call) => listLines(deps, input, call),
    'line.read': (input, call) => readLine(deps, input, call),
    'line.export': (input, call) => exportLines(deps, input, call),
  },
  makeGuard({ database, protection, auditSeal, now: Date.now }),
)
