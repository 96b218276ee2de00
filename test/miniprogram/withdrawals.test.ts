import { addDays, shanghaiDate } from '../../src/domain/calendar'
import type { TestCloud } from '../support/cloud'
import { csvOf, handOver, penaltyRow, takeIn, withdrawalRow } from '../support/handOver'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { openPhone } from '../support/weapp/phone'

/** What must be off the reports in three working days, on the officer's phone: pages of the mini-program, as built. */

const PAGE = '/packages/staff/pages/withdrawals/index'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

/** A phone whose cloud works on jobs whenever the page asks how far they are. */
const phoneOf = (who: SampleName) => {
  const phone = openPhone({ cloud, openId: sampleIdentity(who).openId })
  phone.reaches = (action) => {
    if (action === 'file.progress') cloud.callFunction('jobs', {})
    return true
  }
  return phone
}
const reportText = async () => {
  const phone = openPhone({ cloud })
  await phone.open('/pages/report/index', { scene: PLAQUES.assigned.code })
  return phone.text()
}

test('what is late stands at the top, leads to where it is decided, and is gone when that is done', async () => {
  const today = shanghaiDate(Date.now())
  await takeIn(cloud, csvOf([penaltyRow(1)]))
  const held = withdrawalRow(8, { noticedOn: addDays(today, -30) })
  await takeIn(cloud, csvOf([held], 'withdrawal'), 'withdrawal')
  await handOver(cloud, csvOf([withdrawalRow(1)], 'withdrawal'), 'withdrawal')

  const phone = phoneOf('departmentOfficer')
  await phone.open('/packages/staff/pages/index/index')
  await phone.tap('撤回期限')
  expect(phone.path()).toBe(PAGE)
  expect(phone.text()).toMatch(
    /已超过期限.*撤销：行政处罚 爱市监罚〔2026〕8号.*找不到原记录.*还剩 3 个工作日.*1 条撤回还没有生效，等待确认/s,
  )
  await phone.tap(SHOP.name)
  expect(phone.path()).toBe('/packages/staff/pages/held/index')

  await phone.open(PAGE)
  expect(await reportText()).toContain('爱市监罚〔2026〕1号')
  await phone.tap('去确认')
  await phone.tap('确认入库')
  expect(await reportText()).not.toContain('爱市监罚〔2026〕1号')
  await phone.open(PAGE)
  expect(phone.text()).toContain('已超过期限')
  expect(phone.text()).not.toContain('去确认')
})

test('with nothing to withdraw the page says so; without the network it offers another try', async () => {
  const phone = phoneOf('cityOfficer')
  await phone.open(PAGE)
  expect(phone.text()).toContain('没有等待办理的撤回，该撤下的都已撤下')
  phone.reaches = (action) => action !== 'withdrawal.due'
  await phone.open(PAGE)
  expect(phone.text()).toContain('网络没有连上')
  phone.takeComplaint(/request:fail/)
  phone.reaches = () => true
  await phone.tap('重试')
  expect(phone.text()).toContain('没有等待办理的撤回')
})

test('who hands nothing over has no door to it', async () => {
  const phone = phoneOf('clerk')
  await phone.open('/packages/staff/pages/index/index')
  expect(phone.text()).not.toContain('撤回期限')
})
