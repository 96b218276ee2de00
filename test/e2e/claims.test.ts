import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { closeBrowsers, openBrowser, openPage, picture, type WINDOWS } from '../support/browser'
import type { TestCloud } from '../support/cloud'
import { SHOP, UNCLAIMED_SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import type { SampleName } from '../support/samplePeople'
import { PAGE_AS_PICTURE, PNG_PICTURE } from '../support/samplePictures'

/** A shop comes to its owner, in a browser: two devices, each somebody else. */

type Device = Page & { faults: string[] }

let cloud: TestCloud
let browser: Browser
let folder: string
let licence: string
const devices: Device[] = []

beforeEach(async () => {
  cloud = await startSampleCloud()
  browser = await openBrowser()
  folder = mkdtempSync(join(tmpdir(), 'claims-'))
  licence = join(folder, 'licence.png')
  writeFileSync(licence, PNG_PICTURE)
})
afterEach(async () => {
  const faults = devices.splice(0).flatMap((device) => device.faults)
  await closeBrowsers()
  await cloud.remove()
  rmSync(folder, { recursive: true })
  expect(faults).toEqual([])
})

/** A device in somebody's hands. The demo's list of identities stands for WeChat. */
const open = async (who: SampleName, path: string, window: keyof typeof WINDOWS = 'phone') => {
  const page = await openPage(browser, window)
  devices.push(page)
  await page.goto(`${cloud.url}/pages/me/index`)
  await page.getByRole('button', { name: who, exact: true }).click()
  await page.getByText(`${who}（现在）`).waitFor()
  await page.goto(cloud.url + path)
  return page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const choosePicture = async (page: Page, file: string) => {
  const chooser = page.waitForEvent('filechooser')
  await button(page, '拍照或从相册选').click()
  await (await chooser).setFiles(file)
}
const findShop = async (page: Page, creditCode: string) => {
  await page.getByLabel('统一社会信用代码', { exact: true }).fill(creditCode)
  await button(page, '查找店铺').click()
  await page.getByLabel('您的姓名', { exact: true }).fill('顾长风')
  await page.getByLabel('您的手机号', { exact: true }).fill('13800000000')
}
const claim = async (page: Page, creditCode = UNCLAIMED_SHOP._id) => {
  await findShop(page, creditCode)
  await choosePicture(page, licence)
  await page.getByRole('checkbox', { name: '我已读过，同意加入' }).click()
  await picture(page, 'claim-filled-phone')
  await button(page, '提交认领').click()
  await page.getByText('已提交，正在等待核对').waitFor()
}

test('claim, a clerk confirms, and the shop appears', async () => {
  const merchant = await open('newcomer', '/packages/merchant/pages/claim/index')
  await picture(merchant, 'claim-empty-phone')
  await claim(merchant)
  await picture(merchant, 'claim-sent-phone')
  await button(merchant, '查看我的店铺').click()
  await merchant.getByText('认领等待核对').waitFor()
  await picture(merchant, 'shops-waiting-phone')

  const clerk = await open('clerk', '/packages/staff/pages/claims/index', 'desktop')
  await clerk.getByText(UNCLAIMED_SHOP.name).waitFor()
  await picture(clerk, 'claims-desktop')
  await clerk.getByText(UNCLAIMED_SHOP.name).click()
  await clerk.getByText('登记机关的记录').waitFor()
  await clerk.getByLabel('查看理由').fill('核对营业执照')
  await button(clerk, '查看执照照片').click()
  // The picture is there, not only its place.
  await clerk.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.claim-picture img')?.naturalWidth === 1,
  )
  await button(clerk, '查看姓名和手机号').click()
  await clerk.getByText('13800000000').waitFor()
  await picture(clerk, 'claim-desktop')
  await button(clerk, '通过，店铺归认领人').click()
  await button(clerk, '再点一次，通过认领').click()
  await clerk.getByRole('main').last().getByText('已通过', { exact: true }).waitFor()

  await merchant.reload()
  await merchant.getByText('您是店主').waitFor()
  await picture(merchant, 'shops-phone')
})

test('a form with something missing says what, a file that is no picture is refused, and nothing typed is lost', async () => {
  const page = await open('newcomer', '/packages/merchant/pages/claim/index')
  await findShop(page, UNCLAIMED_SHOP._id)
  writeFileSync(licence, PAGE_AS_PICTURE)
  await choosePicture(page, licence)
  await page.getByText('只能上传 JPG 或 PNG 图片').waitFor()
  await page.getByLabel('您的手机号', { exact: true }).fill('123')
  await button(page, '提交认领').click()
  for (const message of ['请填写 11 位手机号码。', '请先阅读并同意加入说明。'])
    await page.getByText(message).waitFor()
  await picture(page, 'claim-failures-phone')
  expect(await page.getByLabel('您的姓名', { exact: true }).inputValue()).toBe('顾长风')
})

test('a claim of a shop that is held is a dispute: the clerk sees it, and confirming needs a reason', async () => {
  const merchant = await open('newcomer', '/packages/merchant/pages/claim/index')
  await claim(merchant, SHOP._id)
  await merchant.getByText('这家店目前已有人认领').waitFor()
  const clerk = await open('clerk', '/packages/staff/pages/claims/index')
  await clerk.getByText('有争议：这家店已有店主').waitFor()
  await picture(clerk, 'claims-dispute-phone')
  await clerk.getByText(SHOP.name).click()
  await clerk.getByText(/这家店现在由宋\*+持有/).waitFor()
  await picture(clerk, 'claim-dispute-phone')
  await button(clerk, '通过，店铺归认领人').click()
  await button(clerk, '再点一次，通过认领').click()
  await clerk.getByText('请写明理由').waitFor()
  await clerk.getByLabel('理由（必填）').fill('执照已变更经营者')
  await button(clerk, '通过，店铺归认领人').click()
  await button(clerk, '再点一次，通过认领').click()
  await clerk.getByRole('main').last().getByText('已通过', { exact: true }).waitFor()
  const owner = await open('owner', '/packages/merchant/pages/shops/index')
  await owner.getByText('您名下还没有店铺。').waitFor()
})

test('a clerk hands over a code in the shop, and the merchant types it', async () => {
  const clerk = await open('clerk', '/packages/staff/pages/claimCode/index')
  await clerk.getByLabel('统一社会信用代码', { exact: true }).fill(UNCLAIMED_SHOP._id)
  await button(clerk, '生成认领码').click()
  const code = await clerk.locator('.claim-code-digits').textContent()
  await picture(clerk, 'claim-code-phone')
  const merchant = await open('newcomer', '/packages/merchant/pages/redeem/index')
  await merchant.getByLabel('认领码', { exact: true }).fill(code ?? '')
  await merchant.getByLabel('您的姓名', { exact: true }).fill('顾长风')
  await merchant.getByLabel('您的手机号', { exact: true }).fill('13800000000')
  await merchant.getByRole('checkbox', { name: '我已读过，同意加入' }).click()
  await picture(merchant, 'redeem-phone')
  await button(merchant, '认领店铺').click()
  await merchant.getByText('认领成功').waitFor()
})

test('an owner invites a manager and hands the shop over, each by a link that is shown once', async () => {
  const owner = await open('owner', '/packages/merchant/pages/shops/index')
  await owner.getByText(SHOP.name).click()
  await owner.getByText('叶**').waitFor()
  await button(owner, '邀请管理员').click()
  await owner.getByRole('img', { name: '邀请二维码：邀请您担任店铺管理员' }).waitFor()
  await picture(owner, 'shop-phone')
  const link = await owner.locator('.share-link').textContent()
  expect(link).toMatch(new RegExp(`^${cloud.url}/i/[0-9a-z]{26}$`))
  await button(owner, '转让店铺').click()
  await button(owner, '生成转让二维码').click()
  await button(owner, '再点一次，生成转让二维码').click()
  await owner.getByRole('img', { name: '邀请二维码：邀请您接手店铺' }).waitFor()
  await picture(owner, 'hand-over-phone')
  await button(owner, '返回').click()
  await owner.getByText('店铺管理员').first().waitFor()
})
