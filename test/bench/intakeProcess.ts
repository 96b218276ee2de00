import { openDatabase } from '../../src/cloudbase/database'
import { IntakeParts, openIntakeCloud } from '../../src/cloudbase/intakeFiles'
import { addIntake, holdIntake, intakeStore } from '../../src/cloudbase/intakes'
import { openProtection } from '../../src/cloudbase/protection'
import { type Intake, WORKING_STATES } from '../../src/domain/intake/job'
import { ok } from '../../src/domain/result'
import { openTable } from '../../src/paperwork/tableFile'
import { newIntake } from '../../src/usecases/intake/handOver'
import { workOnIntake } from '../../src/usecases/intake/workOnIntake'

/** What this process is asked: to begin with a file, to go on with what another began, to work so many milliseconds. */
export type IntakeRequest =
  | { begin: { id: string; kind: string; file: string } }
  | { adopt: { id: string; file: string } }
  | { workMs: number }
/** How long it worked, where the file stands, and the most memory it has held. */
export type IntakeReport = { elapsedMs: number; intake: Intake; peakBytes: number }

/** So far this process's clock is ahead: whoever takes over from a killed one need not wait for its lease to end. */
const AHEAD_MS = Number(process.env.CLOCK_AHEAD_MS ?? 0)
const now = () => Date.now() + AHEAD_MS

/** The job of the intake in a process of its own, as the function `jobs` is: whoever forks it gives it the time. */
const database = openDatabase()
const parts = new IntakeParts(openIntakeCloud())
const { auditSeal } = openProtection(process.env)
const store = intakeStore(database, auditSeal, 'command')
let file = ''
let intake: Intake

process.on('message', (request: IntakeRequest) => {
  void answer(request).then((report) => process.send?.(report))
})
process.on('disconnect', () => process.exit(0))

async function answer(request: IntakeRequest): Promise<IntakeReport> {
  const startedAt = performance.now()
  if ('begin' in request) {
    const { id, kind } = request.begin
    file = request.begin.file
    const told = { kind, department: 'marketRegulation', fileName: 'handed-over.csv', fileId: null }
    intake = newIntake({ _id: id, ...told, byteCount: 1, by: 'command', state: 'reading' }, Date.now())
    await addIntake(database, intake)
  } else if ('adopt' in request) {
    file = request.adopt.file
    const { data } = await database.collection('intakes').doc(request.adopt.id).get()
    intake = (data as Intake[])[0] as Intake
  } else await work(now() + request.workMs)
  const peakBytes = process.resourceUsage().maxRSS * 1024
  return { elapsedMs: performance.now() - startedAt, intake, peakBytes }
}

/** As the officer does, it confirms as soon as the check is done. */
async function work(until: number): Promise<void> {
  if (intake.state === 'checked') {
    const change = { state: 'taking' as const, stateSince: now(), chunk: 0 }
    await database.collection('intakes').doc(intake._id).update(change)
  }
  const held = await holdIntake(database, now(), intake._id)
  if (!held) throw new Error('somebody else works on this file')
  intake = await workOnIntake(
    {
      ...store,
      now,
      openTable: async () => {
        const table = await openTable(file)
        return table.ok ? ok({ table: table.value, close: async () => undefined }) : table
      },
      putPart: parts.put,
      getPart: parts.get,
    },
    held,
    until,
  )
  if (!WORKING_STATES.includes(intake.state) && !['checked', 'done'].includes(intake.state))
    throw new Error(`the file is ${intake.state}: ${intake.failure}`)
}
