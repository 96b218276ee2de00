import { CITY_OFFICE } from '../../src/domain/cityOffice'
import { picture, WINDOWS, type WindowName } from '../support/browser'
import { PLAQUES } from '../support/sampleCity'
import { openSampleSite } from '../support/site'

/** The browser's app without a pointer: keyboard, screen reader, printer; and without scripts. */

const site = openSampleSite()

const openReport = async (window: WindowName = 'phone', plaque: { code: string } = PLAQUES.company) => {
  const page = await site.open(`/c/${plaque.code}`, window)
  await page.getByText('信用信息概要').waitFor()
  return page
}

test('a fresh report scrolls by key at once, and a new page begins at its top', async () => {
  const page = await openReport()
  await page.keyboard.press('PageDown')
  await page.waitForFunction(() => window.scrollY > 100)
  await page.getByRole('button', { name: '回到首页' }).click()
  await page.getByText('关于标牌').waitFor()
  await page.waitForFunction(() => window.scrollY === 0)
})

test('a count of the summary takes the keyboard to its chapter, and 回到概要 brings it back', async () => {
  const page = await openReport()
  await page.getByRole('button', { name: /^司法判决 \d+ 条/ }).press('Enter')
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('八、'))
  const place = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? -1
  const bar = await page.locator('.screen-top').boundingBox()
  expect(await place('#chapter-judgment')).toBeGreaterThanOrEqual((bar?.height ?? 0) - 1)
  await picture(page, 'chapter-phone', 'window')
  await page.getByRole('button', { name: '回到概要' }).press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'summary')
  expect(await place('#summary')).toBeGreaterThanOrEqual((bar?.height ?? 0) - 1)
})

test('buttons that fold say of what, and whether it is open', async () => {
  const page = await openReport()
  const more = page.getByRole('button', { name: '展开全部 4 条：行政许可' })
  expect(await more.getAttribute('aria-expanded')).toBe('false')
  await more.press('Enter')
  expect(await page.getByRole('button', { name: '收起：行政许可' }).getAttribute('aria-expanded')).toBe(
    'true',
  )
})

test('the content is the main landmark, and what replaces a report is read out', async () => {
  const page = await openReport('phone', PLAQUES.assigned)
  expect(await page.getByRole('main').getByText('信用信息概要').count()).toBe(1)
  await page.goto(`${site.cloud.url}/c/${PLAQUES.suspended.code}`)
  await page.getByRole('status').getByText('标牌暂停使用').waitFor()
})

test('the field tells a screen reader that it is wrong, and why', async () => {
  const page = await site.open('/', 'phone')
  const field = page.getByRole('searchbox', { name: '标牌编号或链接' })
  expect(await field.getAttribute('aria-invalid')).toBe('false')
  await field.fill('12345')
  await page.getByText('查询').click()
  await page.getByText('应为 9 位数字').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const described = await field.evaluate((input) => {
    const id = input.getAttribute('aria-describedby') ?? ''
    return document.getElementById(id)?.textContent
  })
  expect(described).toContain('应为 9 位数字')
})

test('the city office is a telephone link', async () => {
  const page = await openReport()
  const link = page.getByRole('link', { name: CITY_OFFICE.phoneNumber })
  expect(await link.getAttribute('href')).toBe(`tel:${CITY_OFFICE.phoneNumber}`)
})

test('a printed report goes on to its last line', async () => {
  const page = await openReport('desktop')
  const height = () => page.evaluate(() => document.documentElement.scrollHeight)
  const onScreen = await height()
  expect(onScreen).toBeGreaterThan(2 * WINDOWS.desktop.height)
  await page.emulateMedia({ media: 'print' })
  expect(await height()).toBeGreaterThan(onScreen / 2)
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  expect(pages?.length).toBeGreaterThanOrEqual(3)
})

test('a person who wants no motion gets none', async () => {
  const page = await site.newPage('phone')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.route('**/api/**', () => undefined)
  await page.goto(`${site.cloud.url}/c/${PLAQUES.assigned.code}`)
  const bar = page.locator('.loading-bar-run')
  await bar.waitFor()
  expect(await bar.evaluate((run) => getComputedStyle(run).animationIterationCount)).toBe('1')
})

test('without scripts the page says what to do, with the office’s telephone number', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(site.cloud.url)
  expect(await page.locator('noscript p').isVisible()).toBe(true)
  expect(await page.locator('noscript p').textContent()).toContain('请在浏览器设置中启用')
  expect(await page.locator('a').getAttribute('href')).toBe(`tel:${CITY_OFFICE.phoneNumber}`)
  await context.close()
})
