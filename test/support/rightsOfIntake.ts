import { openProtection } from '../../src/cloudbase/protection'
import type { RecordRow } from '../../src/cloudbase/rows'
import { shanghaiDate } from '../../src/domain/calendar'
import type { HeldRow, Intake } from '../../src/domain/intake/job'
import type { Place } from '../../src/domain/people'
import { noticedAtOf } from '../../src/domain/withdrawalClock'
import { newIntake } from '../../src/usecases/intake/handOver'
import { SAMPLE_KEYS } from './sampleKeys'

/** What the walk through the role table asks of the function `intake`, with everything there that a question needs. */

type Where = 'own' | 'foreign' | 'missing'
type Question = { input: object; ids?: string[] }
type Deps = {
  insert: (collection: string, row: { _id: string }) => Promise<void>
  /** Uploads something under a path and returns the file's id. */
  uploadFile: (path: string) => Promise<string>
  placeAt: (where: 'own' | 'foreign') => Place
}

const { randomness } = openProtection(SAMPLE_KEYS)
const now = Date.now()

/** The questions, by action. */
export function intakeQuestions(deps: Deps): Record<string, (where: Where) => Promise<Question>> {
  const fileIn = (state: Intake['state']) => async (where: Where) => ({
    input: { intakeId: (await addIntake(deps, where, state))._id },
  })
  return {
    'intake.file.prepare': async (where) => ({
      input: { kind: 'penalty', fileName: '处罚.csv', byteCount: 10, department: departmentAt(deps, where) },
    }),
    'intake.file.begin': fileIn('uploading'),
    'intake.file.list': async (where) => ({
      input: { cursor: null },
      ids: [(await addIntake(deps, where, 'done'))._id],
    }),
    'intake.file.read': fileIn('checked'),
    'intake.file.progress': fileIn('taking'),
    'intake.file.confirm': fileIn('checked'),
    'intake.file.cancel': fileIn('checked'),
    'intake.file.result': async (where) => ({
      input: { intakeId: (await addIntake(deps, where, 'checked'))._id, fromChunk: 0 },
    }),
    'intake.held.list': async (where) => ({
      input: { cursor: null, intakeId: null, sort: null },
      ids: [(await addHeldRow(deps, where))._id],
    }),
    'intake.withdrawal.due': async (where) => ({
      input: { cursor: null },
      ids: [(await addHeldRow(deps, where, 'withdrawal'))._id],
    }),
    'intake.held.count': async (where) => ({
      input: { intakeId: (await addIntake(deps, where, 'checked'))._id },
    }),
    'intake.held.decide': async (where) => {
      const ids = [(await addHeldRow(deps, where))._id]
      return { input: { ids, decision: 'drop', creditCode: null, reason: '重复报送' } }
    },
    'intake.record.withdraw': async (where) => {
      const { _id: recordId } = await addRecord(deps, where)
      const told = { event: '撤销', withdrawnOn: '2026-11-01', noticedOn: null, reason: '复议决定撤销' }
      return { input: { recordId, ...told } }
    },
  }
}

/** A department that there is not looks like one that is another's. */
function departmentAt(deps: Deps, where: Where): string {
  return where === 'missing' ? 'nowhere' : (deps.placeAt(where).department ?? '')
}

async function addIntake(deps: Deps, where: Where, state: Intake['state']): Promise<{ _id: string }> {
  const _id = randomness.id()
  if (where === 'missing') return { _id }
  const fileId = await deps.uploadFile(`intake/${_id}/handed-over`)
  const told = { kind: 'penalty', department: departmentAt(deps, where), fileName: '处罚.csv', fileId }
  const intake = newIntake({ _id, ...told, byteCount: 10, by: 'test', state }, now)
  await deps.insert('intakes', intake)
  return intake
}

async function addHeldRow(deps: Deps, where: Where, kind = 'penalty'): Promise<{ _id: string }> {
  const _id = randomness.id()
  if (where === 'missing') return { _id }
  const record = {
    kind,
    creditCode: null,
    subjectName: '甲店',
    authority: '甲局',
    identity: ['1'],
  }
  const row: HeldRow = {
    _id,
    intakeId: randomness.id(),
    row: 2,
    kind,
    department: departmentAt(deps, where),
    creditCode: null,
    recordId: null,
    record: { ...record, values: {}, facts: {}, source: '甲局' },
    doubts: [],
    sort: '',
    heldAt: now,
    noticedAt: noticedAtOf({ kind, handedOverOn: shanghaiDate(now) }),
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  }
  await deps.insert('heldRows', row)
  return row
}

async function addRecord(deps: Deps, where: Where): Promise<{ _id: string }> {
  const _id = randomness.id()
  if (where === 'missing') return { _id }
  const record: RecordRow = {
    _id,
    creditCode: deps.placeAt(where).creditCode ?? '',
    department: departmentAt(deps, where),
    kind: 'penalty',
    source: '甲局',
    values: { decidedOn: '2026-10-01' },
  }
  await deps.insert('records', record)
  return record
}
