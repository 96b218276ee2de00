import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { matching } from '../../src/localcloud/store/find'
import { picture, WINDOW_NAMES, WINDOWS } from '../support/browser'
import { built } from '../support/built'
import { startTestCloud } from '../support/cloud'
import { openSite } from '../support/site'

/** The console in Chromium, by keys where there are keys, on the guest book's functions. */

const site = openSite(() =>
  startTestCloud({
    indexes: { entries: [{ fields: ['signedAt'] }, { fields: ['isSpam'] }], totals: [] },
    functions: {
      folder: join(process.cwd(), 'test/fixtures/guestbook/functions'),
      runner: built('node/functionRunner.cjs'),
      environment: () => ({}),
    },
  }),
)

beforeAll(async () => {
  for (let number = 1; number <= 60; number++) await sign(`客人${number}`, '豆腐很好吃')
})

const sign = (name: string, message: string) =>
  fetch(`${site.cloud.url}/api/book`, { method: 'POST', body: JSON.stringify({ name, message }) })
const entryOf = (name: string) => [...matching(site.cloud.store.collection('entries'), { name })][0]?.document

describe.each(WINDOW_NAMES)('in a %s window', (window) => {
  const enter = () => site.open(site.cloud.consoleUrl, window)
  const fitsTheWindow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

  test('every room is opened by its key, fits the window and loads nothing from elsewhere', async () => {
    const page = await enter()
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(`${site.cloud.url}/console`) && !request.url().startsWith('data:'))
        foreign.push(request.url())
    })
    for (const [key, title] of [
      ['2', '索引'],
      ['3', '函数调用'],
      ['4', '定时器'],
      ['5', '文件'],
      ['1', '集合'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      expect(await fitsTheWindow(page)).toBe(true)
      await picture(page, `console-${key}-${window}`)
    }
    expect(page.url()).not.toContain('token')
    expect([page.faults, foreign]).toEqual([[], []])
  })

  test('without the mouse: open a collection, search, open a document, change it, save it', async () => {
    const guest = window === 'phone' ? '客人7' : '客人8'
    const page = await enter()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'entries' }).waitFor()
    await page.keyboard.press('n')
    await page.getByText('第 51–').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(`{"name": "${guest}"}`)
    await page.keyboard.press('Enter')
    await page.getByText('第 1–1 个').waitFor()
    expect(await fitsTheWindow(page)).toBe(true)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const box = page.getByLabel('文档（EJSON）')
    await box.fill((await box.inputValue()).replace('豆腐很好吃', `${window}：改过`))
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByText('已保存').waitFor()
    expect(entryOf(guest)?.message).toBe(`${window}：改过`)
    expect(entryOf(guest)?.signedAt).toBeInstanceOf(Date)
  })

  test('what cannot be saved stays in the box with the reason above it, and leaving asks first', async () => {
    const page = await enter()
    await page.goto(`${site.cloud.url}/console/documents/totals?id=%22entries%22`)
    const box = page.getByLabel('文档（EJSON）')
    await box.fill('{"count": ')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('alert').getByText('没有保存').waitFor()
    expect(await box.inputValue()).toBe('{"count": ')
    expect(await fitsTheWindow(page)).toBe(true)
    await picture(page, `console-refused-${window}`)
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', async (dialog) => {
        await dialog.dismiss()
        resolve(dialog.type())
      })
    })
    await box.press('End')
    await page.getByRole('link', { name: '索引' }).click({ noWaitAfter: true })
    expect(await asked).toBe('beforeunload')
    expect(await box.inputValue()).toBe('{"count": ')
  })

  test('“run now” starts the timer’s function; the calls’ room shows its log, duration and database requests', async () => {
    await sign('广告', 'see https://ad.example/')
    const page = await enter()
    await page.keyboard.press('4')
    await page.getByRole('button', { name: '立即运行' }).click()
    await page.getByRole('status').getByText('已开始运行').waitFor()
    await expectCall(page, 'everyNight: 1 entries removed')
    expect(entryOf('广告')).toBeUndefined()
    expect(await page.locator('summary', { hasText: 'tidy' }).first().textContent()).toMatch(
      /定时器\s*成功\s*\d+(\.\d)? ms\s*2/,
    )
    const ends = await page
      .locator('summary', { hasText: 'tidy' })
      .first()
      .locator('span')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right))
    // How it went is seen without scrolling aside.
    expect(Math.max(...ends)).toBeLessThanOrEqual(WINDOWS[window].width)
    await picture(page, `console-calls-open-${window}`)
  })

  /** Opens the newest call of the timer's function, looking again until it has ended. */
  async function expectCall(page: Page, line: string): Promise<void> {
    for (;;) {
      await page.goto(`${site.cloud.url}/console/calls`)
      const call = page.locator('details', { hasText: 'tidy' }).first()
      await call.locator('summary').click()
      if ((await call.textContent())?.includes(line)) return
    }
  }
})

test('a page of another origin gets nothing of the console, though the browser holds the cookie', async () => {
  const page = await site.open(site.cloud.consoleUrl, 'desktop')
  const { port } = new URL(site.cloud.url)
  // The same machine under its other name is another origin, and no other site.
  await page.goto(`http://localhost:${port}/api/none`)
  const seen = await page.evaluate(async (origin) => {
    const read = await fetch(`${origin}/console`, { credentials: 'include' }).then(
      (answer) => answer.text(),
      String,
    )
    const body = new URLSearchParams({ id: '"entries"', text: '{"count":0}', version: '' })
    const wrote = await fetch(`${origin}/console/documents/totals`, {
      method: 'POST',
      body,
      mode: 'no-cors',
      credentials: 'include',
    }).then((answer) => answer.type, String)
    return { read, wrote }
  }, site.cloud.url)
  expect(seen.read).toMatch(/TypeError/)
  expect([...matching(site.cloud.store.collection('totals'), {})][0]?.document.count).not.toBe(0)
})
