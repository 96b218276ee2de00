import { addDays, shanghaiDate } from '../../src/domain/calendar'
import { picturesAtBothWidths } from '../support/browser'
import { csvOf, handOver, penaltyRow, takeIn, withdrawalRow } from '../support/handOver'
import { SHOP } from '../support/sampleCity'
import { openSampleSite } from '../support/site'

/** What must be off the reports in three working days, in a browser. */

const site = openSampleSite()

test('empty, then by how much time is left, at both widths', async () => {
  const page = await site.open('/pages/me/index', 'phone')
  await page.getByRole('button', { name: 'departmentOfficer', exact: true }).click()
  await page.getByText('departmentOfficer（现在）').waitFor()
  const look = async (name: string) => expect(await picturesAtBothWidths(page, name)).toBe(true)
  await page.goto(`${site.cloud.url}/packages/staff/pages/withdrawals/index`)
  await page.getByText('没有等待办理的撤回').waitFor()
  await look('withdrawals-empty')

  const today = shanghaiDate(Date.now())
  await takeIn(site.cloud, csvOf([penaltyRow(1)]))
  const held = [
    withdrawalRow(8, { noticedOn: addDays(today, -30) }),
    withdrawalRow(1, { subjectName: '北岸老店', event: '确认无效' }),
  ]
  await takeIn(site.cloud, csvOf(held, 'withdrawal'), 'withdrawal')
  await handOver(site.cloud, csvOf([withdrawalRow(1)], 'withdrawal'), 'withdrawal')
  await page.reload()
  await page.getByText('已超过期限').waitFor()
  await look('withdrawals')
  await page.getByText(SHOP.name, { exact: true }).click()
  await page.getByText('处理这一行').first().waitFor()
  expect(page.faults).toEqual([])
})
