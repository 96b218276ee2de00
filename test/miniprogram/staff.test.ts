import { openDatabase } from '../../src/cloudbase/database'
import { invitationLink } from '../../src/domain/scannedLink'
import { callAs, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleGrantId, sampleIdentity } from '../support/samplePeople'
import { openPhone, type PhoneOptions } from '../support/weapp/phone'

/** Staff at work on the phone: what can I do, invite, accept, a lost phone, the end of a role; pages as built. */

const STAFF = '/packages/staff/pages/index/index'
const PEOPLE = '/packages/staff/pages/people/index'
const INVITE = '/packages/staff/pages/invite/index'
const INVITATION = '/packages/staff/pages/invitation/index'
const NAME_FIELD = '请填写真实姓名'
const REASON_FIELD = '例如：手机丢失、已调离'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName, options: Partial<PhoneOptions> = {}) =>
  openPhone({ cloud, openId: sampleIdentity(who).openId, ...options })
const inviteClerk = async () => {
  const nowhere = { department: null, creditCode: null }
  const invited = {
    role: 'unitClerk' as const,
    post: '登记窗口',
    isHandOver: false,
    unit: 'aihui',
    ...nowhere,
  }
  const { token } = successOf(await callAs(cloud, 'lead', 'invitation.make', invited))
  return { token, link: invitationLink(SAMPLE_ORIGIN, token) }
}

test('each role finds what it can do, and nothing that it cannot', async () => {
  const doors: [SampleName, string[]][] = [
    ['clerk', ['店铺认领', '当面认领码', '市场主体']],
    ['lead', ['店铺认领', '当面认领码', '市场主体', '人员和邀请', '邀请同事']],
    ['departmentOfficer', ['市场主体']],
    ['auditor', ['操作日志']],
  ]
  for (const [who, expected] of doors) {
    const phone = phoneOf(who)
    await phone.open(STAFF)
    const shown = ['店铺认领', '当面认领码', '市场主体', '人员和邀请', '邀请同事', '操作日志'].filter(
      (door) => phone.text().split('\n').includes(door),
    )
    expect([who, shown]).toEqual([who, expected])
  }
})

test('somebody without a role reads where roles come from', async () => {
  const phone = phoneOf('citizen')
  await phone.open(STAFF)
  expect(phone.text()).toContain('您还没有工作角色。工作角色由单位负责人或市信用办邀请')
  await phone.tap('回首页')
  expect(phone.path()).toBe('/pages/home/index')
})

test('scanned at home, an invitation says what, where and by whom; accepted, the work begins', async () => {
  const { link } = await inviteClerk()
  const phone = phoneOf('newcomer', { scan: () => link })
  await phone.open('/pages/home/index')
  await phone.tap('扫描标牌')
  expect(phone.path()).toBe(INVITATION)
  expect(phone.text()).toMatch(/邀请您担任单位经办人.*爱辉区.*登记窗口.*陆\*\*.*只能用一次.*记入操作日志/s)
  await phone.type(NAME_FIELD, '骆新桥')
  await phone.tap('接受邀请')
  expect(phone.text()).toMatch(/已接受邀请\n您现在是爱辉区 单位经办人。/)
  await phone.tap('打开工作台')
  expect(phone.path()).toBe(STAFF)
  expect(phone.text()).toContain('您现在是：爱辉区 单位经办人')
})

test('opened by WeChat itself, it keeps what was typed when the name or the network is wrong', async () => {
  const { link } = await inviteClerk()
  const phone = phoneOf('newcomer')
  await phone.open(INVITATION, { q: encodeURIComponent(link) })
  await phone.type(NAME_FIELD, '骆')
  await phone.tap('接受邀请')
  expect(phone.text()).toContain('请填写真实姓名，2 至 30 个字。')
  await phone.type(NAME_FIELD, '骆新桥')
  phone.reaches = () => false
  await phone.tap('接受邀请')
  phone.takeComplaint(/people/)
  expect(phone.text()).toContain('网络没有连上。请检查网络后重试。')
  expect(phone.field(NAME_FIELD)).toBe('骆新桥')
  phone.reaches = () => true
  await phone.tap('接受邀请')
  expect(phone.text()).toContain('已接受邀请')
})

test('used, expired, invented, or one’s own, it says so and leads home', async () => {
  const { token, link } = await inviteClerk()
  const open = async (who: SampleName, text: string) => {
    const phone = phoneOf(who)
    await phone.open(INVITATION, { q: encodeURIComponent(text) })
    return phone
  }
  expect((await open('lead', link)).text()).toContain('不能接受自己发出的邀请。')
  expect((await open('newcomer', `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`)).text()).toContain(
    '这个邀请无效',
  )
  expect((await open('newcomer', `${SAMPLE_ORIGIN}/i/short`)).text()).toContain('这个邀请无效')
  successOf(
    await callAs(cloud, 'citizen', 'invitation.accept', { token, name: '骆新桥', consentVersion: null }),
  )
  const used = await open('newcomer', link)
  expect(used.text()).toContain('这个邀请已经用过或已撤回')
  await used.tap('回首页')
  expect(used.path()).toBe('/pages/home/index')
  const { token: late, link: lateLink } = await inviteClerk()
  const database = openDatabase()
  const { data } = await database.collection('invitations').where({ state: 'open' }).get()
  await database.collection('invitations').doc(data[0]._id).update({ expiresAt: 1 })
  expect(late).not.toBe(token)
  expect((await open('newcomer', lateLink)).text()).toContain('这个邀请已超过 24 小时')
})

test('a lead invites to the own unit, sees the QR once, and takes the invitation back', async () => {
  const phone = phoneOf('lead')
  await phone.open(INVITE)
  expect(phone.text()).toMatch(/单位经办人.*爱辉区/s)
  expect(phone.text()).not.toContain('北安市')
  await phone.type('例如：登记窗口', '登记窗口')
  await phone.tap('生成邀请二维码')
  expect(phone.text()).toMatch(/邀请您担任爱辉区 单位经办人\n请对方用微信扫这个二维码/)
  await phone.open(PEOPLE)
  await phone.tap('发出的邀请')
  expect(phone.text()).toMatch(/单位经办人\n爱辉区 · 登记窗口\n.*前有效\n等待接受/)
  await phone.tap('作废这个邀请')
  await phone.tap('再点一次，作废这个邀请')
  expect(phone.text()).toContain('已作废')
})

test('the city office chooses role and place', async () => {
  const phone = phoneOf('cityOfficer')
  await phone.open(INVITE)
  expect(phone.text()).toContain('请先选择角色。')
  await phone.tap('单位负责人')
  expect(phone.text()).toContain('请先选择报送单位。')
  await phone.tap('逊克县')
  await phone.tap('生成邀请二维码')
  expect(phone.text()).toContain('邀请您担任逊克县 单位负责人')
  await phone.tap('再邀请一位')
  await phone.tap('审计员')
  await phone.tap('生成邀请二维码')
  expect(phone.text()).toContain('邀请您担任审计员')
})

test('a lead suspends a lost phone, brings it back, and ends a role, each with a reason', async () => {
  const phone = phoneOf('lead')
  await phone.open(PEOPLE)
  expect(phone.text()).toMatch(/陆\*\*（您本人）/)
  expect(phone.text()).not.toContain('江**')
  await callAs(cloud, 'lead', 'grant.end', { grantId: sampleGrantId('secondClerk'), reason: '已调离本单位' })
  await phone.open(PEOPLE)
  await phone.tap('处理')
  await phone.tap('手机丢失，先暂停')
  expect(phone.text()).toContain('请写明理由，至少 4 个字。')
  await phone.type(REASON_FIELD, '手机丢失')
  await phone.tap('手机丢失，先暂停')
  expect(phone.text()).toContain('已暂停：')
  const clerk = phoneOf('clerk')
  await clerk.open(STAFF)
  expect(clerk.text()).toContain('您的角色已暂停使用。')
  await phone.tap('处理')
  await phone.type(REASON_FIELD, '手机已找回')
  await phone.tap('手机已找回，恢复使用')
  expect(phone.text()).not.toContain('已暂停：')
  await phone.tap('处理')
  await phone.type(REASON_FIELD, '已调离本单位')
  await phone.tap('结束这个角色')
  await phone.tap('再点一次，结束这个角色')
  expect(phone.text()).not.toContain('乔**')
})

test('a clerk finds the entities of the own unit', async () => {
  const phone = phoneOf('clerk')
  await phone.open('/packages/staff/pages/entities/index')
  await phone.type('信用代码或名称的开头', SHOP.name.slice(0, 5))
  await phone.tap('查找')
  expect(phone.text()).toMatch(new RegExp(`${SHOP.name}\n${SHOP._id}\n爱辉区\n店主已认领`))
  await phone.type('信用代码或名称的开头', '没有的店')
  await phone.tap('查找')
  expect(phone.text()).toContain('没有以“没有的店”开头的市场主体')
})
