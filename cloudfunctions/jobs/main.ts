import { openDatabase } from '../../src/cloudbase/database'
import { faultFacts } from '../../src/cloudbase/faultFacts'
import { fetchFile, IntakeParts, openIntakeCloud } from '../../src/cloudbase/intakeFiles'
import { holdIntake, intakeStore } from '../../src/cloudbase/intakes'
import { type InvocationContext, originOf } from '../../src/cloudbase/invocation'
import { openProtection } from '../../src/cloudbase/protection'
import { callError } from '../../src/contracts/errors'
import type { Intake } from '../../src/domain/intake/job'
import { fail, ok } from '../../src/domain/result'
import { openTable } from '../../src/paperwork/tableFile'
import { workOnIntake } from '../../src/usecases/intake/workOnIntake'

/** The timer comes again; until then another instance may have the next job. */
const WORKING_MS = 40_000

const database = openDatabase()
const cloud = openIntakeCloud()
const parts = new IntakeParts(cloud)
const { auditSeal } = openProtection(process.env)
const deps = {
  ...intakeStore(database, auditSeal, 'timer'),
  now: Date.now,
  openTable: openHandedTable,
  putPart: parts.put,
  getPart: parts.get,
}

/** The door `jobs`: every ten seconds its timer goes on with what is to be done. Nobody else may ask for it. */
export async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
  const { openId, isHttp } = originOf(event, context)
  if (openId !== null || isHttp) return fail(callError('NOT_ALLOWED'))
  const until = Date.now() + WORKING_MS
  let jobCount = 0
  for (
    let held = await holdIntake(database, Date.now());
    held;
    held = await holdIntake(database, Date.now())
  ) {
    await tryToWork(held, until)
    jobCount++
    if (Date.now() >= until) break
  }
  return { jobCount }
}

/** A job that breaks off is told of in the log, and counts it itself; the others go on. */
async function tryToWork(held: Intake, until: number): Promise<void> {
  try {
    await workOnIntake(deps, held, until)
  } catch (fault) {
    console.error(JSON.stringify({ level: 'error', function: 'jobs', fault: faultFacts(fault) }))
  }
}

async function openHandedTable({ fileId }: Intake) {
  const file = fileId === null ? undefined : await fetchFile(cloud, fileId)
  if (!file) return fail({ words: '文件已不在，请重新上传' })
  const table = await openTable(file.path)
  if (!table.ok) {
    await file.remove()
    return table
  }
  return ok({ table: table.value, close: file.remove })
}
