import { openDatabase } from '../../src/cloudbase/database'
import { findEntityNames } from '../../src/cloudbase/entities'
import { functionMain } from '../../src/cloudbase/functionShell'
import { makeGuard } from '../../src/cloudbase/guard'
import { byteCountOf, IntakeParts, openIntakeCloud } from '../../src/cloudbase/intakeFiles'
import { countHeldRows, pageOfHeldRows, pageOfIntakes } from '../../src/cloudbase/intakeLists'
import { recordIdOf } from '../../src/cloudbase/intakes'
import { findKept } from '../../src/cloudbase/kept'
import { prepareUpload } from '../../src/cloudbase/pictures'
import { openProtection } from '../../src/cloudbase/protection'
import { readSources } from '../../src/cloudbase/reports'
import { pageOfWithdrawals } from '../../src/cloudbase/withdrawals'
import { writeTemplate } from '../../src/paperwork/intakeTemplate'
import { decideHeldRows } from '../../src/usecases/intake/decideHeldRows'
import { beginFile, cancelFile, confirmFile, prepareFile } from '../../src/usecases/intake/handOver'
import { listWithdrawalsDue } from '../../src/usecases/intake/listWithdrawalsDue'
import { makeTemplate } from '../../src/usecases/intake/makeTemplate'
import * as heldRows from '../../src/usecases/intake/readHeldRows'
import { linkResult, listFiles, readFile, readProgress } from '../../src/usecases/intake/readIntakes'
import { withdrawRecord } from '../../src/usecases/intake/withdrawRecord'

const database = openDatabase()
const cloud = openIntakeCloud()
const parts = new IntakeParts(cloud)
const { protection, auditSeal, randomness } = openProtection(process.env)
const deps = {
  randomness,
  prepareUpload: prepareUpload.bind(null, cloud),
  byteCountOf: byteCountOf.bind(null, cloud),
  findIntake: (id: string) => findKept(database, 'intakes', id),
  pageOfIntakes: pageOfIntakes.bind(null, database),
  pageOfHeldRows: pageOfHeldRows.bind(null, database),
  countHeldRows: countHeldRows.bind(null, database),
  findEntityNames: findEntityNames.bind(null, database),
  linksToResult: (intakeId: string, chunks: readonly number[]) => parts.links(intakeId, 'result', chunks),
  recordId: recordIdOf,
  readSources: readSources.bind(null, database),
  pageOfWithdrawals: pageOfWithdrawals.bind(null, database),
}

/** The door `intake`: departments hand files over, and decide about what waits for a person. */
export const main = functionMain(
  'intake',
  {
    'template.make': (input) => makeTemplate({ writeTemplate }, input),
    'file.prepare': (input, call) => prepareFile(deps, input, call),
    'file.begin': (input, call) => beginFile(deps, input, call),
    'file.list': (input, call) => listFiles(deps, input, call),
    'file.read': (input, call) => readFile(deps, input, call),
    'file.progress': (input, call) => readProgress(deps, input, call),
    'file.confirm': (input, call) => confirmFile(input, call),
    'file.cancel': (input, call) => cancelFile(input, call),
    'file.result': (input, call) => linkResult(deps, input, call),
    'held.list': (input, call) => heldRows.listHeldRows(deps, input, call),
    'held.count': (input, call) => heldRows.countHeldRows(deps, input, call),
    'held.decide': (input, call) => decideHeldRows(deps, input, call),
    'record.withdraw': (input, call) => withdrawRecord(deps, input, call),
    'withdrawal.due': (input, call) => listWithdrawalsDue(deps, input, call),
  },
  makeGuard({ database, protection, auditSeal, now: Date.now }),
)
