import type { AuditLine } from '../../src/domain/auditLine'
import type { HeldRow, Intake, RecordVersion } from '../../src/domain/intake/job'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import {
  askIntake,
  csvOf,
  HANDING_DEPARTMENT,
  handOver as handOverTo,
  penaltyRow,
  takeIn as takeInto,
  valueOfIntake,
  worked as workedOn,
} from '../support/handOver'
import { recordsOf } from '../support/records'
import { PLAQUES, SHOP } from '../support/sampleCity'
import type { SampleName } from '../support/samplePeople'

/** A department hands a file over: checked first, taken in when confirmed, off the reports when withdrawn. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

const ask = (who: SampleName, action: string, input: object) => askIntake(cloud, who, action, input)
const valueFrom = <T>(who: SampleName, action: string, input: object) =>
  valueOfIntake<T>(cloud, who, action, input)
const OFFICER = 'departmentOfficer'
const ALL_HELD = { cursor: null, intakeId: null, sort: null }

const row = penaltyRow
const handOver = (text: string, kind?: string) => handOverTo(cloud, text, kind)
const takeIn = (text: string, kind?: string) => takeInto(cloud, text, kind)
const worked = (intakeId: string) => workedOn(cloud, intakeId)
const records = (query: object = { creditCode: SHOP._id }) =>
  recordsOf(cloud.store, query as Record<string, unknown>)
async function shownNumbers(): Promise<(string | undefined)[]> {
  const answer = (await cloud.callFunction('credit', {
    action: 'report.read',
    input: { code: PLAQUES.assigned.code },
  })) as { value: { body: { chapters: { records: { values: Record<string, string> }[] }[] } } }
  return answer.value.body.chapters.flatMap((chapter) =>
    chapter.records.map(({ values }) => values.documentNumber),
  )
}

const MIXED = [
  row(1),
  row(2, { offenceFacts: ' 当事人未明码标价。 ', subjectNumber: '110101199003074514' }),
  row(3, { subjectCode: '92231181MA000004X7', subjectName: '北安市别的书屋' }),
  row(4, { subjectCode: '92231102MA00000A92' }),
  row(5, { decidedOn: '2026-13-01' }),
]

test('the check says what would be taken, and writes no record; confirming takes it, and the plaque shows it', async () => {
  const before = records().length
  const intakeId = await handOver(csvOf(MIXED))
  const { intake, headings, samples } = await valueFrom<{
    intake: Intake
    headings: { takenFor: string | null }[]
    samples: { row: number; outcome: string; reason: string }[]
  }>(OFFICER, 'file.read', { intakeId })
  expect(intake).toMatchObject({
    state: 'checked',
    rowCount: 5,
    found: { new: 2, changed: 0, unchanged: 0, held: 2, refused: 1, cleanedCells: 1, droppedNumbers: 1 },
  })
  expect(headings.every(({ takenFor }) => takenFor !== null)).toBe(true)
  expect(samples.map(({ row: at, outcome }) => [at, outcome])).toEqual([
    [4, 'held'],
    [5, 'held'],
    [6, 'refused'],
  ])
  expect(samples[2]?.reason).toContain('处罚决定日期：“2026-13-01”')
  expect(records()).toHaveLength(before)

  await valueFrom(OFFICER, 'file.confirm', { intakeId })
  expect(await worked(intakeId)).toMatchObject({ state: 'done', taken: { new: 2, held: 2, refused: 1 } })
  expect(await shownNumbers()).toEqual(expect.arrayContaining(['爱市监罚〔2026〕1号', '爱市监罚〔2026〕2号']))
  const [kept] = records({ 'values.documentNumber': '爱市监罚〔2026〕1号' })
  expect(kept).toMatchObject({
    department: HANDING_DEPARTMENT,
    revision: 0,
    provenance: { intakeId, fileName: '处罚.csv', row: 2 },
  })
  const everything = JSON.stringify([
    documentsOf(cloud.store, 'records'),
    documentsOf(cloud.store, 'heldRows'),
  ])
  expect(everything).not.toContain('110101199003074514')
  expect(documentsOf(cloud.store, 'reports', { stale: true })).toEqual([])
})

test('the result is the file with two columns more; handed over again as it is, it does what it did', async () => {
  const intakeId = await handOver(csvOf(MIXED))
  const { urls } = await valueFrom<{ urls: string[] }>(OFFICER, 'file.result', { intakeId, fromChunk: 0 })
  const text = (await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).join('')
  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength(6)
  expect(lines[0]).toMatch(/"处理结果","原因"$/)
  expect(lines[1]).toMatch(/"新增",""$/)
  expect(lines[4]).toMatch(/"待处理","登记信息里没有代码/)
  expect(text).not.toContain('110101199003074514')
  const again = await takeIn(text)
  expect(again.taken).toMatchObject({ new: 2, held: 2, refused: 1, droppedNumbers: 0 })
})

test('the same file twice changes nothing; a corrected one changes what it says and keeps the old version', async () => {
  await takeIn(csvOf([row(1), row(2)]))
  const before = JSON.stringify(records())
  expect((await takeIn(csvOf([row(1), row(2)]))).taken).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  expect(JSON.stringify(records())).toBe(before)

  const { taken } = await takeIn(csvOf([row(1, { content: '罚款人民币三百元。' }), row(2)]))
  expect(taken).toMatchObject({ changed: 1, unchanged: 1 })
  const [changed] = records({ 'values.documentNumber': '爱市监罚〔2026〕1号' })
  expect(changed).toMatchObject({ revision: 1, values: { content: '罚款人民币三百元。' } })
  const versions = documentsOf<RecordVersion>(cloud.store, 'recordVersions')
  expect(versions).toMatchObject([
    { recordId: changed?._id, record: { values: { content: '罚款人民币五百元。' } } },
  ])
})

test('two rows that tell different things of one record are both held; the same twice is one', async () => {
  const twice = csvOf([row(1), row(1, { content: '罚款人民币一元。' }), row(2), row(2)])
  expect((await takeIn(twice)).taken).toMatchObject({ new: 1, unchanged: 1, held: 2 })
})

test('a row that stands again in the next slice changes nothing any more', async () => {
  const refused = Array.from({ length: 998 }, (_, index) => row(index + 10, { decidedOn: '' }))
  const { taken } = await takeIn(csvOf([row(1), row(2), ...refused, row(1), row(2), row(3)]))
  expect(taken).toMatchObject({ new: 3, changed: 0, unchanged: 2, held: 0, refused: 998 })
})

test('a held row is taken for the entity that a person names, or left out, once, with a reason in the log', async () => {
  await takeIn(
    csvOf([
      row(3, { subjectCode: '00000000000000000X' }),
      row(4, { subjectName: '别的名字' }),
      row(5, { offenceFacts: '电话13800138000' }),
    ]),
  )
  const { rows } = await valueFrom<{ rows: { id: string; doubts: { code: string }[] }[] }>(
    OFFICER,
    'held.list',
    ALL_HELD,
  )
  const idOf = (code: string) => rows.find(({ doubts }) => doubts[0]?.code === code)?.id ?? ''
  const decide = (sort: string, more: object) =>
    ask(OFFICER, 'held.decide', {
      ids: [idOf(sort)],
      decision: 'take',
      creditCode: null,
      reason: '已核对原件',
      ...more,
    })
  expect((await decide('noCreditCode', {})).error?.code).toBe('HELD_ROW_ENTITY')
  expect((await decide('noCreditCode', { creditCode: SHOP._id })).ok).toBe(true)
  expect((await decide('noCreditCode', { creditCode: SHOP._id })).error?.code).toBe('HELD_ROW_DECIDED')
  expect((await decide('personalData', {})).error?.code).toBe('HELD_ROW_PERSONAL')
  expect((await decide('nameDisagrees', { decision: 'drop' })).ok).toBe(true)
  expect(await shownNumbers()).toContain('爱市监罚〔2026〕3号')
  expect(await shownNumbers()).not.toContain('爱市监罚〔2026〕4号')
  const lines = documentsOf<AuditLine>(cloud.store, 'auditLines', {
    action: 'intake.held.decide',
    outcome: 'ok',
  })
  expect(lines.map(({ reason }) => reason)).toEqual(['已核对原件', '已核对原件'])
})

test('rows of one shop that are taken together all stand in its report; two of one record leave the later', async () => {
  const doubted = (number: number, more = {}) => row(number, { subjectName: '别的名字', ...more })
  await takeIn(csvOf([doubted(1), doubted(2), doubted(3), doubted(3, { content: '罚款人民币一元。' })]))
  const { rows } = await valueFrom<{ rows: { id: string }[] }>(OFFICER, 'held.list', ALL_HELD)
  const ids = rows.map(({ id }) => id)
  await valueFrom(OFFICER, 'held.decide', { ids, decision: 'take', creditCode: null, reason: '店铺改过名' })
  const shown = await shownNumbers()
  for (const number of [1, 2, 3])
    expect(shown.filter((one) => one === `爱市监罚〔2026〕${number}号`)).toHaveLength(1)
  const stored = documentsOf<{ _id: string; body: object }>(cloud.store, 'reports', { _id: SHOP._id })
  expect(stored).toMatchObject([{ stale: false }])
})

test('a held row whose record comes right in a later file waits no longer', async () => {
  await takeIn(csvOf([row(4, { subjectName: '别的名字' })]))
  await takeIn(csvOf([row(4)]))
  expect(documentsOf<HeldRow>(cloud.store, 'heldRows').map(({ state }) => state)).toEqual(['superseded'])
})

test('行政处罚法 第四十八条: a decision that is revoked is off the report at once, by file and by hand, and stays for those who must have it', async () => {
  await takeIn(csvOf([row(1), row(2)]))
  const withdrawal = {
    ...row(1),
    recordKind: '行政处罚',
    authority: '黑河市爱辉区市场监督管理局',
    identity: '爱市监罚〔2026〕1号',
    event: '撤销',
    withdrawnOn: '2026-11-01',
  }
  expect((await takeIn(csvOf([withdrawal], 'withdrawal'), 'withdrawal')).taken).toMatchObject({ changed: 1 })
  expect(await shownNumbers()).not.toContain('爱市监罚〔2026〕1号')
  const [second] = records({ 'values.documentNumber': '爱市监罚〔2026〕2号' })
  const input = {
    recordId: second?._id,
    event: '撤销',
    withdrawnOn: '2026-11-02',
    noticedOn: null,
    reason: '法院判决撤销',
  }
  expect((await ask(OFFICER, 'record.withdraw', input)).ok).toBe(true)
  expect(await shownNumbers()).not.toContain('爱市监罚〔2026〕2号')
  expect(records({ revokedOn: '2026-11-02' })).toMatchObject([
    { withdrawal: { reason: '撤销：法院判决撤销' } },
  ])
})

test('cancelled before it is taken it leaves nothing; a stranger’s file looks as if it were not there', async () => {
  const intakeId = await handOver(csvOf([row(1)]))
  expect((await ask('auditor', 'file.read', { intakeId })).error?.code).toBe('NOT_ALLOWED')
  overwrite(cloud.store, 'intakes', intakeId, { department: 'education' })
  const foreign = await ask(OFFICER, 'file.cancel', { intakeId })
  expect(foreign.error?.code).toBe('NOT_FOUND')
  overwrite(cloud.store, 'intakes', intakeId, { department: HANDING_DEPARTMENT })
  await valueFrom(OFFICER, 'file.cancel', { intakeId })
  expect(await worked(intakeId)).toMatchObject({ state: 'cancelled' })
  expect((await ask(OFFICER, 'file.confirm', { intakeId })).error?.code).toBe('INTAKE_STATE')
  expect(records({ department: HANDING_DEPARTMENT })).toEqual([])
})

test.each([
  ['no headings of ours', 'a,b\n1,2\n', '没有认出任何一个表头'],
  ['a heading missing', '处罚机关\n甲局\n', '缺少表头'],
  ['headings only', csvOf([]), '表头下面没有数据'],
  ['a broken quote', `${csvOf([row(1)])}"未完`, '引号不成对'],
])('a file with %s fails with words, and nothing is written', async (_what, text, words) => {
  const intakeId = await handOver(text)
  const [intake] = documentsOf<Intake>(cloud.store, 'intakes', { _id: intakeId })
  expect(intake).toMatchObject({ state: 'failed', failure: expect.stringContaining(words) })
})
