import { parse } from 'csv-parse/sync'
import { documentLink } from '../../src/domain/documentNumber'
import { formatDigest, type KeptDocument } from '../../src/domain/reportDocument'
import { reportEdition } from '../../src/domain/reportEdition'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { readPdf } from '../support/readPdf'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { COMPANY } from '../support/sampleCompany'
import { type SampleName, sampleIdentity } from '../support/samplePeople'
import { openPhone } from '../support/weapp/phone'

/** Reports as files in the mini-program: made, opened, checked. */

const SHOP_PAGE = '/packages/merchant/pages/shop/index'
const CHECK_PAGE = '/packages/document/pages/check/index'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const phoneOf = (who: SampleName) => openPhone({ cloud, openId: sampleIdentity(who).openId })
const textOf = (content = '') => readPdf(Buffer.from(content, 'base64')).pages.flat().join('\n')
const madeNow = (text: string) => {
  const [, number = '', checkCode = ''] = /报告编号\n(\w{22})\n查验码\n(\w{8})/.exec(text) ?? []
  return { number, checkCode }
}

test('whoever scans takes the report away as a PDF, and the QR in it leads to what it says', async () => {
  const citizen = phoneOf('citizen')
  await citizen.open('/pages/report/index', { scene: PLAQUES.company.code })
  await citizen.tap('生成报告文件')
  const { number, checkCode } = madeNow(citizen.text())
  const [file] = citizen.openedFiles
  expect(file?.name).toBe(`公共信用信息报告-${number}.pdf`)
  expect(textOf(file?.content)).toContain(COMPANY.name)

  const reader = phoneOf('newcomer')
  const link = documentLink(SAMPLE_ORIGIN, number, checkCode)
  await reader.open(CHECK_PAGE, { q: encodeURIComponent(link) })
  const text = reader.text()
  expect(text).toContain('平台出具过这份报告')
  expect(text).toContain(COMPANY.name)
  expect(text).toContain(number)
  expect(text).toContain('内容至今没有变化')
  const [kept] = documentsOf<KeptDocument>(cloud.store, 'documents', { _id: number })
  expect(text).toContain(formatDigest(kept?.digest ?? '?'))
  for (const { countLabel } of reportEdition('2022').chapters) expect(text).toContain(countLabel)
})

test('somebody without a camera types number and code; a wrong one is not called genuine', async () => {
  const owner = phoneOf('owner')
  await owner.open(SHOP_PAGE, { creditCode: SHOP._id })
  await owner.tap('生成报告文件')
  const { number, checkCode } = madeNow(owner.text())
  expect(textOf(owner.openedFiles[0]?.content)).toContain(PENALTY.values.documentNumber)

  const reader = phoneOf('citizen')
  await reader.open(CHECK_PAGE)
  await reader.type('封面上的 22 位编号', number)
  await reader.type('封面上的 8 位查验码', checkCode === '00000000' ? '11111111' : '00000000')
  await reader.tap('查验')
  expect(reader.text()).toContain('平台没有出具过这份报告')
  expect(reader.text()).not.toContain(SHOP.name)
  await reader.type('封面上的 8 位查验码', checkCode.toLowerCase())
  await reader.tap('查验')
  expect(reader.text()).toContain(SHOP.name)
  await reader.tap('查验另一份')
  expect(reader.text()).toContain('报告编号')
})

test('a merchant takes its data away, as a table and for programs, with the same rows', async () => {
  const owner = phoneOf('owner')
  await owner.open(SHOP_PAGE, { creditCode: SHOP._id })
  await owner.tap('导出数据（CSV）')
  await owner.tap('导出数据（JSON）')
  const [table, data] = owner.sharedFiles
  const lines = parse(table?.text ?? '', { bom: true }) as string[][]
  const { rows } = JSON.parse(data?.text ?? '{}') as { rows: { label: string; value: string }[] }
  expect(lines).toHaveLength(rows.length + 1)
  expect(rows).toContainEqual(
    expect.objectContaining({ label: '行政处罚决定书文号', value: PENALTY.values.documentNumber }),
  )
})

test('a city of the edition of 2021 shows its chapters under those names', async () => {
  const city = await startSampleCloud({ REPORT_EDITION: '2021' })
  try {
    const citizen = openPhone({ cloud: city })
    await citizen.open('/pages/report/index', { scene: PLAQUES.company.code })
    const text = citizen.text()
    for (const { numeral, title } of reportEdition('2021').chapters)
      expect(text).toContain(`${numeral}、${title}`)
    expect(text).not.toContain('严重失信主体名单')
  } finally {
    await city.remove()
  }
})
