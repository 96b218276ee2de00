import type { CreditRecord } from '../../src/domain/creditRecord'
import type { Intake } from '../../src/domain/intake/job'
import { intakeTable } from '../../src/domain/intake/tables'
import { writeTemplate } from '../../src/paperwork/intakeTemplate'
import type { TestCloud } from '../support/cloud'
import { csvOf, penaltyRow } from '../support/handOver'
import { PLAQUES } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { rowsOf } from '../support/storedRows'
import { openPhone, type Phone } from '../support/weapp/phone'
import type { ChatFile } from '../support/weapp/wechat'

/** A department's file from the phone to the report: pages of the mini-program, as built. */

const INTAKES = '/packages/staff/pages/intakes/index'
const INTAKE = '/packages/staff/pages/intake/index'
const NEW_FILE = '/packages/staff/pages/intakeNew/index'
const HELD = '/packages/staff/pages/held/index'
const REASON = '例如：已与决定书原件核对'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const fileOf = (text: string, name = '处罚.csv'): ChatFile => ({ name, content: Buffer.from(text) })
/** A phone whose cloud works on jobs whenever the page asks how far they are. */
function phoneOf(who: SampleName, chooseFile: () => ChatFile | undefined = () => undefined): Phone {
  const phone = openPhone({ cloud, openId: sampleIdentity(who).openId, chooseFile })
  phone.reaches = (action) => {
    if (action === 'file.progress') cloud.callFunction('jobs', {})
    return true
  }
  return phone
}
const chooseWhat = async (phone: Phone, kind = '行政处罚') => {
  await phone.open(NEW_FILE)
  await phone.tap(kind)
  await phone.tap('选择文件')
}
const reportText = async () => {
  const phone = openPhone({ cloud })
  await phone.open('/pages/report/index', { scene: PLAQUES.assigned.code })
  return phone.text()
}

test('from the desk to the report: what a file would do is told first, and confirming does it', async () => {
  const text = csvOf([
    penaltyRow(1, { subjectNumber: '110101199003074514', offenceFacts: ' 未明码标价。 ' }),
    penaltyRow(2, { subjectName: '别的名字' }),
    penaltyRow(3, { decidedOn: '2026-13-01' }),
  ])
  const phone = phoneOf('departmentOfficer', () => fileOf(text))
  await phone.open('/packages/staff/pages/index/index')
  await phone.tap('归集文件')
  expect(phone.path()).toBe(INTAKES)
  expect(phone.text()).toContain('还没有上传过文件')
  await phone.tap('上传新文件')
  expect(phone.text()).toMatch(/由哪个部门报送\n市场监管\n/)
  expect(phone.text()).toContain('请先选择类别')
  await phone.tap('行政处罚')
  await phone.tap('选择文件')
  expect(phone.text()).toContain('处罚.csv（')
  await phone.tap('上传并核对')

  expect(phone.path()).toBe(INTAKE)
  expect(phone.text()).toMatch(/等待确认.*新增\n.*\n1 行.*待处理\n.*\n1 行.*退回\n.*\n1 行/s)
  expect(phone.text()).toContain('文件里有 1 个证件号码，已丢弃')
  expect(phone.text()).toContain('1 个单元格去掉了多余的空格')
  expect(phone.text()).toMatch(/第 4 行\n退回\n处罚决定日期：“2026-13-01”/)
  expect(phone.text()).toContain('个表头都认出来了')
  expect(phone.text()).toContain('确认后：新增 1 行，1 行列出来由您逐行决定')
  expect(await reportText()).not.toContain('爱市监罚〔2026〕1号')

  await phone.tap('确认入库')
  expect(phone.text()).toContain('已写入 1 行，报告已更新。')
  expect(await reportText()).toContain('爱市监罚〔2026〕1号')

  await phone.tap('下载处理结果')
  expect(phone.sharedFiles.map(({ name }) => name)).toEqual(['处理结果-处罚.csv'])
  const lines = phone.sharedFiles[0]?.text.trim().split('\r\n') ?? []
  expect(lines).toHaveLength(4)
  expect(lines[1]).toMatch(/"新增",""$/)
  expect(phone.sharedFiles[0]?.text).not.toContain('110101199003074514')

  await phone.tap('处理待处理的 1 行')
  expect(phone.path()).toBe(HELD)
  expect(phone.text()).toContain('只列出一个文件里的行')
  expect(phone.text()).toContain('文件第 3 行')
  await phone.tap('处理这一行')
  await phone.type(REASON, '不是本店')
  await phone.tap('不入库')
  await phone.tap('再点一次，不入库')
  await phone.back()
  expect(phone.text()).toContain('待处理的行都已处理。')
  await phone.open(INTAKES)
  expect(phone.text()).toMatch(/处罚\.csv\n已完成\n共 3 行 · 新增 1 · 待处理 1 · 退回 1\n行政处罚 · 市场监管/)
})

test('a filled-in template goes the whole way', async () => {
  const phone = phoneOf('departmentOfficer')
  await phone.open(NEW_FILE)
  await phone.tap('行政处罚')
  await phone.tap('下载这一类的模板')
  const [opened] = phone.openedFiles
  expect(opened?.name).toBe('归集模板-行政处罚.xlsx')
  const template = Buffer.from(opened?.content ?? '', 'base64')
  expect(template).toEqual(writeTemplate(intakeTable('penalty') as never))
  // The example row names a shop that is not registered, so it waits for a person.
  const second = phoneOf('departmentOfficer', () => ({ name: '模板.xlsx', content: template }))
  await chooseWhat(second)
  await second.tap('上传并核对')
  expect(second.text()).toMatch(/等待确认.*1 行，/s)
})

test('nothing that was chosen is lost when the upload fails, and a new try goes on with the same file', async () => {
  const phone = phoneOf('departmentOfficer', () => fileOf(csvOf([penaltyRow(1)])))
  await chooseWhat(phone)
  phone.uploads = false
  await phone.tap('上传并核对')
  expect(phone.text()).toContain('文件没有上传完整，请重新上传。')
  expect(phone.text()).toContain('处罚.csv（')
  phone.takeComplaint(/uploadFile:fail/)
  phone.uploads = true
  await phone.tap('上传并核对')
  expect(phone.text()).toContain('等待确认')
  expect(rowsOf<Intake>(cloud, 'intakes')).toHaveLength(1)
})

test.each([
  ['an old spreadsheet', '处罚.xls', '旧的 XLS 格式'],
  ['a picture', '处罚.png', '请选择 CSV 或 XLSX 表格文件'],
  ['an empty file', '处罚.csv', '不是空的'],
])('%s is not taken, in words that say what to do', async (_what, name, words) => {
  const phone = phoneOf('departmentOfficer', () => ({ name, content: Buffer.from('') }))
  await chooseWhat(phone)
  expect(phone.text()).toContain(words)
  expect(phone.text()).toContain('请先选择文件')
})

test('whoever does not agree to WeChat’s guide is told the way without it; changing one’s mind is no fault', async () => {
  const phone = phoneOf('departmentOfficer')
  phone.agreesToPrivacy = false
  await chooseWhat(phone)
  expect(phone.text()).toContain('您没有同意使用微信里的文件。可以用电脑登录后上传。')
  phone.agreesToPrivacy = true
  await phone.tap('选择文件')
  expect(phone.text()).not.toContain('您没有同意')
  expect(phone.text()).toContain('请先选择文件')
})

test('a file without headings of ours says why, and that nothing was written', async () => {
  const phone = phoneOf('departmentOfficer', () => fileOf('甲,乙\n1,2\n'))
  await chooseWhat(phone)
  await phone.tap('上传并核对')
  expect(phone.text()).toMatch(/未能处理\n没有认出任何一个表头，请使用模板：甲、乙/)
  expect(phone.text()).toContain('没有写入任何记录。请按上面的原因改好文件')
  await phone.tap('重新上传')
  expect(phone.path()).toBe(NEW_FILE)
})

test('what is not confirmed but put away writes nothing', async () => {
  const phone = phoneOf('departmentOfficer', () => fileOf(csvOf([penaltyRow(1)])))
  await chooseWhat(phone)
  await phone.tap('上传并核对')
  await phone.tap('不入库')
  await phone.tap('再点一次，不入库')
  expect(phone.text()).toContain('已停止，没有写入任何记录。')
  expect(rowsOf<CreditRecord>(cloud, 'records').some(({ provenance }) => provenance !== undefined)).toBe(
    false,
  )
})

test('the city office chooses the department; another department does not see the file', async () => {
  const phone = phoneOf('cityOfficer', () => fileOf(csvOf([penaltyRow(1)])))
  await chooseWhat(phone)
  expect(phone.text()).toContain('请先选择部门')
  await phone.tap('商务')
  await phone.tap('上传并核对')
  expect(phone.text()).toMatch(/部门\n商务/)
  const officer = phoneOf('departmentOfficer')
  await officer.open(INTAKES)
  expect(officer.text()).toContain('还没有上传过文件')
})

test('the registry is handed over by market regulation alone', async () => {
  const phone = phoneOf('cityOfficer')
  await phone.open(NEW_FILE)
  expect(phone.text()).toContain('农业农村')
  await phone.tap('登记信息')
  expect(phone.text()).toMatch(/由哪个部门报送\n市场监管\n/)
  expect(phone.text()).not.toContain('农业农村')
})
