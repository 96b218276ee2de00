import type { CreditCase } from '../../src/domain/creditCase'
import type { TestCloud } from '../support/cloud'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { PNG_PICTURE } from '../support/samplePictures'
import { rowsOf, updateRow } from '../support/storedRows'
import { openPhone, type Phone } from '../support/weapp/phone'

/** Records put right: merchants', readers' and staff's pages of the mini-program, as built. */

const SHOP_PAGE = '/packages/merchant/pages/shop/index'
const OWN_RECORDS = '/packages/merchant/pages/records/index'
const OWN_CASES = '/packages/merchant/pages/cases/index'
const CASES = '/packages/staff/pages/cases/index'
const RECORDS = '/packages/staff/pages/records/index'
const DECISION_FIELD = '例如：经核对原决定书……'
const REASON_FIELD = '例如：已受理行政复议，文号……'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
  updateRow(cloud, 'records', PENALTY._id, { department: 'marketRegulation' })
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName) =>
  openPhone({ cloud, openId: sampleIdentity(who).openId, takePicture: () => PNG_PICTURE })
const openReport = async () => {
  const phone = phoneOf('citizen')
  await phone.open('/pages/report/index', { scene: PLAQUES.assigned.code })
  return phone
}
const openOwnRecords = async (phone: Phone) => {
  await phone.open(OWN_RECORDS, { creditCode: SHOP._id })
}
const decide = async (who: SampleName, outcome: string, reason: string) => {
  const phone = phoneOf(who)
  await phone.open(CASES)
  await phone.tap(PENALTY.values.documentNumber as string)
  await phone.tap(outcome)
  await phone.type(DECISION_FIELD, reason)
  await phone.tap(`决定：${outcome}`)
  await phone.tap('再点一次，作出决定')
  return phone
}

test('objection, 异议处理中, a correction by the department, and the report says what is right', async () => {
  const merchant = phoneOf('owner')
  await merchant.open(SHOP_PAGE, { creditCode: SHOP._id })
  await merchant.tap('我的信用记录')
  expect(merchant.text()).toMatch(/正在公示.*依据《信用修复管理办法》.*按一般失信/s)
  await merchant.tap('提出异议')
  await merchant.tap('提交')
  expect(merchant.text()).toContain('请写清楚哪里有误')
  await merchant.type('例如：罚款金额应为 100 元，决定书第 2 页', '罚款金额应为 100 元')
  await merchant.tap('提交')
  expect(merchant.text()).toMatch(/已提交\n编号 YY\d{14}\n办理期限 \d{4}-\d{2}-\d{2}/)
  await openOwnRecords(merchant)
  expect(merchant.text()).toContain('异议处理中')
  expect(merchant.text()).not.toContain('提出异议')
  expect((await openReport()).text()).toContain('异议处理中')

  const officer = phoneOf('departmentOfficer')
  await officer.open(CASES)
  await officer.tap(PENALTY.values.documentNumber as string)
  expect(officer.text()).toContain('罚款金额应为 100 元')
  await officer.tap('已更正')
  await officer.type('处罚内容（正确的内容）', '罚款人民币壹佰元。')
  await officer.type(DECISION_FIELD, '经核对原决定书，金额录入有误')
  await officer.tap('决定：已更正')
  await officer.tap('再点一次，作出决定')
  expect(officer.text()).not.toContain('您的决定')

  const text = (await openReport()).text()
  expect(text).toContain('罚款人民币壹佰元。')
  expect(text).not.toContain('异议处理中')
  await merchant.open(OWN_CASES)
  expect(merchant.text()).toContain('没有处理中的申请')
  await merchant.tap('已办结')
  expect(merchant.text()).toContain('答复：经核对原决定书，金额录入有误')
  await merchant.open('/pages/me/index')
  expect(merchant.text()).toContain('申请已处理')
})

test('repair with proof and promise ends the publication, and the merchant reads why it is gone', async () => {
  const merchant = phoneOf('owner')
  await openOwnRecords(merchant)
  await merchant.tap('申请信用修复')
  await merchant.type('例如：罚款已于 3 月 5 日缴清，已明码标价', '罚款已缴清，已经明码标价')
  await merchant.tap('提交')
  expect(merchant.text()).toContain('请上传履行完毕的证明材料照片')
  await merchant.tap('拍照或从相册选')
  await merchant.tap('再加一张（还可以加 5 张）')
  await merchant.tap('再加一张（还可以加 4 张）')
  await merchant.tap('删除第 2 张')
  await merchant.tap('提交')
  expect(merchant.text()).toContain('请阅读并作出信用修复承诺')
  await merchant.tap('☐ 我作出以上承诺')
  await merchant.tap('提交')
  expect(merchant.text()).toMatch(/编号 XF\d{14}/)
  expect(rowsOf<CreditCase>(cloud, 'cases').map(({ proofs }) => proofs.length)).toEqual([2])
  await decide('departmentOfficer', '同意修复，终止公示', '材料齐全，义务已履行')
  expect((await openReport()).text()).not.toContain(PENALTY.values.documentNumber)
  await openOwnRecords(merchant)
  expect(merchant.text()).toContain('已完成信用修复，终止公示')
  await merchant.tap('公众看到的')
  expect(merchant.text()).toContain('现在没有公示中的记录')
})

test('an objection that is not followed says why, and what can be done next', async () => {
  const merchant = phoneOf('owner')
  await openOwnRecords(merchant)
  await merchant.tap('提出异议')
  await merchant.type('例如：罚款金额应为 100 元，决定书第 2 页', '罚款金额应为 100 元')
  await merchant.tap('提交')
  const officer = await decide('departmentOfficer', '核实无误，维持', '经核对原决定书')
  expect(officer.text()).toContain('请写明提交人下一步可以怎么办')
  await officer.type('例如：补齐缴款凭证后可以再次申请；也可以依法申请行政复议', '可以依法申请行政复议')
  await officer.tap('决定：核实无误，维持')
  await officer.tap('再点一次，作出决定')
  await merchant.open(OWN_CASES)
  await merchant.tap('已办结')
  expect(merchant.text()).toContain('下一步：可以依法申请行政复议')
})

test('a clarification shows beside the record after the clerk has looked at it', async () => {
  const merchant = phoneOf('owner')
  await openOwnRecords(merchant)
  await merchant.tap('写说明')
  await merchant.type('例如：当天换价签未及时更新，已整改', '当天换价签没来得及，已整改')
  await merchant.tap('提交')
  expect((await openReport()).text()).not.toContain('当天换价签没来得及')
  await decide('clerk', '已核对，随记录展示', '内容属实')
  expect((await openReport()).text()).toMatch(
    /市场主体的说明\n当天换价签没来得及，已整改\n由市场主体自己填写/,
  )
})

test('a reader tells of a mistake from the record, and the department reads which one', async () => {
  const reader = await openReport()
  await reader.tap('这条有误')
  expect(reader.text()).toContain(PENALTY.values.documentNumber)
  await reader.type('例如：店名和门头不一样', '处罚金额和决定书上不一样')
  await reader.type('需要电话答复时填写', '12')
  await reader.tap('提交')
  expect(reader.text()).toContain('请填写 11 位手机号码。')
  await reader.type('需要电话答复时填写', '13800138000')
  await reader.tap('提交')
  expect(reader.text()).toMatch(/已收到，谢谢\n编号 JC\d{14}/)
  const officer = phoneOf('departmentOfficer')
  await officer.open(CASES)
  await officer.tap(PENALTY.values.documentNumber as string)
  expect(officer.text()).toMatch(/处罚金额和决定书上不一样.*138\*{4}8000/s)
  await officer.type('例如：核对证明材料', '电话答复')
  await officer.tap('查看联系电话')
  expect(officer.text()).toContain('13800138000')
})

test('staff find the records of an entity, propose a tier that another confirms, and suspend publication', async () => {
  const officer = phoneOf('departmentOfficer')
  await officer.open(RECORDS)
  await officer.type('18 位信用代码，或名称的开头', SHOP._id)
  await officer.tap('查找')
  expect(officer.text()).toMatch(/行政处罚.*正在公示.*档次\n一般/s)
  await officer.tap('办理这条记录')
  await officer.tap('提出改为严重')
  expect(officer.text()).toContain('请写明理由')
  await officer.type(REASON_FIELD, '裁量基准：情节严重')
  await officer.tap('提出改为严重')
  expect(officer.text()).toContain('是您提出的，须由另一个人确认。')

  const second = phoneOf('cityOfficer')
  await second.open(RECORDS)
  await second.type('18 位信用代码，或名称的开头', '爱辉区北岸')
  await second.tap('查找')
  await second.tap(SHOP.name)
  await second.tap('同意改档')
  await second.tap('再点一次，同意改档')
  expect(second.text()).toMatch(/按严重失信.*改档依据\n裁量基准：情节严重/s)
  await second.tap('办理这条记录')
  await second.type(REASON_FIELD, '已受理行政复议')
  await second.tap('暂停公示（复议、诉讼期间）')
  expect(second.text()).toContain('行政复议或者行政诉讼期间，暂停公示')
  expect((await openReport()).text()).not.toContain(PENALTY.values.documentNumber)
})
