import { auditReading, insertSeal, readLastSeals } from '../../src/cloudbase/auditReading'
import { openDatabase } from '../../src/cloudbase/database'
import { clearIntakes } from '../../src/cloudbase/intakeClearing'
import { IntakeParts, openIntakeCloud } from '../../src/cloudbase/intakeFiles'
import { type InvocationContext, originOf } from '../../src/cloudbase/invocation'
import { rotateKeys } from '../../src/cloudbase/keyRotation'
import { openFiles } from '../../src/cloudbase/pictures'
import { openProtection } from '../../src/cloudbase/protection'
import { rebuildOvertaken } from '../../src/cloudbase/reports'
import { deletePastTime } from '../../src/cloudbase/retention'
import { tellOfLateWithdrawals } from '../../src/cloudbase/withdrawalAlarm'
import { callError } from '../../src/contracts/errors'
import { shanghaiDate } from '../../src/domain/calendar'
import { fail } from '../../src/domain/result'
import { sealDay } from '../../src/usecases/audit/sealDay'

/** About a second each; what is left is taken the next night. */
const DELETION_SLICES = 20
const ROTATION_SLICES = 20
/** Fifty reports each; until a report's turn comes, scans compute it. */
const REBUILD_SLICES = 40

/** The largest have a few thousand parts, fifty a request. */
const CLEARED_INTAKES = 40

const database = openDatabase()
const cloud = openIntakeCloud()
const parts = new IntakeParts(cloud)
const files = openFiles()
const { protection, auditSeal } = openProtection(process.env)
const sealing = {
  ...auditReading(database, auditSeal),
  readLastSeals: readLastSeals.bind(null, database),
  insertSeal: insertSeal.bind(null, database, auditSeal, 'timer'),
}

/** The door `nightly`: what its timer does. Nobody else may ask for it; done twice in a night it does nothing more. */
export async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
  const { openId, isHttp } = originOf(event, context)
  if (openId !== null || isHttp) return fail(callError('NOT_ALLOWED'))
  const now = Date.now()
  const { _id: sealedOn, flaws } = await sealDay(sealing, now)
  const deleted = await deletePastTime({
    database,
    files,
    auditSeal,
    door: 'timer',
    now,
    maximumSlices: DELETION_SLICES,
  })
  const rebuilt = await rebuildReports(shanghaiDate(now))
  const { count: sealedAnew, unopened } = await rotateKeys({
    database,
    protection,
    auditSeal,
    door: 'timer',
    now: Date.now,
    maximumSlices: ROTATION_SLICES,
    onSlice: () => undefined,
  })
  const told = await tellOfLateWithdrawals({ database, auditSeal, now })
  const cleared = await clearIntakes({
    database,
    cloud,
    parts,
    auditSeal,
    now,
    maximumIntakes: CLEARED_INTAKES,
  })
  // A run that fails is what the operator is told of.
  if (flaws.length > 0) throw new Error(`the audit log is not as it was written: ${JSON.stringify(flaws)}`)
  return { sealedOn, deleted, rebuilt, sealedAnew, unopened, cleared, told }
}

/** Tidies up after time: correctness never waits for it. */
async function rebuildReports(today: string): Promise<number> {
  let rebuilt = 0
  for (let slice = 0; slice < REBUILD_SLICES; slice++) {
    const count = await rebuildOvertaken(database, today)
    if (count === 0) break
    rebuilt += count
  }
  return rebuilt
}
