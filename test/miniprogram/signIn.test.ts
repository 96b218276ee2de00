import type { Session } from '../../src/domain/people'
import { callAs, callOverHttp, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_PIN, type SampleName, sampleIdentity, samplePersonId } from '../support/samplePeople'
import { openPhone, type PhoneOptions } from '../support/weapp/phone'

/** The phone's part of a desktop's log-in, the PIN and the page 我的, as built for WeChat. */

const HOME = '/pages/home/index'
const ME = '/pages/me/index'
const APPROVE = '/packages/staff/pages/approve/index'
const PIN = '/packages/staff/pages/pin/index'
const PIN_FIELD = '6 位数字'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

const phoneOf = (who: SampleName, options: Partial<PhoneOptions> = {}) =>
  openPhone({ cloud, openId: sampleIdentity(who).openId, ...options })
const beginLogin = async () => successOf(await callOverHttp(cloud, 'login.begin', {}))
const collect = async ({ loginId, secret }: { loginId: string; secret: string }) =>
  successOf(await callOverHttp(cloud, 'login.collect', { loginId, secret }))
const linkOf = ({ loginId }: { loginId: string }) => `${SAMPLE_ORIGIN}/l/${loginId}`
/** The page as WeChat opens it for a link that was scanned outside of the app. */
const openScanned = async (who: SampleName, login: { loginId: string }) => {
  const phone = phoneOf(who)
  await phone.open(APPROVE, { q: encodeURIComponent(linkOf(login)) })
  return phone
}

describe('letting a desktop in', () => {
  test('the scan button of the first page takes a desktop’s QR, and the PIN lets it in', async () => {
    const login = await beginLogin()
    const phone = phoneOf('clerk', { scan: () => linkOf(login) })
    await phone.open(HOME)
    await phone.tap('扫描标牌')
    expect(phone.path()).toBe(APPROVE)
    expect(phone.text()).toContain(`电脑上显示的数字应当是\n${login.checkNumber}`)
    expect(phone.text()).toContain('乔望舒，爱辉区 单位经办人')
    await phone.type(PIN_FIELD, SAMPLE_PIN)
    await phone.tap('确认登录')
    expect(phone.text()).toContain('电脑已登录')
    expect((await collect(login)).state).toBe('approved')
    await phone.tap('回首页')
    expect(phone.path()).toBe(HOME)
  })

  test('opened by WeChat itself it is the same page; refusing ends it', async () => {
    const login = await beginLogin()
    const phone = await openScanned('clerk', login)
    await phone.tap('不是我，拒绝登录')
    expect(phone.text()).toContain('已拒绝登录')
    expect((await collect(login)).state).toBe('refused')
  })

  test('a wrong PIN says how often one may still try, and is typed anew', async () => {
    const phone = await openScanned('lead', await beginLogin())
    await phone.type(PIN_FIELD, '000000')
    await phone.tap('确认登录')
    expect(phone.text()).toContain('操作密码不正确，还可以试 4 次。')
    expect(phone.field(PIN_FIELD)).toBe('')
    await phone.type(PIN_FIELD, SAMPLE_PIN)
    await phone.tap('确认登录')
    expect(phone.text()).toContain('电脑已登录')
  })

  test('without a network the PIN stays in its field, and the next try goes through', async () => {
    const login = await beginLogin()
    const phone = await openScanned('clerk', login)
    await phone.type(PIN_FIELD, SAMPLE_PIN)
    phone.reaches = () => false
    await phone.tap('确认登录')
    expect(phone.text()).toContain('网络没有连上。')
    phone.takeComplaint(/request:fail/)
    expect(phone.field(PIN_FIELD)).toBe(SAMPLE_PIN)
    phone.reaches = () => true
    await phone.tap('确认登录')
    expect(phone.text()).toContain('电脑已登录')
  })

  test('more than six digits cannot be typed as a PIN, and too few are told so', async () => {
    const phone = await openScanned('clerk', await beginLogin())
    await phone.type(PIN_FIELD, '4'.repeat(10 * 1024 * 1024))
    expect(phone.field(PIN_FIELD)).toBe('444444')
    await phone.type(PIN_FIELD, '428')
    await phone.tap('确认登录')
    expect(phone.text()).toContain('密码应为 6 位数字')
  })

  test('a QR that is too old says so and leads back; what would not go better is not offered again', async () => {
    const login = await beginLogin()
    overwrite(cloud.store, 'logins', login.loginId, { expiresAt: Date.now() - 1 })
    const phone = await openScanned('clerk', login)
    expect(phone.text()).toContain('登录二维码已过期，请在电脑上换一个二维码再扫。')
    expect(phone.text()).not.toContain('重试')
    await phone.tap('回首页')
    expect(phone.path()).toBe(HOME)
  })

  test('without a network nothing is said against the QR, and trying again asks again', async () => {
    const login = await beginLogin()
    const phone = phoneOf('clerk')
    phone.reaches = () => false
    await phone.open(APPROVE, { q: encodeURIComponent(linkOf(login)) })
    expect(phone.text()).toContain('网络没有连上。')
    phone.takeComplaint(/request:fail/)
    phone.reaches = () => true
    await phone.tap('重试')
    expect(phone.text()).toContain('有一台电脑要用您的身份登录')
  })

  test('a QR of another host is not followed', async () => {
    const login = await beginLogin()
    const phone = phoneOf('clerk')
    await phone.open(APPROVE, { q: encodeURIComponent(`https://elsewhere.example/l/${login.loginId}`) })
    expect(phone.text()).toContain('这个链接不是“码上诚信”的网址')
    expect((await collect(login)).state).toBe('waiting')
  })

  test('who has no PIN sets one on the way and comes back to the desktop that waits', async () => {
    overwrite(cloud.store, 'people', samplePersonId('manager'), { pin: null })
    const login = await beginLogin()
    const phone = await openScanned('manager', login)
    await phone.tap('设置操作密码')
    expect(phone.path()).toBe(PIN)
    await phone.type('新的 6 位数字', '719204')
    await phone.type('再输一次新的 6 位数字', '719204')
    await phone.tap('保存操作密码')
    expect(phone.path()).toBe(APPROVE)
    expect(phone.toasts).toEqual(['操作密码已设置'])
    await phone.type(PIN_FIELD, '719204')
    await phone.tap('确认登录')
    expect((await collect(login)).state).toBe('approved')
  })
})

describe('the PIN', () => {
  test('is changed with the old one; a wrong old one is told and nothing else is lost', async () => {
    const phone = phoneOf('secondOfficer')
    await phone.open(ME)
    await phone.tap('更换操作密码')
    await phone.type('现在的 6 位数字', '000000')
    await phone.type('新的 6 位数字', '350842')
    await phone.type('再输一次新的 6 位数字', '350842')
    await phone.tap('保存操作密码')
    expect(phone.text()).toContain('操作密码不正确，还可以试 4 次。')
    expect([phone.field('现在的 6 位数字'), phone.field('新的 6 位数字')]).toEqual(['', '350842'])
    await phone.type('现在的 6 位数字', SAMPLE_PIN)
    await phone.tap('保存操作密码')
    expect(phone.path()).toBe(ME)
    expect(phone.toasts).toEqual(['操作密码已设置'])
  })

  test('is of no use to a citizen', async () => {
    const phone = phoneOf('citizen')
    await phone.open(PIN)
    expect(phone.text()).toContain('您现在没有工作角色，不需要设置。')
  })
})

describe('the page 我的', () => {
  test('of a citizen asks for nothing and says that nothing is kept', async () => {
    const phone = phoneOf('citizen')
    await phone.open(ME)
    expect(phone.text()).toContain('查看标牌不需要登录，也不留下您的信息。')
    expect(phone.text()).toContain('认领店铺')
    expect(phone.text()).not.toMatch(/我的角色|电脑登录|导出我的信息|演示：/)
    expect(documentsOf(cloud.store, 'people', { _id: samplePersonId('citizen') })).toEqual([])
  })

  test('lists the desktops that act for the person and ends each of them', async () => {
    const login = await beginLogin()
    const { loginId } = login
    successOf(await callAs(cloud, 'auditor', 'login.scan', { loginId }))
    successOf(await callAs(cloud, 'auditor', 'login.approve', { loginId, pin: SAMPLE_PIN }))
    await collect(login)
    const phone = phoneOf('auditor')
    await phone.open(ME)
    expect(phone.text()).toContain('网络地址 127.0.*.*')
    await phone.tap('结束这次登录')
    expect(phone.text()).toContain('现在没有电脑在用您的身份登录。')
    const [session] = documentsOf<Session>(cloud.store, 'sessions', { personId: samplePersonId('auditor') })
    expect(session?.endedAt).not.toBeNull()
  })

  test('hands over what is kept as a file, and changing one’s mind about the chat is no fault', async () => {
    const phone = phoneOf('owner')
    await phone.open(ME)
    phone.sharesFiles = false
    await phone.tap('导出我的信息')
    phone.sharesFiles = true
    await phone.tap('导出我的信息')
    expect(phone.sharedFiles).toHaveLength(2)
    expect(phone.sharedFiles[1]?.text).toContain('宋知远')
  })

  test('asks twice before a role is left', async () => {
    const phone = phoneOf('otherOwner')
    await phone.open(ME)
    await phone.tap('不再担任')
    expect(phone.text()).toContain('黑河市江畔食品有限公司 · 店主')
    await phone.tap('再点一次，不再担任')
    expect(phone.text()).not.toContain('黑河市江畔食品有限公司 · 店主')
    expect(phone.text()).toContain('您现在没有店铺或工作角色')
  })

  test('without a network says so and asks again', async () => {
    const phone = phoneOf('clerk')
    phone.reaches = () => false
    await phone.open(ME)
    expect(phone.text()).toContain('网络没有连上。')
    phone.takeComplaint(/request:fail/)
    phone.takeComplaint(/request:fail/)
    phone.reaches = () => true
    await phone.tap('重试')
    expect(phone.text()).toContain('乔望舒')
  })
})
