import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { appendLineAlone } from '../../src/cloudbase/auditLog'
import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import { ENTRY } from '../support/auditLines'
import { closeBrowsers, openBrowser, openPage, picture, WINDOWS } from '../support/browser'
import type { TestCloud } from '../support/cloud'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { samplePersonId } from '../support/samplePeople'

/** An auditor at work in a browser. The demo's list of identities stands for WeChat. */

type Window = keyof typeof WINDOWS
const { auditSeal } = openProtection(SAMPLE_KEYS)
const LINES = 60

let cloud: TestCloud
let browser: Browser
beforeAll(async () => {
  cloud = await startSampleCloud()
  browser = await openBrowser()
  const database = openDatabase()
  for (let number = 0; number < LINES; number++)
    await appendLineAlone(database, auditSeal, {
      ...ENTRY,
      at: Date.parse('2026-11-02T09:00:00+08:00') + number * 60_000,
      personId: samplePersonId('clerk'),
      maskedName: '乔**',
      outcome: number % 6 === 0 ? 'CLAIM_DECIDED' : 'ok',
    })
})
afterAll(async () => {
  await closeBrowsers()
  await cloud.remove()
})

const openLog = async (window: Window) => {
  const page = await openPage(browser, window)
  await page.goto(`${cloud.url}/packages/staff/pages/log/index`)
  await page.getByRole('button', { name: 'auditor', exact: true }).click()
  await page.getByText('2026-11-02 09:59').waitFor()
  return page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.each(Object.keys(WINDOWS) as Window[])('in a %s window', (window) => {
  test('the auditor comes in, looks for refusals, opens one, and takes them away as a CSV', async () => {
    const page = await openLog(window)
    await picture(page, `log-${window}`)
    await button(page, '查看更多').click()
    await page.getByText('2026-11-02 09:00').waitFor()

    await button(page, '未完成').click()
    await page.getByPlaceholder('2026-11-01').fill('2026-11-02')
    await page.getByPlaceholder('2026-11-30').fill('2026-11-02')
    await button(page, '查询').click()
    await page.getByText('2026-11-02 09:59').waitFor({ state: 'detached' })
    await page.getByText('2026-11-02 09:00').waitFor()
    expect(await page.locator('.log-line').count()).toBe(LINES / 6)

    await page.getByRole('button', { name: '导出查询结果' }).click()
    await page.getByPlaceholder('例如：年度审计需要').fill('核对被拒绝的操作')
    const downloaded = page.waitForEvent('download')
    await button(page, '导出为 CSV 表格').click()
    const download = await downloaded
    expect(download.suggestedFilename()).toMatch(/^操作日志-\d{4}-\d{2}-\d{2}\.csv$/)
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.split('\r\n').length - 2).toBe(LINES / 6)
    await page.getByText(`已导出 ${LINES / 6} 条`).waitFor()
    await picture(page, `log-exported-${window}`)

    await page.getByText('2026-11-02 09:54').click()
    await page.getByText('从“等待核对”改为“已通过”').waitFor()
    await picture(page, `log-line-${window}`)
    await page.goBack()
    await page.getByText('2026-11-02 09:54').waitFor()
    expect(await page.locator('.log-line:visible').count()).toBe(LINES / 6)
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
    expect(page.faults).toEqual([])
  })
})
