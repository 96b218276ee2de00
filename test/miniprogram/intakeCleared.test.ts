import type { TestCloud } from '../support/cloud'
import { csvOf, penaltyRow, takeIn, valueOfIntake } from '../support/handOver'
import { startSampleCloud } from '../support/sampleCloud'
import { sampleIdentity } from '../support/samplePeople'
import { updateRow } from '../support/storedRows'
import { openPhone } from '../support/weapp/phone'

/** What the officer reads when what was handed over is cleared: the page of a file, as built. */

const INTAKE = '/packages/staff/pages/intake/index'
const DAY_MS = 86_400_000

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const openFile = async (id: string) => {
  const phone = openPhone({ cloud, openId: sampleIdentity('departmentOfficer').openId })
  await phone.open(INTAKE, { id })
  return phone.text()
}

test('the result can be taken for thirty days; afterwards the page says that it is gone, and what to do', async () => {
  const { _id } = await takeIn(cloud, csvOf([penaltyRow(1)]))
  const lateBy = async (days: number) => {
    updateRow(cloud, 'intakes', _id, { stateSince: Date.now() - days * DAY_MS })
    await cloud.callFunction('nightly', { Type: 'Timer' })
    return openFile(_id)
  }
  expect(await lateBy(2)).toContain('下载处理结果')
  const text = await lateBy(32)
  expect(text).not.toContain('下载处理结果')
  expect(text).toContain('处理结果只保留 30 天，已经删除')
  expect(text).toContain('已写入 1 行')
})

test('an upload that was never begun with says that it is deleted', async () => {
  const request = { kind: 'penalty', department: 'marketRegulation', fileName: '处罚.csv', byteCount: 1 }
  const { intakeId } = await valueOfIntake<{ intakeId: string }>(
    cloud,
    'departmentOfficer',
    'file.prepare',
    request,
  )
  updateRow(cloud, 'intakes', intakeId, { stateSince: Date.now() - 3 * DAY_MS })
  await cloud.callFunction('nightly', { Type: 'Timer' })
  const text = await openFile(intakeId)
  expect(text).toContain('没有在一天内开始核对，文件已经删除')
  expect(text).toContain('重新上传')
})
