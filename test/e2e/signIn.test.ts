import type { Browser, Page } from 'playwright-core'
import type { DesktopLogin, Session } from '../../src/domain/people'
import { SESSION_IDLE_MS } from '../../src/domain/people'
import { closeBrowsers, openBrowser, openPage, picture } from '../support/browser'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_PIN, type SampleName, samplePersonId } from '../support/samplePeople'

/** Two devices: a desktop that shows a QR, and a phone that lets it in. */

let cloud: TestCloud
let browser: Browser
beforeAll(async () => {
  cloud = await startSampleCloud()
  browser = await openBrowser()
})
afterAll(async () => {
  await closeBrowsers()
  await cloud.remove()
})

type Device = Page & { faults: string[] }

const LABELS: Partial<Record<SampleName, string>> = {}

/** A phone in somebody's hands. The demo's list of identities stands for WeChat. */
const openPhone = async (who: SampleName): Promise<Device> => {
  const page = await openPage(browser, 'phone')
  await page.goto(`${cloud.url}/pages/me/index`)
  await page.getByRole('button', { name: LABELS[who] ?? who, exact: true }).click()
  await page.getByText('我的角色').or(page.getByText('您现在没有店铺或工作角色')).waitFor()
  return page
}
const openDesktop = async (): Promise<Device> => {
  const page = await openPage(browser, 'desktop')
  await page.goto(`${cloud.url}/login`)
  await page.getByText('等待扫码').waitFor()
  return page
}
/** What the phone's camera reads on the desktop. */
const linkOn = async (desktop: Page) => {
  const link = await desktop.getByText('演示：在另一个标签页里扮演手机').getAttribute('href')
  if (!link) throw new Error('the desktop shows no link')
  return link
}
const typePin = (phone: Page, pin: string) => phone.getByLabel('操作密码', { exact: true }).fill(pin)
const checkNumberOf = async (page: Page, place: string) => (await page.locator(place).textContent()) ?? ''
const closeAll = async (...devices: Device[]) => {
  for (const device of devices) {
    expect(device.faults).toEqual([])
    await device.context().close()
  }
}

test('a phone lets a desktop in, which then acts for the person until its session is ended on the phone', async () => {
  const desktop = await openDesktop()
  await picture(desktop, 'login-desktop')
  const phone = await openPhone('clerk')
  await phone.goto(await linkOn(desktop))
  await phone.getByText('有一台电脑要用您的身份登录').waitFor()
  await desktop.getByText('乔** 已扫码').waitFor()
  expect(await checkNumberOf(phone, '.approve-number')).toBe(await checkNumberOf(desktop, '.login-number'))
  expect(await phone.locator('body').textContent()).toMatch(
    /Linux 电脑 · Chrome 浏览器.*127\.0\.\*\.\*.*乔望舒.*爱辉区 单位经办人/s,
  )
  await picture(phone, 'approve-phone')
  await typePin(phone, '000000')
  await phone.getByText('确认登录').click()
  await phone.getByText('操作密码不正确，还可以试 4 次。').waitFor()
  await typePin(phone, SAMPLE_PIN)
  await phone.getByText('确认登录').click()
  await phone.getByText('电脑已登录').waitFor()
  await desktop.getByText('（这台电脑）').waitFor()
  await desktop.getByText('乔望舒').waitFor()
  expect(new URL(desktop.url()).pathname).toBe('/pages/me/index')
  await picture(desktop, 'me-desktop')

  await desktop.reload()
  await desktop.getByText('（这台电脑）').waitFor()
  await phone.goto(`${cloud.url}/pages/me/index`)
  await phone.getByText('结束这次登录').click()
  await phone.getByText('现在没有电脑在用您的身份登录').waitFor()
  await picture(phone, 'me-phone')
  await desktop.reload()
  await desktop.getByText('您还没有登录').waitFor()
  await closeAll(desktop, phone)
})

test('a person leaves the desktop there as well; another tab never was somebody', async () => {
  const desktop = await openDesktop()
  const phone = await openPhone('lead')
  await phone.goto(await linkOn(desktop))
  await typePin(phone, SAMPLE_PIN)
  await phone.getByText('确认登录').click()
  await desktop.getByText('退出登录').waitFor()
  const anotherTab = await desktop.context().newPage()
  await anotherTab.goto(`${cloud.url}/pages/me/index`)
  await anotherTab.getByText('您还没有登录').waitFor()
  await desktop.getByText('退出登录').click()
  await desktop.getByText('您还没有登录').waitFor()
  await closeAll(desktop, phone)
})

test('a desktop that was not used for half an hour is signed out and says so', async () => {
  const desktop = await openDesktop()
  const phone = await openPhone('departmentOfficer')
  await phone.goto(await linkOn(desktop))
  await typePin(phone, SAMPLE_PIN)
  await phone.getByText('确认登录').click()
  await desktop.getByText('退出登录').waitFor()
  const [session] = documentsOf<Session>(cloud.store, 'sessions', {
    personId: samplePersonId('departmentOfficer'),
  })
  overwrite(cloud.store, 'sessions', session?._id as string, { usedAt: Date.now() - SESSION_IDLE_MS })
  await desktop.reload()
  await desktop.getByText('您还没有登录').waitFor()
  await closeAll(desktop, phone)
})

test('who did not begin it refuses; the desktop says so and shows another QR', async () => {
  const desktop = await openDesktop()
  const phone = await openPhone('clerk')
  const link = await linkOn(desktop)
  await phone.goto(link)
  await phone.getByText('不是我，拒绝登录').click()
  await phone.getByText('已拒绝登录').waitFor()
  await desktop.getByText('手机上拒绝了这次登录').waitFor()
  await picture(desktop, 'login-refused-desktop')
  await desktop.getByText('换一个二维码').click()
  await desktop.getByText('等待扫码').waitFor()
  expect(await linkOn(desktop)).not.toBe(link)
  await closeAll(desktop, phone)
})

test('a QR that somebody else has scanned, and one that is too old, say so and lead on', async () => {
  const desktop = await openDesktop()
  const [first, second] = [await openPhone('clerk'), await openPhone('auditor')]
  const link = await linkOn(desktop)
  await first.goto(link)
  await first.getByText('有一台电脑要用您的身份登录').waitFor()
  await second.goto(link)
  await second.getByText('登录二维码已被扫过，请在电脑上换一个二维码再扫。').waitFor()
  await picture(second, 'approve-used-phone')

  const loginId = link.split('/').at(-1) as string
  overwrite(cloud.store, 'logins', loginId, { expiresAt: Date.now() - 1 })
  await typePin(first, SAMPLE_PIN)
  await first.getByText('确认登录').click()
  await first.getByText('登录二维码已过期，请在电脑上换一个二维码再扫。').waitFor()
  await desktop.getByText('二维码已过期').waitFor()
  const [login] = documentsOf<DesktopLogin>(cloud.store, 'logins', { _id: loginId })
  expect(login?.state).toBe('scanned')
  await second.getByText('回首页').click()
  await second.getByText('关于标牌').waitFor()
  await closeAll(desktop, first, second)
})

test('who has no PIN sets one on the way, and what is mistyped is told', async () => {
  overwrite(cloud.store, 'people', samplePersonId('owner'), { pin: null })
  const desktop = await openDesktop()
  const phone = await openPhone('owner')
  await phone.goto(await linkOn(desktop))
  await phone.getByText('设置操作密码').click()
  const type = async (pin: string, again: string) => {
    await phone.getByLabel('新密码', { exact: true }).fill(pin)
    await phone.getByLabel('再输一次新密码').fill(again)
    await phone.getByText('保存操作密码').click()
  }
  await type('123456', '123456')
  await phone.getByText('密码应为 6 位数字，不能是 6 个相同或连续的数字。').waitFor()
  await picture(phone, 'pin-phone')
  await type('719204', '719205')
  await phone.getByText('两次输入的新密码不一样').waitFor()
  await type('719204', '719204')
  await typePin(phone, '719204')
  await phone.getByText('确认登录').click()
  await desktop.getByText('（这台电脑）').waitFor()
  await closeAll(desktop, phone)
})

test('a citizen who scans the QR is told that no role lets them in; a browser outside of WeChat is sent to WeChat', async () => {
  const desktop = await openDesktop()
  const link = await linkOn(desktop)
  const citizen = await openPhone('citizen')
  await citizen.goto(link)
  await citizen.getByText('您还没有工作角色，不能登录电脑端。').waitFor()
  const stranger = await openPage(browser, 'phone')
  await stranger.goto(link)
  await stranger.getByText('请用微信扫码').waitFor()
  await closeAll(desktop, citizen, stranger)
})

describe('a served installation', () => {
  let served: TestCloud
  beforeAll(async () => {
    served = await startSampleCloud({ CITY_MODE: 'live' })
  })
  afterAll(() => served.remove())

  test('has no list of identities, shows none, and does not read the header', async () => {
    expect((await fetch(`${served.url}/identities`)).status).toBe(404)
    const page = await openPage(browser, 'phone')
    await page.addInitScript(() => window.sessionStorage.setItem('chosenIdentity', 'cityOfficer'))
    await page.goto(`${served.url}/pages/me/index`)
    await page.getByText('您还没有登录').waitFor()
    expect(await page.getByText('演示').count()).toBe(0)
    await closeAll(page)
  })
})
