import type { Response } from '../../src/contracts/functions'
import type { AuditLine } from '../../src/domain/auditLine'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { askIntake, csvOf, handOver, penaltyRow, takeIn, valueOfIntake } from '../support/handOver'

/** What the pages of the intake read: progress, templates, and the rows that wait by file and by sort. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

const OFFICER = 'departmentOfficer'
const valueFrom = <T>(action: string, input: object) => valueOfIntake<T>(cloud, OFFICER, action, input)
const linesOf = (action: string) => documentsOf<AuditLine>(cloud.store, 'auditLines', { action })

test('a page that asks for the progress again and again leaves no line in the log, but looking at the file does', async () => {
  const intakeId = await handOver(cloud, csvOf([penaltyRow(1)]))
  for (let times = 0; times < 3; times++) {
    const { intake } = await valueFrom<Response<'intake', 'file.progress'>>('file.progress', { intakeId })
    expect(intake).toMatchObject({ id: intakeId, state: 'checked', secondsLeft: null })
  }
  expect(linesOf('intake.file.progress')).toEqual([])
  await valueFrom('file.read', { intakeId })
  expect(linesOf('intake.file.read')).toHaveLength(1)

  overwrite(cloud.store, 'intakes', intakeId, { department: 'education' })
  expect((await askIntake(cloud, OFFICER, 'file.progress', { intakeId })).error?.code).toBe('NOT_FOUND')
  expect((await askIntake(cloud, 'clerk', 'file.progress', { intakeId })).error?.code).toBe('NOT_ALLOWED')
  expect(linesOf('intake.file.progress').map(({ outcome }) => outcome)).toEqual(['NOT_FOUND', 'NOT_ALLOWED'])
})

test('anybody may have the template of a kind', async () => {
  const made = await valueOfIntake<Response<'intake', 'template.make'>>(cloud, 'citizen', 'template.make', {
    kind: 'penalty',
  })
  expect(made.fileName).toBe('归集模板-行政处罚.xlsx')
  // An XLSX is a ZIP archive.
  expect(Buffer.from(made.xlsx, 'base64').subarray(0, 2).toString()).toBe('PK')
  const missing = await askIntake(cloud, OFFICER, 'template.make', { kind: 'nothing' })
  expect(missing.error?.code).toBe('NOT_FOUND')
})

test('the rows that wait are found by file and by sort, page by page, and counted', async () => {
  const renamed = Array.from({ length: 23 }, (_, index) => penaltyRow(index + 1, { subjectName: '别的名字' }))
  const first = await takeIn(
    cloud,
    csvOf([...renamed, penaltyRow(30, { subjectCode: '00000000000000000X' })]),
  )
  const second = await takeIn(cloud, csvOf([penaltyRow(31, { subjectName: '又一个名字' })]))
  const count = async (intakeId: string | null) => {
    const { sorts } = await valueFrom<Response<'intake', 'held.count'>>('held.count', { intakeId })
    return Object.fromEntries(sorts.map(({ sort, count: waiting }) => [sort, waiting]))
  }
  expect(await count(null)).toEqual({ nameDisagrees: 24, noCreditCode: 1 })
  expect(await count(first._id)).toEqual({ nameDisagrees: 23, noCreditCode: 1 })
  expect(await count(second._id)).toEqual({ nameDisagrees: 1 })

  const numbersOf = async (intakeId: string | null, sort: string | null) => {
    const numbers: number[] = []
    let cursor: string | null = null
    do {
      const asked = { cursor, intakeId, sort }
      const page: Response<'intake', 'held.list'> = await valueFrom('held.list', asked)
      numbers.push(...page.rows.map(({ row }) => row))
      cursor = page.cursor
    } while (cursor !== null)
    return numbers
  }
  const fileRows = Array.from({ length: 23 }, (_, index) => index + 2)
  expect(await numbersOf(first._id, 'nameDisagrees')).toEqual(fileRows)
  expect(await numbersOf(first._id, null)).toEqual([...fileRows, 25])
  expect(await numbersOf(null, 'noCreditCode')).toEqual([25])
  expect(await numbersOf(null, null)).toHaveLength(25)
  expect(await numbersOf(second._id, 'personalData')).toEqual([])

  overwrite(cloud.store, 'intakes', first._id, { department: 'education' })
  for (const action of ['held.list', 'held.count']) {
    const asked = { cursor: null, sort: null, intakeId: first._id }
    const input = action === 'held.count' ? { intakeId: first._id } : asked
    expect((await askIntake(cloud, OFFICER, action, input)).error?.code).toBe('NOT_FOUND')
  }
})
