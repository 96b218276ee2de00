import tcb from '@cloudbase/node-sdk'
import type { Intake } from '../../src/domain/intake/job'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { csvOf, handOver, penaltyRow, valueOfIntake, worked } from '../support/handOver'

/** A file whose job cannot go on, whatever the reason, does not hold up the others and ends with words. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

/** What the function has written for whoever runs the city. */
const linesOfJobs = () =>
  cloud
    .recentCalls()
    .filter((call) => call.function === 'jobs')
    .flatMap(({ lines }) => lines.map(({ text }) => text))

/** The pause after a fault is over, and the timer comes again. */
async function triedAgain(intakeId: string): Promise<Intake> {
  overwrite(cloud.store, 'intakes', intakeId, { leaseUntil: 0 })
  return worked(cloud, intakeId)
}

async function loseChunk(intakeId: string): Promise<void> {
  const app = tcb.init({ env: process.env.TCB_ENV })
  const cloudPath = `intake/${intakeId}/rows/000000`
  const { data } = await app.getUploadMetadata({ cloudPath })
  await app.deleteFile({ fileList: [data.fileId] })
}

test('what is lost while it is taken in stops it after three tries, with words, and no report stays behind', async () => {
  const intakeId = await handOver(cloud, csvOf([penaltyRow(1)]))
  await valueOfIntake(cloud, 'departmentOfficer', 'file.confirm', { intakeId })
  await loseChunk(intakeId)
  expect(await worked(cloud, intakeId)).toMatchObject({ state: 'taking', faultCount: 1 })
  expect(linesOfJobs()).toContainEqual(expect.stringMatching(/"function":"jobs".*STORAGE_FILE_NONEXIST/))
  expect(await triedAgain(intakeId)).toMatchObject({ state: 'taking', faultCount: 2 })
  await triedAgain(intakeId)
  expect(await triedAgain(intakeId)).toMatchObject({
    state: 'cancelled',
    failure: expect.stringContaining('已停止'),
  })
  expect(documentsOf(cloud.store, 'reports', { stale: true })).toEqual([])
})

test('a file that waits after a fault lets the next one through', async () => {
  const first = await handOver(cloud, csvOf([penaltyRow(1)]))
  await valueOfIntake(cloud, 'departmentOfficer', 'file.confirm', { intakeId: first })
  await loseChunk(first)
  await worked(cloud, first)
  const second = await handOver(cloud, csvOf([penaltyRow(2)]))
  const [checked] = documentsOf<Intake>(cloud.store, 'intakes', { _id: second })
  expect(checked).toMatchObject({ state: 'checked', found: { new: 1 } })
})
