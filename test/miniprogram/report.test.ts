import { CHAPTERS, EMPTY_CHAPTER_TEXT, SUGGESTION_CHAPTER } from '../../src/domain/chapters'
import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import { RECORD_KINDS } from '../../src/domain/recordKinds'
import { matching } from '../../src/localcloud/store/find'
import type { TestCloud } from '../support/cloud'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import {
  COMPANY,
  COMPANY_COMMITMENTS,
  COMPANY_DECLARATIONS,
  COMPANY_RECORDS,
  LONG_CONTENT,
} from '../support/sampleCompany'
import { openPhone } from '../support/weapp/phone'

/** The report of an assigned plaque in the mini-program, as built. */

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

const openReport = async (plaque: { code: string }) => {
  const phone = openPhone({ cloud })
  await phone.open('/pages/report/index', { scene: plaque.code })
  return phone
}
const scans = () =>
  [...matching(cloud.store.collection('scanCounts'), {})].reduce(
    (sum, { document }) => sum + (document.count as number),
    0,
  )
const chapterTitles = CHAPTERS.map(({ numeral, title }) => `${numeral}、${title}`)
const suggestionTitle = `${SUGGESTION_CHAPTER.numeral}、${SUGGESTION_CHAPTER.title}`
/** What stands between two lines of the page. */
const between = (text: string, from: string, to: string) => {
  const lines = text.split('\n')
  expect(lines).toContain(from)
  expect(lines).toContain(to)
  return lines.slice(lines.indexOf(from) + 1, lines.indexOf(to))
}
const labelled = (lines: string[], label: string) => lines[lines.indexOf(label) + 1]

describe('the head', () => {
  test('says who it is, in what state, where, as of when, and that the plaque is genuine', async () => {
    const before = Date.now()
    const text = (await openReport(PLAQUES.assigned)).text()
    expect(text).toMatch(
      new RegExp(`^演示数据\n.*\n${SHOP.name}\n登记状态：存续\n所在地 爱辉区 · 报送单位 爱辉区\n`),
    )
    expect(text).toContain(`标牌编号 ${formatPlaqueNumber(PLAQUES.assigned.number)}\n真标牌：`)
    const asOf = /截至 (\d{4}-\d{2}-\d{2} \d{2}:\d{2})（北京时间）/.exec(text)?.[1]
    const asOfMs = Date.parse(`${asOf?.replace(' ', 'T')}:00+08:00`)
    expect(asOfMs).toBeGreaterThan(before - 60_000)
    expect(asOfMs).toBeLessThanOrEqual(Date.now())
  })

  test('asked by the number, it does not claim more than the number tells', async () => {
    const phone = openPhone({ cloud })
    await phone.open('/pages/report/index', { q: PLAQUES.assigned.number })
    expect(phone.text()).toContain('请核对编号和店名，与眼前的标牌一致。')
    expect(phone.text()).not.toContain('二维码已核验')
  })
})

describe('the summary', () => {
  test('gives the eight counts in the order of the national report', async () => {
    const lines = between((await openReport(PLAQUES.company)).text(), '信用信息概要', '一、登记注册基础信息')
    const counted = CHAPTERS.map(({ key, countLabel }) => {
      const kinds = RECORD_KINDS.filter(({ chapter }) => chapter === key).map(({ kind }) => kind)
      return [`${COMPANY_RECORDS.filter(({ kind }) => kinds.includes(kind)).length}`, '条', countLabel]
    })
    expect(counted.map(([count]) => count)).toEqual(['4', '1', '1', '1', '1', '1', '1', '1'])
    expect(lines.slice(0, 24)).toEqual(counted.flat())
  })

  test('leads to each chapter', async () => {
    const phone = await openReport(PLAQUES.company)
    for (const [index, { countLabel }] of CHAPTERS.entries()) {
      await phone.tap(countLabel)
      expect(phone.scrolledTo).toBe(chapterTitles[index])
    }
  })
})

describe('the chapters', () => {
  test('stand in the national order, each with the programme’s categories', async () => {
    const lines = (await openReport(PLAQUES.company)).text().split('\n')
    const places = ['一、登记注册基础信息', ...chapterTitles, suggestionTitle].map((title) =>
      lines.indexOf(title),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    for (const [index, { categories }] of CHAPTERS.entries())
      expect(lines[(places[index + 1] as number) + 1]).toBe(`码上诚信分类：${categories.join('、')}`)
  })

  test('show every field of a record under its official label, with its date and its source', async () => {
    const text = (await openReport(PLAQUES.assigned)).text()
    const lines = between(text, chapterTitles[0] as string, chapterTitles[1] as string)
    const fields = RECORD_KINDS.find(({ kind }) => kind === 'penalty')?.fields ?? []
    const labels = fields.map(({ label }) => label)
    expect(lines.filter((line) => labels.includes(line))).toEqual(labels)
    expect(lines).toContain('行政处罚 1 条')
    expect(labelled(lines, '行政处罚决定书文号')).toBe(PENALTY.values.documentNumber)
    expect(labelled(lines, '处罚决定日期')).toBe(PENALTY.decidedOn)
    expect(labelled(lines, '数据来源')).toBe(PENALTY.source)
    expect(labelled(lines, '暂扣或吊销证照名称及编号')).toBe('— —')
    expect(text).not.toContain(PENALTY.values.internalNote)
  })

  test('say quietly that there is nothing where there is nothing', async () => {
    const text = (await openReport(PLAQUES.assigned)).text()
    for (const [index, title] of chapterTitles.entries()) {
      const lines = between(text, title, chapterTitles[index + 1] ?? suggestionTitle)
      if (index > 0) expect(lines.slice(1)).toEqual([EMPTY_CHAPTER_TEXT])
    }
  })

  test('show the newest record first, fold what is more than three, and unfold it', async () => {
    const phone = await openReport(PLAQUES.company)
    const shown = () => phone.text().match(/黑市监许〔\d{4}〕\d号/g)
    expect(shown()).toEqual(['黑市监许〔2024〕1号', '黑市监许〔2023〕2号', '黑市监许〔2022〕3号'])
    await phone.tap('展开全部 4 条')
    expect(shown()?.at(-1)).toBe('黑市监许〔2021〕4号')
    await phone.tap('收起')
    expect(shown()).toHaveLength(3)
  })

  test('fold a long text and unfold it', async () => {
    const phone = await openReport(PLAQUES.company)
    expect(phone.text()).not.toContain(LONG_CONTENT)
    await phone.tap('展开')
    expect(phone.text()).toContain(LONG_CONTENT)
  })

  test('give the address of a company, never of a household business', async () => {
    expect((await openReport(PLAQUES.company)).text()).toContain(COMPANY.address)
    const text = (await openReport(PLAQUES.assigned)).text()
    expect(text).not.toContain(SHOP.address)
    expect(text).not.toContain('住所')
  })
})

test('the merchant’s own words stand in a frame of their own, after the public records, marked as its own', async () => {
  const lines = between(
    (await openReport(PLAQUES.company)).text(),
    '由市场主体自愿填报并承诺真实',
    '需要帮助',
  )
  const [declaration] = COMPANY_DECLARATIONS
  const [commitment] = COMPANY_COMMITMENTS
  expect(lines[0]).toBe('以下是经营者自己的话，不属于公共信用信息。')
  expect(lines[1]).toBe('自愿注册信息')
  expect(lines).toContain(declaration?.title)
  expect(labelled(lines, '内容')).toBe(declaration?.content)
  expect(labelled(lines, '承诺内容')).toBe(commitment?.content)
  expect(labelled(lines, '违诺责任')).toBe(commitment?.liability)
})

test('the foot says how to object, to have a record repaired and to report a fake, and rings the city office', async () => {
  const phone = await openReport(PLAQUES.assigned)
  const lines = between(phone.text(), '需要帮助', '报告说明')
  expect(lines).toEqual(expect.arrayContaining(['对内容有异议', '修复信用信息', '举报假冒标牌']))
  await phone.tap('拨打')
  expect(phone.dialled).toEqual(['0456-2666187'])
})

test('no score, no grade', async () => {
  expect((await openReport(PLAQUES.company)).text()).not.toMatch(/得分|\d分|星级|信用等级|排名第/)
})

describe('counting', () => {
  test('a report on the screen is counted exactly once, and the person is not told apart', async () => {
    const before = scans()
    const phone = await openReport(PLAQUES.assigned)
    await phone.tap('行政管理')
    expect(scans()).toBe(before + 1)
    const stored = JSON.stringify([...matching(cloud.store.collection('scanCounts'), {})])
    expect(stored).not.toContain('o-citizen')
  })

  test('nothing is counted where no report is shown', async () => {
    const before = scans()
    await openReport(PLAQUES.suspended)
    expect(scans()).toBe(before)
  })

  test('when counting fails the citizen sees the same report', async () => {
    const before = scans()
    const expected = (await openReport(PLAQUES.company)).text()
    const phone = openPhone({ cloud })
    phone.reaches = (action) => action !== 'scan.record'
    await phone.open('/pages/report/index', { scene: PLAQUES.company.code })
    const timeless = (text: string) => text.replace(/截至 .*/, '')
    expect(timeless(phone.text())).toBe(timeless(expected))
    expect(phone.toasts).toEqual([])
    expect(scans()).toBe(before + 1)
    phone.takeComplaint(/cloud function credit: .*fail/)
    phone.takeComplaint(/the scan was not counted: NETWORK_UNREACHABLE/)
  })
})
