import { EMPTY_CHAPTER_TEXT } from '../../src/domain/chapters'
import { picture, WINDOW_NAMES } from '../support/browser'
import { PLAQUES } from '../support/sampleCity'
import { openSampleSite } from '../support/site'

/** A trial city has only the registry; what it has not connected it must not report as absent. */

const site = openSampleSite({ CITY_MODE: 'trial' })

test.each(WINDOW_NAMES)(
  'a trial’s report says what is not connected and never that there is nothing, in a %s window',
  async (window) => {
    const page = await site.open(`/c/${PLAQUES.assigned.code}`, window)
    await page.getByText('试点数据').waitFor()
    await page.getByText('目前只接入登记信息，其他信息尚未接入').waitFor()
    await page.getByText('行政处罚 1 条').waitFor()
    const text = (await page.locator('body').textContent()) ?? ''
    expect(text).not.toContain(EMPTY_CHAPTER_TEXT)
    expect(text).not.toMatch(/没有填报|没有作出承诺/)
    expect(text.match(/尚未接入/g)?.length).toBeGreaterThan(7)
    expect(await page.locator('.summary-counts').textContent()).not.toContain('0')
    expect((await page.locator('.ribbon').boundingBox())?.height).toBeLessThan(32)
    await picture(page, `trial-${window}`)
    expect(page.faults).toEqual([])
  },
)

test('while the city has not said what it is, nothing is said to be absent', async () => {
  const page = await site.newPage()
  await page.route('**/api/**', (route) =>
    route.request().postData()?.includes('city.read') ? route.abort() : route.continue(),
  )
  await page.goto(`${site.cloud.url}/c/${PLAQUES.assigned.code}`)
  await page.getByText('信用信息概要').waitFor()
  expect(await page.locator('body').textContent()).not.toContain(EMPTY_CHAPTER_TEXT)
})
