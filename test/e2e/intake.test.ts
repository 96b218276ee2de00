import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import type { HeldRow } from '../../src/domain/intake/job'
import { picturesAtBothWidths, type WindowName } from '../support/browser'
import { filledTemplate } from '../support/filledTemplate'
import { csvOf, penaltyRow, takeIn } from '../support/handOver'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import type { SampleName } from '../support/samplePeople'
import { openSampleSite } from '../support/site'
import { rowsOf, updateRow } from '../support/storedRows'

/** A department's file in a browser: chosen, checked, confirmed, read in the report, its held rows decided. */

const site = openSampleSite()
beforeAll(() => updateRow(site.cloud, 'records', PENALTY._id, { department: 'marketRegulation' }))

const LIST = '/packages/staff/pages/intakes/index'
const NEW_FILE = '/packages/staff/pages/intakeNew/index'
const HELD = '/packages/staff/pages/held/index'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const openAs = async (who: SampleName, path: string, window: WindowName = 'desktop') => {
  const page = await site.open('/pages/me/index', window)
  await button(page, who).click()
  await page.getByText(`${who}（现在）`).waitFor()
  await page.goto(site.cloud.url + path)
  return page
}
const look = async (page: Page, name: string) => expect(await picturesAtBothWidths(page, name)).toBe(true)
const choose = async (page: Page, file: { name: string; mimeType: string; buffer: Buffer }) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^(选择文件|换一个文件)$/ }).click()
  await (await chooser).setFiles(file)
}
const csvFile = (text: string, name = '处罚.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})
/** What the timer does every few seconds. */
const work = () => site.cloud.callFunction('jobs', {})
const handOver = async (page: Page) => {
  await button(page, '上传并核对').click()
  await page
    .getByText(/正在读取|正在核对/)
    .first()
    .waitFor()
}

test('a CSV from the empty list to the report, with the result taken away', async () => {
  const page = await openAs('departmentOfficer', LIST)
  await page.getByText('还没有上传过文件').waitFor()
  await look(page, 'intakes-empty')
  await button(page, '上传新文件').click()
  await page.getByText('一、这是哪一类信息').waitFor()
  await look(page, 'intake-new')
  await button(page, '行政处罚').click()
  await choose(page, { name: '处罚.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('x') })
  await page.getByText('请在表格软件里另存为 XLSX').waitFor()
  const rows = [
    penaltyRow(1, { subjectNumber: '110101199003074514', offenceFacts: ' 未明码标价。 ' }),
    penaltyRow(2, { subjectName: '北岸老店' }),
    penaltyRow(3, { decidedOn: '2026-13-01' }),
    penaltyRow(4),
  ]
  await choose(page, csvFile(csvOf(rows).replace('备注', '经办人')))
  await page.getByText(/处罚\.csv（/).waitFor()
  await look(page, 'intake-new-ready')
  await handOver(page)
  await look(page, 'intake-reading')
  await work()
  await page.getByText('等待确认').waitFor()
  await page.getByText('文件里有 1 个证件号码，已丢弃').waitFor()
  await look(page, 'intake-checked')

  await button(page, '确认入库').click()
  await page.getByText('正在入库').first().waitFor()
  await look(page, 'intake-taking')
  await work()
  await page.getByText('已写入 2 行，报告已更新。').waitFor()
  await look(page, 'intake-done')
  const download = page.waitForEvent('download')
  await button(page, '下载处理结果').click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('处理结果-处罚.csv')
  const text = await readFile(await saved.path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(5)
  expect(text).toContain('"退回","处罚决定日期：“2026-13-01”')

  const report = await site.open(`/c/${PLAQUES.assigned.code}`)
  await report.getByText('爱市监罚〔2026〕1号').waitFor()
  await page.goto(site.cloud.url + LIST)
  await page.getByText('共 4 行').waitFor()
  await look(page, 'intakes')
  expect(page.faults).toEqual([])
})

test('an XLSX that was filled into the template that the page gives', async () => {
  const page = await openAs('departmentOfficer', NEW_FILE)
  await button(page, '行政处罚').click()
  const download = page.waitForEvent('download')
  await button(page, '下载这一类的模板').click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('归集模板-行政处罚.xlsx')
  const rows = [penaltyRow(11), penaltyRow(12, { subjectName: '别的名字' })]
  await choose(page, {
    name: '模板.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: filledTemplate(await readFile(await saved.path()), 'penalty', rows),
  })
  await handOver(page)
  await work()
  await page.getByText('确认后：新增 1 行，1 行列出来由您逐行决定').waitFor()
  await button(page, '确认入库').click()
  await page.getByText('正在入库').first().waitFor()
  await work()
  await page.getByText('已写入 1 行，报告已更新。').waitFor()
  await button(page, '处理待处理的 1 行').click()
  await page.getByText('只列出一个文件里的行').waitFor()
  await button(page, '处理第 3 行').click()
  await page.getByLabel('理由（必填）', { exact: true }).fill('不是本店')
  await button(page, '不入库').click()
  await button(page, '再点一次，不入库').click()
  await page.getByText('1 行已处理为不入库').waitFor()
  const report = await site.open(`/c/${PLAQUES.assigned.code}`)
  await report.getByText('爱市监罚〔2026〕11号').waitFor()
  expect(await report.getByText('爱市监罚〔2026〕12号').count()).toBe(0)
  expect(page.faults).toEqual([])
})

test('a file that is dropped on the page is chosen, and an upload that fails loses nothing', async () => {
  const page = await openAs('cityOfficer', NEW_FILE)
  await button(page, '行政处罚').click()
  await button(page, '商务').click()
  const dropped = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], '拖来.csv'))
      return transfer
    },
    csvOf([penaltyRow(21)]),
  )
  await page.dispatchEvent('.table-chooser', 'dragover', { dataTransfer: dropped })
  await page.dispatchEvent('.table-chooser', 'drop', { dataTransfer: dropped })
  await page.getByText(/拖来\.csv（/).waitFor()
  await page.route('**/upload', (route) => route.abort())
  await button(page, '上传并核对').click()
  await page.getByText('文件没有上传完整，请重新上传。').waitFor()
  await look(page, 'intake-new-failed')
  await page.unroute('**/upload')
  await handOver(page)
  await page.getByText('商务').waitFor()
  expect(page.faults).toEqual(['Failed to load resource: net::ERR_FAILED'])
})

test('the page asks how far a job is while it is to be seen, and not after it was left', async () => {
  const { _id: id } = await takeIn(site.cloud, csvOf([penaltyRow(31)]))
  const at = { state: 'taking', chunk: 5, chunkCount: 20, rowCount: 20_000 }
  updateRow(site.cloud, 'intakes', id, { ...at, stateSince: Date.now() - 60_000 })
  const page = await openAs('departmentOfficer', LIST)
  await page.clock.install()
  let questions = 0
  page.on('request', (request) => {
    if (request.postData()?.includes('file.progress')) questions++
  })
  await page.getByText('正在入库').click()
  await page.getByText(/25% · 大约还要 [34] 分钟/).waitFor()
  await look(page, 'intake-progress')
  const asked = page.waitForResponse((response) => !!response.request().postData()?.includes('file.progress'))
  await page.clock.runFor(3000)
  await asked
  await page.route('**/api/intake', (route) => route.abort())
  await page.clock.runFor(3000)
  await page.getByText('网络不通，看到的可能不是最新进度').waitFor()
  await look(page, 'intake-unreachable')
  await page.unroute('**/api/intake')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('上传新文件').waitFor()
  const before = questions
  await page.clock.runFor(60_000)
  expect(before).toBeGreaterThan(0)
  expect(questions).toBe(before)
  updateRow(site.cloud, 'intakes', id, { state: 'done' })
  expect(page.faults).toEqual(['Failed to load resource: net::ERR_FAILED'])
})

test('held rows of every sort say what to do, and several are decided at once', async () => {
  const { _id: id } = await takeIn(
    site.cloud,
    csvOf([
      penaltyRow(41, { subjectCode: '00000000000000000X' }),
      penaltyRow(42, { subjectName: '北岸老店' }),
      penaltyRow(43, { subjectName: '北岸老店' }),
      penaltyRow(44, { offenceFacts: '联系电话13800138000' }),
      penaltyRow(45, { subjectCode: '92231102MA00000A92' }),
    ]),
  )
  const page = await openAs('departmentOfficer', `${HELD}?intakeId=${id}`)
  await button(page, '全部 5').waitFor()
  await look(page, 'held')
  await button(page, '含个人信息 1').click()
  await page.getByText('请在文件中隐去后重新报送').waitFor()
  await page.getByRole('button', { name: /^处理第 \d+ 行$/ }).click()
  await look(page, 'held-personal')
  await button(page, '没有信用代码 1').click()
  await page.getByText('请按名称或代码找到对应的主体').waitFor()
  await page.getByRole('button', { name: /^处理第 \d+ 行$/ }).click()
  await page.getByLabel('对应的主体（入库必须选定）', { exact: true }).fill(SHOP._id)
  await look(page, 'held-entity')
  await button(page, '查找主体').click()
  await page.getByText(`入库到：${SHOP.name}`).waitFor()
  await button(page, '全部 5').click()
  // What is typed at one row stays while others are decided.
  await button(page, '处理第 5 行').click()
  const kept = page.locator('.held-entry').getByLabel('理由（必填）', { exact: true })
  await kept.fill('等对方答复')
  for (const row of [3, 4]) await page.getByRole('checkbox', { name: `选中 第 ${row} 行 北岸老店` }).click()
  await button(page, '一起处理').click()
  await page.locator('.held-bulk').getByLabel('理由（必填）', { exact: true }).fill('店铺改过名')
  await look(page, 'held-bulk')
  await button(page, '2 行都入库').click()
  await button(page, '再点一次，确认入库').click()
  await page.getByText('2 行已入库，报告已更新').waitFor()
  await button(page, '全部 3').waitFor()
  expect(await page.getByText('北岸老店').count()).toBe(0)
  expect(await kept.inputValue()).toBe('等对方答复')
  await look(page, 'held-decided')
  const taken = rowsOf<HeldRow>(site.cloud, 'heldRows', { intakeId: id, state: 'taken' })
  expect(taken.map(({ row }) => row).sort()).toEqual([3, 4])
  expect(page.faults).toEqual([])
})

test('a record is withdrawn by hand and off the report at once', async () => {
  const page = await openAs('departmentOfficer', '/packages/staff/pages/records/index')
  await page.getByLabel('代码或名称', { exact: true }).fill(SHOP._id)
  await button(page, '查找').click()
  const number = PENALTY.values.documentNumber as string
  const card = page.locator('.card').filter({ hasText: number })
  await card.getByRole('button', { name: '办理这条记录' }).click()
  await card.getByRole('button', { name: '撤回公示' }).click()
  await card.getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByLabel('撤回的理由（必填）', { exact: true }).fill('复议决定撤销')
  await look(page, 'withdraw')
  await card.locator('.action').getByText('撤回公示', { exact: true }).click()
  await button(page, '再点一次，立即撤回公示').click()
  await page.getByText('决定已被撤销、变更或确认违法、无效，撤回公示').waitFor()
  const report = await site.open(`/c/${PLAQUES.assigned.code}`)
  await report.getByText(SHOP.name).first().waitFor()
  expect(await report.getByText(number).count()).toBe(0)
  expect(page.faults).toEqual([])
})

test.each([
  ['failed', '未能处理'],
  ['cancelled', '已停止，没有写入任何记录。'],
  ['uploading', '文件没有上传完整'],
] as const)('a file that is %s says the way on', async (state, words) => {
  const { _id: id } = await takeIn(site.cloud, csvOf([penaltyRow(51)]))
  const nothing = {
    new: 0,
    changed: 0,
    unchanged: 0,
    held: 0,
    refused: 0,
    cleanedCells: 0,
    droppedNumbers: 0,
  }
  updateRow(site.cloud, 'intakes', id, {
    state,
    taken: nothing,
    rowCount: 0,
    headings: [],
    failure: state === 'failed' ? '缺少表头：处罚机关、处罚内容' : null,
  })
  const page = await openAs('departmentOfficer', `/packages/staff/pages/intake/index?id=${id}`)
  await page.getByText(words).first().waitFor()
  await look(page, `intake-${state}`)
  expect(page.faults).toEqual([])
})
