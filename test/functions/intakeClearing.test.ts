import tcb from '@cloudbase/node-sdk'
import { openDatabase } from '../../src/cloudbase/database'
import { clearIntakes, type IntakeClearingOptions } from '../../src/cloudbase/intakeClearing'
import { type IntakeCloud, IntakeParts, openIntakeCloud } from '../../src/cloudbase/intakeFiles'
import { openProtection } from '../../src/cloudbase/protection'
import type { Response } from '../../src/contracts/functions'
import type { AuditLine } from '../../src/domain/auditLine'
import { addDays, type LegalDate, shanghaiDate, startOfDay } from '../../src/domain/calendar'
import type { Intake } from '../../src/domain/intake/job'
import type { Part } from '../../src/usecases/intake/intakeDeps'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { askIntake, csvOf, handOver, penaltyRow, takeIn, valueOfIntake, worked } from '../support/handOver'
import { SAMPLE_KEYS } from '../support/sampleKeys'

/** What handed-over files leave in the storage, and when the job of the night throws it away. */

const { auditSeal } = openProtection(SAMPLE_KEYS)
const OFFICER = 'departmentOfficer'

let cloud: TestCloud
let files: IntakeCloud
let parts: IntakeParts
beforeEach(async () => {
  cloud = await borrowSampleCloud()
  files = openIntakeCloud()
  parts = new IntakeParts(files)
})
afterEach(() => cloud.remove())

const today = () => shanghaiDate(Date.now())
/** Half past two in the night that follows a day. */
const nightAfter = (day: LegalDate) => startOfDay(addDays(day, 1)) + 2.5 * 3_600_000
const run = (now: number, more: Partial<IntakeClearingOptions> = {}) =>
  clearIntakes({
    database: openDatabase(),
    cloud: files,
    parts,
    auditSeal,
    now,
    maximumIntakes: 100,
    ...more,
  })
const intakeOf = (id: string) => documentsOf<Intake>(cloud.store, 'intakes', { _id: id })[0] as Intake
const isThere = async (fileId: string | null) =>
  (await files.getTempFileURL({ fileList: [fileId ?? ''] })).fileList[0]?.code === 'SUCCESS'
const left = async (id: string) => {
  const kinds: Part[] = ['rows', 'lines', 'conflicts', 'result']
  const counts = await Promise.all(kinds.map((part) => parts.countOf(id, part)))
  return Object.fromEntries(kinds.map((part, index) => [part, counts[index]]))
}
const result = (intakeId: string) => askIntake(cloud, OFFICER, 'file.result', { intakeId, fromChunk: 0 })

test('the night after its end the file and its parts go; the result stays for thirty days, and then the officer reads that it is gone', async () => {
  const { _id: id, fileId } = await takeIn(cloud, csvOf([penaltyRow(1), penaltyRow(2)]))
  expect(await run(startOfDay(addDays(today(), 1)) - 1)).toBe(0)
  expect(await isThere(fileId)).toBe(true)

  expect(await run(nightAfter(today()))).toBe(1)
  expect(await isThere(fileId)).toBe(false)
  expect(await left(id)).toEqual({ rows: 0, lines: 0, conflicts: 0, result: 1 })
  expect(await result(id)).toMatchObject({ ok: true, value: { urls: [expect.any(String)] } })
  expect(await run(nightAfter(addDays(today(), 29)))).toBe(0)

  expect(await run(nightAfter(addDays(today(), 30)))).toBe(1)
  expect(await left(id)).toEqual({ rows: 0, lines: 0, conflicts: 0, result: 0 })
  expect((await result(id)).error).toMatchObject({
    code: 'INTAKE_RESULT_GONE',
    message: expect.stringContaining('30 天'),
  })
  const { intake } = await valueOfIntake<Response<'intake', 'file.read'>>(cloud, OFFICER, 'file.read', {
    intakeId: id,
  })
  expect(intake).toMatchObject({ state: 'done', hasResult: false, taken: { new: 2 } })
  expect(await run(nightAfter(addDays(today(), 400)))).toBe(0)
  expect(documentsOf<AuditLine>(cloud.store, 'auditLines', { action: 'job.intakeClearing' })).toMatchObject([
    { subject: id, door: 'timer', personId: null },
    { subject: id, door: 'timer', personId: null },
  ])
})

test('what was stopped while it was read leaves no part, however many there were, and wherever the night was killed', async () => {
  const id = await handOver(cloud, csvOf([penaltyRow(1)]))
  overwrite(cloud.store, 'intakes', id, { state: 'cancelled', chunkCount: 0, rowCount: 0 })
  for (let chunk = 0; chunk < 120; chunk++) {
    await parts.put(id, 'rows', chunk, '{}')
    if (chunk < 119) await parts.put(id, 'lines', chunk, '[]')
  }
  expect(await left(id)).toMatchObject({ rows: 120, lines: 119 })
  for (const requests of [0, 2, 4, 7, 8, 9]) {
    let done = 0
    const dying = Object.assign(Object.create(files) as IntakeCloud, {
      deleteFile: (options: Parameters<IntakeCloud['deleteFile']>[0]) => {
        if (done++ === requests) throw new Error('killed')
        return files.deleteFile(options)
      },
    })
    const killed = run(nightAfter(today()), { cloud: dying, parts: new IntakeParts(dying) })
    await expect(killed).rejects.toThrow('killed')
    expect(intakeOf(id).filesKept).toBe('all')
  }
  // The last of them had thrown away the last fifty.
  expect(await left(id)).toMatchObject({ rows: 70 })
  expect(await run(nightAfter(today()))).toBe(1)
  for (const part of ['rows', 'lines'] as const)
    for (const chunk of [0, 49, 50, 99, 100, 119]) await expect(parts.get(id, part, chunk)).rejects.toThrow()
  expect(await left(id)).toEqual({ rows: 0, lines: 0, conflicts: 0, result: 0 })
  expect(intakeOf(id).filesKept).toBe('nothing')
})

test('an upload that nobody has begun with goes after a day, and the officer reads why', async () => {
  const request = { kind: 'penalty', department: 'marketRegulation', fileName: '处罚.csv', byteCount: 1 }
  const { intakeId } = await valueOfIntake<{ intakeId: string }>(cloud, OFFICER, 'file.prepare', request)
  const { fileID } = await tcb
    .init({ env: process.env.TCB_ENV })
    .uploadFile({ cloudPath: `intake/${intakeId}/handed-over`, fileContent: Buffer.from('x') })
  expect(await run(nightAfter(today()))).toBe(0)
  expect(await isThere(fileID)).toBe(true)
  expect(await run(nightAfter(addDays(today(), 1)))).toBe(1)
  expect(await isThere(fileID)).toBe(false)
  expect(intakeOf(intakeId)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('没有在一天内开始核对'),
    filesKept: 'nothing',
  })
  expect((await askIntake(cloud, OFFICER, 'file.begin', { intakeId })).error?.code).toBe('INTAKE_STATE')
  expect(await run(nightAfter(addDays(today(), 60)))).toBe(0)
})

test('a file that waits for its confirmation keeps everything, and can be taken in', async () => {
  const intakeId = await handOver(cloud, csvOf([penaltyRow(1)]))
  expect(await run(nightAfter(addDays(today(), 60)))).toBe(0)
  await valueOfIntake(cloud, OFFICER, 'file.confirm', { intakeId })
  expect(await worked(cloud, intakeId)).toMatchObject({ state: 'done', taken: { new: 1 } })
})

test('a night takes so many files and no more; the next one goes on, those that ended first at first', async () => {
  const ids: string[] = []
  for (let number = 1; number <= 3; number++) ids.push((await takeIn(cloud, csvOf([penaltyRow(number)])))._id)
  expect(await run(nightAfter(today()), { maximumIntakes: 2 })).toBe(2)
  expect(ids.map((id) => intakeOf(id).filesKept)).toEqual(['result', 'result', 'all'])
  expect(await run(nightAfter(today()), { maximumIntakes: 2 })).toBe(1)
  expect(await run(nightAfter(today()))).toBe(0)
})

test('the timer of the night runs it', async () => {
  const { _id: id } = await takeIn(cloud, csvOf([penaltyRow(1)]))
  overwrite(cloud.store, 'intakes', id, { stateSince: Date.now() - 2 * 86_400_000 })
  expect(await cloud.callFunction('nightly', { Type: 'Timer' })).toMatchObject({ cleared: 1 })
  expect(await left(id)).toMatchObject({ rows: 0, result: 1 })
})
