import { appendLineAlone } from '../../src/cloudbase/auditLog'
import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import { ENTRY } from '../support/auditLines'
import type { TestCloud } from '../support/cloud'
import { SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { type SampleName, sampleIdentity, samplePersonId } from '../support/samplePeople'
import { openPhone, type Phone } from '../support/weapp/phone'

/** The auditor's pages of the mini-program, as built. */

const STAFF = '/packages/staff/pages/index/index'
const LOG = '/packages/staff/pages/log/index'
const LINE = '/packages/staff/pages/logLine/index'
const CODE_FIELD = '店铺的 18 位代码'
const FROM_FIELD = '2026-11-01'
const REASON_FIELD = '例如：年度审计需要'
const { auditSeal } = openProtection(SAMPLE_KEYS)

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
  const database = openDatabase()
  const clerk = { ...ENTRY, personId: samplePersonId('clerk'), maskedName: '乔**', creditCode: SHOP._id }
  await appendLineAlone(database, auditSeal, { ...clerk, at: Date.parse('2026-11-02T09:30:00+08:00') })
  await appendLineAlone(database, auditSeal, {
    ...clerk,
    at: Date.parse('2026-11-03T09:30:00+08:00'),
    action: 'people.grant.end',
    outcome: 'NOT_ALLOWED',
    creditCode: null,
    changes: [],
  })
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName) => openPhone({ cloud, openId: sampleIdentity(who).openId })
const openLog = async (): Promise<Phone> => {
  const phone = phoneOf('auditor')
  await phone.open(STAFF)
  await phone.tap('操作日志')
  expect(phone.path()).toBe(LOG)
  return phone
}

test('an auditor finds a line by what, where and how it ended, and reads in words what changed', async () => {
  const phone = await openLog()
  expect(phone.text()).toMatch(/结束角色\n未完成\n乔\*\* · 单位经办人/)
  await phone.tap('选择')
  await phone.tap('撤回认领')
  expect(phone.text()).toContain('操作：撤回认领')
  await phone.tap('查询')
  expect(phone.text()).toContain('没有符合条件的记录')
  await phone.tap('选择')
  await phone.tap('全部操作')
  await phone.tap('完成')
  await phone.type(CODE_FIELD, SHOP._id.toLowerCase())
  await phone.tap('查询')
  expect(phone.text()).not.toContain('结束角色')
  await phone.tap('2026-11-02 09:30')
  expect(phone.path()).toBe(LINE)
  expect(phone.text()).toMatch(
    /处理认领.*时间\n2026-11-02 09:30.*结果\n完成.*认领：状态\n从“等待核对”改为“已通过”/s,
  )
  await phone.tap('看这个人的全部记录')
  expect(phone.path()).toBe(LOG)
  expect(phone.text()).toContain('结束角色')
  await phone.back()
  expect(phone.path()).toBe(LINE)
})

test('a day that is none is told at its field, nothing found is told, and the conditions can be cleared', async () => {
  const phone = await openLog()
  await phone.type(FROM_FIELD, '11月1日')
  await phone.tap('查询')
  expect(phone.text()).toContain('请写成年-月-日，例如 2026-11-25')
  expect(phone.field(FROM_FIELD)).toBe('11月1日')
  await phone.type(FROM_FIELD, '2099-01-01')
  await phone.tap('查询')
  expect(phone.text()).toContain('没有符合条件的记录')
  await phone.tap('清除条件')
  expect(phone.text()).toContain('结束角色')
})

test('a refusal is told with its reason; taking the log out asks for one', async () => {
  const phone = await openLog()
  await phone.tap('2026-11-03 09:30')
  expect(phone.text()).toMatch(/结果\n您没有使用这项功能的权限。.*没有完成，数据没有改变。/s)
  await phone.back()
  await phone.tap('展开')
  await phone.type(REASON_FIELD, '看')
  await phone.tap('导出为 CSV 表格')
  expect(phone.text()).toContain('请写明理由，至少 4 个字。')
})

test('who is no auditor finds no way in, and without a network the page says so and tries again', async () => {
  const clerk = phoneOf('clerk')
  await clerk.open(STAFF)
  expect(clerk.text()).not.toContain('操作日志')
  await clerk.open(LOG)
  expect(clerk.text()).toContain('您没有使用这项功能的权限。')

  const phone = phoneOf('auditor')
  phone.reaches = () => false
  await phone.open(LOG)
  expect(phone.text()).toContain('网络没有连上')
  for (const name of ['audit', 'credit']) phone.takeComplaint(new RegExp(`${name}.*request:fail`))
  phone.reaches = () => true
  await phone.tap('重试')
  expect(phone.text()).toContain('处理认领')
})
