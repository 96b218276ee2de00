import { openDatabase } from '../../src/cloudbase/database'
import { markReports, rebuildMarked } from '../../src/cloudbase/reports'
import type { RecordRow, ReportRow } from '../../src/cloudbase/rows'
import { shanghaiDate } from '../../src/domain/calendar'
import { projectReport } from '../../src/domain/report'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { casesOf } from '../support/callCases'
import type { TestCloud } from '../support/cloud'
import { PENALTY, SHOP } from '../support/sampleCity'
import { documentOf, rowsOf, updateRow } from '../support/storedRows'

/** Several people at one record at the same moment, and a job beside them: one is heard, and the report is whole. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
  updateRow(cloud, 'records', PENALTY._id, { department: 'marketRegulation' })
})
afterEach(() => cloud.remove())
const { done, refusal } = casesOf(() => cloud)

const recordId = PENALTY._id
const today = shanghaiDate(Date.now())
const file = (who: 'owner' | 'manager') =>
  refusal(who, 'objection.file', { recordId, text: '罚款金额有误', uploadIds: [] })

function expectWholeReport(): void {
  const { body, stale, writers } = documentOf<ReportRow>(cloud, 'reports', SHOP._id) as ReportRow
  const records = rowsOf<RecordRow>(cloud, 'records', { creditCode: SHOP._id })
  const fresh = projectReport({ entity: SHOP, records, declarations: [], commitments: [] }, today)
  expect({ body, stale, writers }).toEqual({ body: fresh.body, stale: false, writers: [] })
}

test('owner and manager object to the same record at once: there is one case', async () => {
  expect((await Promise.all([file('owner'), file('manager')])).sort()).toEqual(['CASE_OPEN_ALREADY', 'ok'])
  expect(rowsOf(cloud, 'cases')).toHaveLength(1)
  expectWholeReport()
})

test('two decide at once, or one decides while the shop takes it back: one end, one notice at most', async () => {
  const input = { uploadIds: [], recordId, text: '罚款金额有误' }
  for (const rival of ['cityOfficer', 'owner'] as const) {
    const { id: caseId } = await done('owner', 'objection.file', input)
    const decide = (who: 'departmentOfficer' | 'cityOfficer', outcome: 'kept' | 'withdrawn') =>
      refusal(who, 'case.decide', {
        caseId,
        outcome,
        reason: '经核对原决定书',
        nextStep: '补充证据后可以再次提出',
        corrections: {},
      })
    const answers = await Promise.all([
      decide('departmentOfficer', 'kept'),
      rival === 'owner' ? refusal('owner', 'case.takeBack', { caseId }) : decide('cityOfficer', 'kept'),
    ])
    expect(answers.sort()).toEqual(['CASE_CLOSED', 'ok'])
    expectWholeReport()
  }
  expect(rowsOf(cloud, 'cases', { isOpen: true })).toEqual([])
})

test('a job marks and rebuilds the report while cases come and go: in the end it says what the records say', async () => {
  const database = openDatabase()
  const job = async () => {
    await markReports(database, 'job', [SHOP._id])
    while ((await rebuildMarked(database, 'job', today)) > 0);
  }
  for (let round = 0; round < 5; round++) {
    const [{ id: caseId }] = await Promise.all([
      done('owner', 'objection.file', { recordId, text: '罚款金额有误', uploadIds: [] }),
      job(),
    ])
    expectWholeReport()
    await Promise.all([job(), done('owner', 'case.takeBack', { caseId }), job()])
    expectWholeReport()
  }
})
