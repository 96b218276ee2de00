import type { Request } from 'playwright-core'
import { CHAPTERS } from '../../src/domain/chapters'
import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import { picture, WINDOW_NAMES } from '../support/browser'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { openSampleSite } from '../support/site'

/** The app in a browser, as built, on localcloud: what a citizen without WeChat sees. */

const site = openSampleSite()

describe.each(WINDOW_NAMES)('in a %s window', (window) => {
  const open = async (path: string) => {
    const page = await site.open(path, window)
    return page
  }

  test('a plaque’s link shows the report at once, in the national order, and the scan is counted once', async () => {
    const page = await site.newPage(window)
    const isScan = (request: Request) => request.postData()?.includes('scan.record') ?? false
    const sent: Request[] = []
    page.on('request', (request) => {
      if (isScan(request)) sent.push(request)
    })
    const counted = page.waitForResponse((answer) => isScan(answer.request()))
    await page.goto(`${site.cloud.url}/c/${PLAQUES.assigned.code}`)
    await page.getByText(SHOP.name).first().waitFor()
    expect(await (await counted).json()).toEqual({ ok: true, value: { recorded: true } })
    expect(sent).toHaveLength(1)
    await page.getByText(formatPlaqueNumber(PLAQUES.assigned.number)).waitFor()
    await page.getByText('演示数据').waitFor()
    const text = (await page.locator('body').textContent()) ?? ''
    const places = [
      '一、登记注册基础信息',
      ...CHAPTERS.map(({ numeral, title }) => `${numeral}、${title}`),
    ].map((title) => text.indexOf(title))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).not.toContain(SHOP.address as string)
    await picture(page, `report-${window}`)
    expect(page.faults).toEqual([])
  })

  test('each count of the summary jumps to its chapter', async () => {
    const page = await open(`/c/${PLAQUES.assigned.code}`)
    for (const { countLabel, numeral, title } of [CHAPTERS[0], CHAPTERS[7]] as typeof CHAPTERS) {
      await page.getByRole('button', { name: new RegExp(countLabel) }).click()
      await page
        .getByText(`${numeral}、${title}`)
        .and(page.locator(':visible'))
        .evaluate(
          (heading) =>
            new Promise((seen) =>
              new IntersectionObserver(([entry]) => entry?.isIntersecting && seen(true)).observe(heading),
            ),
        )
    }
  })

  test.each(['notAssigned', 'replaced', 'suspended', 'revoked', 'deregistered'] as const)(
    'a genuine plaque that is %s never reads like a fake',
    async (standing) => {
      const page = await open(`/c/${PLAQUES[standing].code}`)
      await page.getByText('这块标牌是真的').waitFor()
      const text = (await page.locator('body').textContent()) ?? ''
      expect(text).not.toMatch(/伪造|假冒|假标牌|不是平台发出/)
      expect(text).toContain(formatPlaqueNumber(PLAQUES[standing].number))
      await picture(page, `${standing}-${window}`)
      expect(page.faults).toEqual([])
    },
  )

  test('a forged code says so, and leads on', async () => {
    const page = await open(`/c/${'0'.repeat(20)}`)
    await page.getByText('这不是平台发出的标牌').waitFor()
    await picture(page, `forged-${window}`)
    await page.getByText('回首页').click()
    await page.getByText('关于标牌').waitFor()
  })

  test('home: a mistyped number keeps what was typed; the right one opens the report; it is remembered and can be cleared', async () => {
    const page = await open('/')
    await page.getByText('参加全凭自愿').waitFor()
    const field = page.getByPlaceholder(/例如/)
    const mistyped = `${PLAQUES.assigned.number.slice(0, 8)}${(Number(PLAQUES.assigned.number[8]) + 1) % 10}`
    await field.fill(mistyped)
    await page.getByText('查询').click()
    await page.getByText('有一位输错了').waitFor()
    expect(await field.inputValue()).toBe(mistyped)
    await field.fill(formatPlaqueNumber(PLAQUES.assigned.number))
    await page.getByText('查询').click()
    await page.getByText('信用信息概要').waitFor()
    await page.goto(site.cloud.url)
    await page.getByText(SHOP.name).waitFor()
    await picture(page, `home-${window}`)
    await page.getByText('清空记录').click()
    await page.getByText('再点一次清空').waitFor()
    expect(await page.getByText(SHOP.name).count()).toBe(1)
    await page.getByText('再点一次清空').click()
    await page.getByText(SHOP.name).waitFor({ state: 'detached' })
    expect(page.faults).toEqual([])
  })

  test('without network the page says so, and trying again works', async () => {
    const page = await site.open('/', window)
    await page.getByText('关于标牌').waitFor()
    await page.getByPlaceholder(/例如/).fill(PLAQUES.assigned.number)
    await page.route('**/api/**', (route) => route.abort('internetdisconnected'))
    await page.getByText('查询').click()
    await page.getByText('网络没有连上').first().waitFor()
    await picture(page, `offline-${window}`)
    await page.unroute('**/api/**')
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('信用信息概要').waitFor()
  })
})
