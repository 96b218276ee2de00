import type { Browser, Page } from 'playwright-core'
import { closeBrowsers, openBrowser, openPage, picture, WINDOWS } from '../support/browser'
import type { TestCloud } from '../support/cloud'
import { startSampleCloud } from '../support/sampleCloud'
import type { SampleName } from '../support/samplePeople'

/** Staff at work in a browser: two devices, each somebody else. The demo's list of identities stands for WeChat. */

type Window = keyof typeof WINDOWS
type Device = Page & { faults: string[] }

let cloud: TestCloud
let browser: Browser
const devices: Device[] = []

beforeEach(async () => {
  cloud = await startSampleCloud()
  browser = await openBrowser()
})
afterEach(async () => {
  const faults = devices.splice(0).flatMap((device) => device.faults)
  await closeBrowsers()
  await cloud.remove()
  expect(faults).toEqual([])
})

const open = async (who: SampleName, path: string, window: Window) => {
  const page = await openPage(browser, window)
  devices.push(page)
  await page.goto(`${cloud.url}/pages/me/index`)
  await page.getByRole('button', { name: who, exact: true }).click()
  await page.getByText(`${who}（现在）`).waitFor()
  await page.goto(cloud.url + path)
  return page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.each(Object.keys(WINDOWS) as Window[])('in a %s window', (window) => {
  test('a lead invites, a newcomer accepts on another device, works, and is sent away', async () => {
    const lead = await open('lead', '/packages/staff/pages/index/index', window)
    await lead.getByText('您现在是：爱辉区 单位负责人').waitFor()
    await picture(lead, `staff-home-${window}`)
    await button(lead, '邀请同事 生成二维码，对方用微信扫一扫就能接受 进入').click()
    await lead.getByLabel('岗位（可以不填）', { exact: true }).fill('登记窗口')
    await picture(lead, `staff-invite-${window}`)
    await button(lead, '生成邀请二维码').click()
    await lead.getByRole('img', { name: '邀请二维码：邀请您担任爱辉区 单位经办人' }).waitFor()
    await picture(lead, `staff-invited-${window}`)
    const link = (await lead.locator('.share-link').textContent()) ?? ''

    const newcomer = await open('newcomer', new URL(link).pathname, window)
    await newcomer.getByText('邀请您担任单位经办人').waitFor()
    await picture(newcomer, `invitation-${window}`)
    await button(newcomer, '接受邀请').click()
    await newcomer.getByText('请填写真实姓名，2 至 30 个字。').waitFor()
    await newcomer.getByLabel('您的姓名', { exact: true }).fill('骆新桥')
    await button(newcomer, '接受邀请').click()
    await newcomer.getByText('您现在是爱辉区 单位经办人。').waitFor()
    await picture(newcomer, `invitation-accepted-${window}`)
    await button(newcomer, '打开工作台').click()
    await newcomer.getByText('您现在是：爱辉区 单位经办人').waitFor()

    await lead.goto(`${cloud.url}/packages/staff/pages/people/index`)
    await button(lead, '处理骆**的角色').click()
    await lead.getByLabel('理由', { exact: true }).fill('已调离本单位')
    await picture(lead, `staff-people-${window}`)
    await button(lead, '结束这个角色').click()
    await button(lead, '再点一次，结束这个角色').click()
    await lead.getByText('骆**').waitFor({ state: 'detached' })
    await button(lead, '发出的邀请').click()
    await lead.getByText('已接受').waitFor()
    await picture(lead, `staff-invitations-${window}`)

    await newcomer.goto(`${cloud.url}/packages/staff/pages/index/index`)
    await newcomer.getByText('您还没有工作角色。').waitFor()
    await newcomer.goto(cloud.url + new URL(link).pathname)
    await newcomer.getByText('这个邀请已经用过或已撤回').waitFor()
  })

  test('the city office invites to any unit or department', async () => {
    const officer = await open('cityOfficer', '/packages/staff/pages/invite/index', window)
    await button(officer, '行业部门人员').click()
    await button(officer, '文旅').click()
    await picture(officer, `staff-invite-city-${window}`)
    await button(officer, '生成邀请二维码').click()
    await officer.getByRole('heading', { name: '邀请您担任文旅 行业部门人员' }).waitFor()
  })
})

test('a browser that nobody knows is told to open the invitation in WeChat', async () => {
  const lead = await open('lead', '/packages/staff/pages/invite/index', 'phone')
  await button(lead, '生成邀请二维码').click()
  const link = (await lead.locator('.share-link').textContent()) ?? ''
  const page = await openPage(browser, 'phone')
  devices.push(page)
  await page.goto(cloud.url + new URL(link).pathname)
  await page.getByText('请在微信中打开').waitFor()
  await picture(page, 'invitation-nobody-phone')
})
