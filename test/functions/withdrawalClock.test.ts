import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import { tellOfLateWithdrawals } from '../../src/cloudbase/withdrawalAlarm'
import type { Response } from '../../src/contracts/functions'
import type { AuditLine } from '../../src/domain/auditLine'
import { addDays, type LegalDate, shanghaiDate, startOfDay } from '../../src/domain/calendar'
import type { HeldRow } from '../../src/domain/intake/job'
import type { Notice } from '../../src/domain/people'
import { withdrawalClock } from '../../src/domain/withdrawalClock'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import {
  csvOf,
  handOver,
  penaltyRow,
  takeIn,
  valueOfIntake,
  withdrawalRow,
  worked,
} from '../support/handOver'
import { SHOP } from '../support/sampleCity'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { type SampleName, samplePersonId } from '../support/samplePeople'

/** What must be off the reports within three working days: shown while it waits, raised when time has run out. */

const { auditSeal } = openProtection(SAMPLE_KEYS)
const OFFICER = 'departmentOfficer'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

type Due = Response<'intake', 'withdrawal.due'>
const due = (who: SampleName = OFFICER, cursor: string | null = null) =>
  valueOfIntake<Due>(cloud, who, 'withdrawal.due', { cursor })
const today = () => shanghaiDate(Date.now())
const alarm = (now: number) => tellOfLateWithdrawals({ database: openDatabase(), auditSeal, now })
const notices = () => documentsOf<Notice>(cloud.store, 'notices', { kind: 'withdrawalLate' })
/** Two o'clock in the night that follows a day. */
const nightAfter = (day: LegalDate) => startOfDay(addDays(day, 1)) + 2 * 3_600_000

test('a file of withdrawals runs from its earliest notice until it is taken in; then it is off the list', async () => {
  await takeIn(cloud, csvOf([penaltyRow(1), penaltyRow(2)]))
  const noticedOn = addDays(today(), -1)
  const rows = [withdrawalRow(1), withdrawalRow(2, { noticedOn })]
  const intakeId = await handOver(cloud, csvOf(rows, 'withdrawal'), 'withdrawal')
  expect((await due()).rows).toEqual([
    {
      what: 'file',
      id: intakeId,
      department: 'marketRegulation',
      ...withdrawalClock(startOfDay(noticedOn), today()),
      fileName: '处罚.csv',
      state: 'checked',
      withdrawalCount: 2,
    },
  ])
  await valueOfIntake(cloud, OFFICER, 'file.confirm', { intakeId })
  await worked(cloud, intakeId)
  expect((await due()).rows).toEqual([])
})

test('a file that was stopped, one that changes nothing, and one that withdraws nothing are not on the list', async () => {
  await takeIn(cloud, csvOf([penaltyRow(1)]))
  await handOver(cloud, csvOf([penaltyRow(2)]))
  const text = csvOf([withdrawalRow(1)], 'withdrawal')
  await takeIn(cloud, text, 'withdrawal')
  await handOver(cloud, text, 'withdrawal')
  expect((await due()).rows).toEqual([])
  const stopped = await handOver(cloud, csvOf([withdrawalRow(9)], 'withdrawal'), 'withdrawal')
  expect((await due()).rows).toMatchObject([{ id: stopped, withdrawalCount: 1 }])
  await valueOfIntake(cloud, OFFICER, 'file.cancel', { intakeId: stopped })
  expect((await due()).rows).toEqual([])
})

test('a held row runs from its notice, the latest ones last, page by page, until a person has decided', async () => {
  const rows = Array.from({ length: 23 }, (_, index) =>
    withdrawalRow(index + 1, { noticedOn: addDays(today(), index % 2 === 0 ? -30 : -1) }),
  )
  await takeIn(cloud, csvOf(rows, 'withdrawal'), 'withdrawal')
  const waiting = await handOver(cloud, csvOf([withdrawalRow(40)], 'withdrawal'), 'withdrawal')
  const first = await due()
  const second = await due(OFFICER, first.cursor)
  expect(second.cursor).toBeNull()
  const all = [...first.rows, ...second.rows]
  expect(new Set(all.map(({ id }) => id)).size).toBe(24)
  expect(all.map(({ isLate }) => isLate)).toEqual([...Array(12).fill(true), ...Array(12).fill(false)])
  expect(all.at(-1)).toMatchObject({ what: 'file', id: waiting, noticedOn: today() })
  expect(all[0]).toMatchObject({
    what: 'row',
    subjectName: SHOP.name,
    creditCode: SHOP._id,
    recordKind: '行政处罚',
    event: '撤销',
    workingDaysLeft: 0,
    doubts: [{ code: 'recordUnknown' }],
  })

  const ids = all.slice(0, 12).map(({ id }) => id)
  const decision = { ids, decision: 'drop', creditCode: null, reason: '平台从未公示过' }
  await valueOfIntake(cloud, OFFICER, 'held.decide', decision)
  expect((await due()).rows).toHaveLength(12)
})

test('other departments do not see it, the city office does', async () => {
  await takeIn(cloud, csvOf([withdrawalRow(1)], 'withdrawal'), 'withdrawal')
  const [held] = documentsOf<HeldRow>(cloud.store, 'heldRows')
  overwrite(cloud.store, 'heldRows', held?._id ?? '', { department: 'education' })
  expect((await due()).rows).toEqual([])
  expect((await due('cityOfficer')).rows).toMatchObject([{ id: held?._id, department: 'education' }])
})

test('the night after the last day the officers are told, every day once, until it is done', async () => {
  const { _id: intakeId } = await takeIn(cloud, csvOf([withdrawalRow(1)], 'withdrawal'), 'withdrawal')
  await handOver(cloud, csvOf([withdrawalRow(2)], 'withdrawal'), 'withdrawal')
  const { dueOn } = withdrawalClock(startOfDay(today()), today())
  expect(await alarm(nightAfter(addDays(dueOn, -1)))).toBe(0)
  expect(notices()).toEqual([])

  const officers = new Set(
    documentsOf<{ personId: string }>(cloud.store, 'grants', {
      role: OFFICER,
      department: 'marketRegulation',
      endedAt: null,
    }).map(({ personId }) => personId),
  )
  expect(await alarm(nightAfter(dueOn))).toBe(officers.size)
  expect(await alarm(nightAfter(dueOn) + 1)).toBe(0)
  expect(new Set(notices().map(({ personId }) => personId))).toEqual(officers)
  expect(notices()[0]?.reason).toContain('市场监管有 2 项撤回超过了三个工作日')
  const lines = documentsOf<AuditLine>(cloud.store, 'auditLines', { action: 'job.withdrawalAlarm' })
  expect(lines).toHaveLength(officers.size)

  const [seen] = notices()
  overwrite(cloud.store, 'notices', seen?._id ?? '', { seenAt: seen?.at })
  expect(await alarm(nightAfter(addDays(dueOn, 1)))).toBe(officers.size)
  expect(notices().map(({ seenAt }) => seenAt)).toEqual(notices().map(() => null))
  expect(notices()).toHaveLength(officers.size)

  for (const held of documentsOf<HeldRow>(cloud.store, 'heldRows', { intakeId }))
    overwrite(cloud.store, 'heldRows', held._id, { state: 'dropped' })
  for (const { _id } of documentsOf<{ _id: string }>(cloud.store, 'intakes', { state: 'checked' }))
    overwrite(cloud.store, 'intakes', _id, { state: 'cancelled' })
  expect(await alarm(nightAfter(addDays(dueOn, 2)))).toBe(0)
})

test('where a department has nobody who can act, the city office is told', async () => {
  await takeIn(cloud, csvOf([withdrawalRow(1)], 'withdrawal'), 'withdrawal')
  for (const { _id } of documentsOf<{ _id: string }>(cloud.store, 'grants', { role: OFFICER }))
    overwrite(cloud.store, 'grants', _id, { suspendedAt: Date.now() })
  expect(await alarm(nightAfter(addDays(today(), 30)))).toBeGreaterThan(0)
  const told = new Set(notices().map(({ personId }) => personId))
  expect(told).toContain(samplePersonId('cityOfficer'))
  expect(told).not.toContain(samplePersonId(OFFICER))
})
