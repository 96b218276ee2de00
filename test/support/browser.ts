import { mkdirSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Where tests leave pictures of what they saw; not kept in the repository. */
const SCREENSHOTS = '.screenshots'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A phone and a desktop window. */
export const WINDOWS = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 800 } }
/** One of WINDOWS. */
export type WindowName = keyof typeof WINDOWS
/** All of them, for tests that hold in each. */
export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[]

const opened: Browser[] = []

/** Starts the machine's Chromium; `CHROMIUM_PATH` names it (`npm test` finds or installs one). */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, headless: true, args: [...QUIET, ...more] })
  opened.push(browser)
  return browser
}

/** Closes every browser that is open, also those of a test that failed half-way. */
export async function closeBrowsers(): Promise<void> {
  for (const browser of opened.splice(0)) await browser.close()
}

/** A page whose errors fail the test: uncaught ones, and what the app or the browser writes to the console as error. */
export async function openPage(browser: Browser, window: WindowName): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    viewport: WINDOWS[window],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return Object.assign(page, { faults })
}

/** Leaves a picture of the whole page, or of what of it the window shows. */
export async function picture(page: Page, name: string, extent: 'page' | 'window' = 'page'): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: extent === 'page' })
}

/** Leaves pictures of a page at both widths; false where something stands out of the window to the right. */
export async function picturesAtBothWidths(page: Page, name: string): Promise<boolean> {
  let isWithin = true
  for (const window of WINDOW_NAMES) {
    await page.setViewportSize(WINDOWS[window])
    await picture(page, `${name}-${window}`)
    isWithin &&= await page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    )
  }
  return isWithin
}
