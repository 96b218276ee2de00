import type { HeldRow } from '../../src/domain/intake/job'
import type { TestCloud } from '../support/cloud'
import { csvOf, penaltyRow, takeIn } from '../support/handOver'
import { CLOSED_SHOP, PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { rowsOf, updateRow } from '../support/storedRows'
import { openPhone } from '../support/weapp/phone'

/** Rows that wait for a person, and records that came in or are withdrawn: pages of the mini-program, as built. */

const HELD = '/packages/staff/pages/held/index'
const RECORDS = '/packages/staff/pages/records/index'
const REASON = '例如：已与决定书原件核对'
const ENTITY = '18 位信用代码，或名称的开头'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName) => openPhone({ cloud, openId: sampleIdentity(who).openId })
const reportText = async () => {
  const phone = openPhone({ cloud })
  await phone.open('/pages/report/index', { scene: PLAQUES.assigned.code })
  return phone.text()
}
const heldPage = async (rows: Record<string, string>[]) => {
  await takeIn(cloud, csvOf(rows))
  const phone = phoneOf('departmentOfficer')
  await phone.open(HELD)
  return phone
}

test('a held row shows the file beside the registry, and is taken or left out with a reason', async () => {
  const phone = await heldPage([penaltyRow(1, { subjectName: '别的名字' })])
  expect(phone.text()).toMatch(/全部 1\n名称与代码不符 1/)
  expect(phone.text()).toMatch(new RegExp(`文件写的\n别的名字\n登记名称\n${SHOP.name}`))
  await phone.tap('处理这一行')
  await phone.tap('入库')
  await phone.tap('再点一次，确认入库')
  expect(phone.text()).toContain('请写明理由')
  await phone.type(REASON, '已与执照核对')
  await phone.tap('入库')
  await phone.tap('再点一次，确认入库')
  expect(phone.text()).toMatch(/1 行已入库，报告已更新\n没有等待处理的行/)
  expect(await reportText()).toContain('爱市监罚〔2026〕1号')
})

test('a row without a code is taken for the entity that the person finds', async () => {
  const phone = await heldPage([penaltyRow(1, { subjectCode: '00000000000000000X' })])
  await phone.tap('处理这一行')
  expect(phone.text()).toContain('对应的主体（入库必须选定）')
  await phone.tap('查找主体')
  expect(phone.text()).toContain('请先输入信用代码，或名称的开头')
  await phone.type(ENTITY, CLOSED_SHOP._id)
  await phone.tap('查找主体')
  expect(phone.text()).toContain('入库到：已注销或被吊销的主体')
  await phone.tap('换一家')
  await phone.type(ENTITY, SHOP._id)
  await phone.tap('查找主体')
  expect(phone.text()).toContain(`入库到：${SHOP.name}`)
  await phone.type(REASON, '按名称查到')
  await phone.tap('入库')
  await phone.tap('再点一次，确认入库')
  expect(await reportText()).toContain('爱市监罚〔2026〕1号')
})

test('rows that still need an entity are not taken together with others, and stay when those go', async () => {
  const phone = await heldPage([
    penaltyRow(1, { subjectName: '别的名字' }),
    penaltyRow(2, { subjectCode: '00000000000000000X', subjectName: '无代码的店' }),
    penaltyRow(3, { subjectName: '第三个名字' }),
  ])
  await phone.tap('选中这 3 行')
  await phone.tap('一起处理')
  expect(phone.text()).toContain('选中的有 1 行还要选定主体或单位，请逐行处理。')
  await phone.tap('名称与代码不符 2')
  await phone.tap('选中这 2 行')
  await phone.tap('一起处理')
  await phone.type(REASON, '店铺改过名')
  await phone.tap('2 行都入库')
  await phone.tap('再点一次，确认入库')
  expect(phone.text()).toMatch(/2 行已入库，报告已更新\n没有“名称与代码不符”的行了/)
  await phone.tap('全部 1')
  expect(phone.text()).toContain('无代码的店')
})

test('the city office finds the entity by the beginning of its name', async () => {
  await takeIn(cloud, csvOf([penaltyRow(1, { subjectCode: '00000000000000000X' })]))
  const phone = phoneOf('cityOfficer')
  await phone.open(HELD)
  await phone.tap('处理这一行')
  await phone.type(ENTITY, '北安市林间')
  await phone.tap('查找主体')
  await phone.tap('北安市林间书屋')
  expect(phone.text()).toContain('入库到：北安市林间书屋')
})

test('an entity whose unit nobody can tell is taken in the unit that the person names', async () => {
  const unplaced = { subjectCode: '92231103MA0000517D', subjectName: '爱辉区新开粮油店' }
  await takeIn(cloud, csvOf([unplaced], 'registration'), 'registration')
  const phone = phoneOf('departmentOfficer')
  await phone.open(HELD)
  expect(phone.text()).toContain('代码不能说明它属于哪个报送单位')
  await phone.tap('处理这一行')
  expect(phone.text()).not.toContain('对应的主体')
  await phone.type(REASON, '已电话问明')
  await phone.tap('爱辉区')
  await phone.tap('入库')
  await phone.tap('再点一次，确认入库')
  expect(phone.text()).toContain('1 行已入库')
  expect(rowsOf(cloud, 'entities', { _id: '92231103MA0000517D' })).toMatchObject([{ unit: 'aihui' }])
})

test('several rows are decided at once; one with personal data cannot be taken, and says what to do', async () => {
  const phone = await heldPage([
    ...Array.from({ length: 21 }, (_, index) => penaltyRow(index + 1, { subjectName: '别的名字' })),
    penaltyRow(40, { offenceFacts: '联系电话13800138000' }),
  ])
  await phone.tap('含个人信息 1')
  expect(phone.text()).toContain('请在文件中隐去后重新报送')
  await phone.tap('处理这一行')
  expect(phone.text()).not.toContain('再点一次，确认入库')
  await phone.tap('全部 22')
  await phone.tap('查看更多')
  await phone.tap('选中这 22 行')
  await phone.tap('一起处理')
  expect(phone.text()).toContain('选中的有 1 行不能直接入库')
  await phone.tap('收起')
  await phone.tap('名称与代码不符 21')
  await phone.tap('查看更多')
  await phone.tap('选中这 21 行')
  await phone.tap('一起处理')
  await phone.type(REASON, '店铺改过名')
  await phone.tap('21 行都入库')
  await phone.tap('再点一次，确认入库')
  expect(phone.text()).toContain('21 行已入库，报告已更新')
  const states = rowsOf<HeldRow>(cloud, 'heldRows').map(({ state }) => state)
  expect(states.filter((state) => state === 'taken')).toHaveLength(21)
  expect(states.filter((state) => state === 'open')).toHaveLength(1)
})

test('the department reads which file and row told a record; its merchant does not', async () => {
  await takeIn(cloud, csvOf([penaltyRow(1)]))
  const officer = phoneOf('departmentOfficer')
  await officer.open(RECORDS)
  await officer.type('18 位信用代码，或名称的开头', SHOP._id)
  await officer.tap('查找')
  expect(officer.text()).toMatch(/来自文件\n处罚\.csv 第 2 行，\d{4}-\d{2}-\d{2}/)
  const merchant = phoneOf('owner')
  await merchant.open('/packages/merchant/pages/records/index', { creditCode: SHOP._id })
  expect(merchant.text()).toContain('爱市监罚〔2026〕1号')
  expect(merchant.text()).not.toContain('处罚.csv')
})

test('行政处罚法 第四十八条: a department takes its record off the report by hand, at once', async () => {
  updateRow(cloud, 'records', PENALTY._id, { department: 'marketRegulation' })
  expect(await reportText()).toContain(PENALTY.values.documentNumber)
  const phone = phoneOf('departmentOfficer')
  await phone.open(RECORDS)
  await phone.type('18 位信用代码，或名称的开头', SHOP._id)
  await phone.tap('查找')
  await phone.tap('办理这条记录')
  await phone.tap('撤回公示')
  expect(phone.text()).toContain('请先选择撤回原因')
  await phone.tap('撤销')
  await phone.type('撤回日期，例如 2026-11-01', '11月1日')
  await phone.type('例如：复议决定撤销，文号……', '复议决定撤销')
  await phone.tap('撤回公示')
  await phone.tap('再点一次，立即撤回公示')
  expect(phone.text()).toContain('请写成年-月-日')
  await phone.type('撤回日期，例如 2026-11-01', '2026-11-01')
  await phone.tap('撤回公示')
  await phone.tap('再点一次，立即撤回公示')
  expect(phone.text()).toContain('决定已被撤销、变更或确认违法、无效，撤回公示')
  expect(await reportText()).not.toContain(PENALTY.values.documentNumber)
})
