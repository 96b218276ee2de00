import type { Page } from 'playwright-core'
import { picture, type WindowName } from '../support/browser'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import type { SampleName } from '../support/samplePeople'
import { PNG_PICTURE } from '../support/samplePictures'
import { openSampleSite } from '../support/site'
import { updateRow } from '../support/storedRows'

/** A record put right, in a browser: from the objection to the report. */

const site = openSampleSite()
beforeAll(() => updateRow(site.cloud, 'records', PENALTY._id, { department: 'marketRegulation' }))

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const openAs = async (who: SampleName, path: string, window: WindowName = 'phone') => {
  const page = await site.open('/pages/me/index', window)
  await button(page, who).click()
  await page.getByText(`${who}（现在）`).waitFor()
  await page.goto(site.cloud.url + path)
  return page
}
const openReport = (window: WindowName = 'phone') => site.open(`/c/${PLAQUES.assigned.code}`, window)
const choosePicture = async (page: Page, name: string) => {
  const chooser = page.waitForEvent('filechooser')
  await button(page, name).click()
  await (await chooser).setFiles({
    name: 'page.png',
    mimeType: 'image/png',
    buffer: PNG_PICTURE,
  })
}
/** Nothing stands out of the window to the right. */
const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

test('objection, 异议处理中, corrected, report', async () => {
  const merchant = await openAs('owner', `/packages/merchant/pages/records/index?creditCode=${SHOP._id}`)
  await merchant.getByText('正在公示：行政处罚').waitFor()
  await picture(merchant, 'own-records-phone')
  await button(merchant, '提出异议').click()
  await merchant.getByLabel('哪里有误，应当是什么', { exact: true }).fill('罚款金额应为 100 元')
  await picture(merchant, 'objection-phone')
  await button(merchant, '提交').click()
  await merchant.getByText('已提交').waitFor()
  await picture(merchant, 'objection-sent-phone')

  const pending = await openReport()
  await pending.getByText('异议处理中').waitFor()
  await picture(pending, 'report-objection-phone')

  const officer = await openAs('departmentOfficer', '/packages/staff/pages/cases/index', 'desktop')
  await officer.getByText(`异议：${SHOP.name}`).waitFor()
  await picture(officer, 'cases-desktop')
  await officer.getByText(`异议：${SHOP.name}`).click()
  await button(officer, '已更正').click()
  await officer.getByLabel('更正：处罚内容', { exact: true }).fill('罚款人民币壹佰元。')
  await officer.getByLabel('答复和理由（必填）', { exact: true }).fill('经核对原决定书，金额录入有误')
  await picture(officer, 'case-desktop')
  await button(officer, '决定：已更正').click()
  await button(officer, '再点一次，作出决定').click()
  await officer.getByText('答复：经核对原决定书，金额录入有误').waitFor()

  const report = await openReport('desktop')
  await report.getByText('罚款人民币壹佰元。').waitFor()
  expect(await report.getByText('异议处理中').count()).toBe(0)
  for (const page of [merchant, pending, officer, report]) expect(await isWithin(page)).toBe(true)
  for (const page of [merchant, pending, officer, report]) expect(page.faults).toEqual([])
})

test('an objection with pictures that is not followed tells the merchant what can be done next', async () => {
  const merchant = await openAs('owner', `/packages/merchant/pages/records/index?creditCode=${SHOP._id}`)
  await button(merchant, '提出异议').click()
  await merchant.getByLabel('哪里有误，应当是什么', { exact: true }).fill('决定书第 2 页写的是别的店')
  for (const name of ['拍照或从相册选', '再加一张（还可以加 5 张）', '再加一张（还可以加 4 张）'])
    await choosePicture(merchant, name)
  await picture(merchant, 'objection-pictures-phone')
  await merchant.setViewportSize({ width: 1280, height: 800 })
  await picture(merchant, 'objection-pictures-desktop')
  expect(await isWithin(merchant)).toBe(true)
  await button(merchant, '提交').click()
  await merchant.getByText('已提交').waitFor()

  const officer = await openAs('departmentOfficer', '/packages/staff/pages/cases/index', 'phone')
  await officer.getByText(`异议：${SHOP.name}`).click()
  await button(officer, '核实无误，维持').click()
  await officer.getByLabel('答复和理由（必填）', { exact: true }).fill('经核对原决定书，没有录错')
  await officer.getByLabel('提交人下一步可以怎么办（必填）', { exact: true }).fill('可以依法申请行政复议')
  await picture(officer, 'case-kept-phone')
  await officer.setViewportSize({ width: 1280, height: 800 })
  await picture(officer, 'case-kept-desktop')
  expect(await isWithin(officer)).toBe(true)
  await button(officer, '决定：核实无误，维持').click()
  await button(officer, '再点一次，作出决定').click()
  await officer.getByText('下一步：可以依法申请行政复议').waitFor()

  const told = await openAs('owner', '/packages/merchant/pages/cases/index')
  await told.getByText('已办结').click()
  await told.getByText('下一步：可以依法申请行政复议').waitFor()
  await picture(told, 'own-cases-kept-phone')
  for (const page of [merchant, officer, told]) expect(page.faults).toEqual([])
})

test('staff look at the records of an entity on a desktop and on a phone', async () => {
  for (const window of ['phone', 'desktop'] as const) {
    const page = await openAs('departmentOfficer', '/packages/staff/pages/records/index', window)
    await page.getByLabel('代码或名称', { exact: true }).fill(SHOP._id)
    await button(page, '查找').click()
    await button(page, '办理这条记录').click()
    await page.getByText('提出改为严重').waitFor()
    await picture(page, `held-record-${window}`)
    expect(await isWithin(page)).toBe(true)
    expect(page.faults).toEqual([])
  }
})

test.each<[string, SampleName, string, string]>([
  [
    'own-records',
    'owner',
    `/packages/merchant/pages/records/index?creditCode=${SHOP._id}`,
    '第 1 条|行政处罚',
  ],
  [
    'repair',
    'owner',
    `/packages/merchant/pages/ask/index?kind=repair&recordId=${PENALTY._id}`,
    '我作出以上承诺',
  ],
  [
    'clarification',
    'owner',
    `/packages/merchant/pages/ask/index?kind=clarification&recordId=${PENALTY._id}`,
    '您的说明',
  ],
  ['own-cases', 'owner', '/packages/merchant/pages/cases/index', '没有处理中的申请'],
  [
    'mistake',
    'citizen',
    `/packages/reader/pages/mistake/index?number=${PLAQUES.assigned.number}`,
    '哪里有误',
  ],
  ['cases', 'departmentOfficer', '/packages/staff/pages/cases/index', '没有等待处理的申请'],
  ['staff-records', 'departmentOfficer', '/packages/staff/pages/records/index', '代码或名称'],
])('%s stays within a phone and a desktop', async (name, who, path, words) => {
  for (const window of ['phone', 'desktop'] as const) {
    const page = await openAs(who, path, window)
    await page.getByText(new RegExp(words)).first().waitFor()
    await picture(page, `${name}-${window}`)
    expect(await isWithin(page)).toBe(true)
    expect(page.faults).toEqual([])
  }
})
