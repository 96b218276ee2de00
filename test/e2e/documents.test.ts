import { readFileSync } from 'node:fs'
import { picture, WINDOW_NAMES } from '../support/browser'
import { readPdf } from '../support/readPdf'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { COMPANY } from '../support/sampleCompany'
import { openSampleSite } from '../support/site'

/** A report as a file in a browser: downloaded, and found genuine or not by its link. */

const site = openSampleSite()

test.each(WINDOW_NAMES)(
  'in a %s window the report is downloaded, and its link tells what it says',
  async (window) => {
    const page = await site.open(`/c/${PLAQUES.company.code}`, window)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '生成报告文件', exact: true }).click()
    const file = await download
    const { pages } = readPdf(readFileSync(await file.path()))
    const cover = (pages[0] ?? []).join('\n')
    const [, number = ''] = /报告编号\n(\w{22})/.exec(cover) ?? []
    const [, checkCode = ''] = /查验码\n(\w{8})/.exec(cover) ?? []
    expect(file.suggestedFilename()).toBe(`公共信用信息报告-${number}.pdf`)
    await page.getByText(number).waitFor()
    await picture(page, `report-document-${window}`)

    await page.goto(`${site.cloud.url}/d/${number}${checkCode}`)
    await page.getByText('平台出具过这份报告').waitFor()
    await page.getByText(COMPANY.name).first().waitFor()
    await picture(page, `check-document-${window}`)
    expect(page.faults).toEqual([])
  },
)

test.each(WINDOW_NAMES)('in a %s window a made-up link is not called genuine', async (window) => {
  const page = await site.open('/d/2026112509301512A3456700000000', window)
  await page.getByText('平台没有出具过这份报告').waitFor()
  await picture(page, `check-document-unknown-${window}`)
})

test.each(WINDOW_NAMES)('in a %s window the owner takes report and data away', async (window) => {
  const page = await site.open('/pages/me/index', window)
  await page.getByRole('button', { name: 'owner', exact: true }).click()
  await page.getByText('owner（现在）').waitFor()
  await page.goto(`${site.cloud.url}/packages/merchant/pages/shop/index?creditCode=${SHOP._id}`)
  for (const [label, name] of [
    ['导出数据（CSV）', `公共信用信息-${SHOP._id}.csv`],
    ['导出数据（JSON）', `公共信用信息-${SHOP._id}.json`],
  ] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: label, exact: true }).click()
    expect((await download).suggestedFilename()).toBe(name)
  }
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '生成报告文件', exact: true }).click()
  await download
  await picture(page, `own-report-${window}`)
})
