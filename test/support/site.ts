import type { Browser, BrowserContext, Page } from 'playwright-core'
import { closeBrowsers, openBrowser, openPage, type WindowName } from './browser'
import type { TestCloud } from './cloud'
import { startSampleCloud } from './sampleCloud'

/** A running cloud and a browser to look at it with, for the tests of one file. */
export type Site = {
  readonly cloud: TestCloud
  readonly browser: Browser
  /** A page with nothing in it yet; it is closed after the test. `browser`: another than the site's own. */
  newPage: (window?: WindowName, browser?: Browser) => Promise<Page & { faults: string[] }>
  /** A page that has been led to a path of the cloud, or to a whole address. */
  open: (path: string, window?: WindowName) => Promise<Page & { faults: string[] }>
}

/** Starts a cloud and a browser before the tests of the file that calls this, and removes both after them. */
export function openSite(start: () => Promise<TestCloud>): Site {
  let cloud: TestCloud
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    cloud = await start()
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(async () => {
    await closeBrowsers()
    await cloud.remove()
  })
  const newPage: Site['newPage'] = async (window = 'phone', from = browser) => {
    const page = await openPage(from, window)
    contexts.push(page.context())
    return page
  }
  const open: Site['open'] = async (path, window) => {
    const page = await newPage(window)
    await page.goto(new URL(path, cloud.url).href)
    return page
  }
  return {
    get cloud() {
      return cloud
    },
    get browser() {
      return browser
    },
    newPage,
    open,
  }
}

/** The app on the sample city; see `openSite`. `settings` replace the functions' own. */
export function openSampleSite(settings?: Record<string, string>): Site {
  return openSite(() => startSampleCloud(settings))
}
