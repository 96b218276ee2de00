import { readFileSync } from 'node:fs'
import { EMPTY_CHAPTER_TEXT } from '../../../src/domain/chapters'
import { RECORD_KINDS } from '../../../src/domain/recordKinds'
import type { ReportDocument } from '../../../src/domain/reportDocument'
import { filledChapters, reportEdition } from '../../../src/domain/reportEdition'
import {
  basicFields,
  commitmentFields,
  declarationFields,
  MISSING,
  OWN_WORDS_MARK,
  type ReportField,
  recordFields,
} from '../../../src/domain/reportFields'
import { DOCUMENT_TITLE, writeReportPdf } from '../../../src/paperwork/reportPdf/reportPdf'
import { documentOf, fullRecords, fullReport, LONG_TEXT } from '../../support/fullReport'
import { readPdf } from '../../support/readPdf'

/** A report as a file says what the page says, field by field, in text that a reader can select. */

const font = readFileSync('node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const bare = (text: string) => text.replace(/\s/g, '')
const bareFields = (fields: readonly ReportField[]) =>
  fields.map(({ label, value }) => bare(label + (value || MISSING))).join('')

async function read(document: ReportDocument) {
  const pdf = await writeReportPdf(document, font)
  const { pages, title } = readPdf(pdf)
  const isMargin = (line: string) =>
    line === DOCUMENT_TITLE ||
    line.startsWith(`报告编号 ${document.number}`) ||
    line.startsWith(`查验码 ${document.checkCode}`) ||
    /^第 \d+ 页，共 \d+ 页$/.test(line)
  const [cover = [], ...rest] = pages
  const inside = rest.map((lines) => lines.filter((line) => !isMargin(line)))
  const margins = rest.map((lines) => lines.filter(isMargin))
  return { pdf, title, cover, inside, margins, text: bare(inside.flat().join('')) }
}

/** What the page shows from chapter one on, in its order. */
function expectedText({ body, edition }: ReportDocument): string {
  const names = reportEdition(edition)
  const chapters = filledChapters(body, names).map((chapter) => {
    const groups = chapter.groups.map(
      ({ kind, records }) =>
        `${kind.label}${records.length}条${records
          .map((record, index) => `第${index + 1}条${record.date}${bareFields(recordFields(record))}`)
          .join('')}`,
    )
    return `${chapter.numeral}、${chapter.title}${chapter.count === 0 ? EMPTY_CHAPTER_TEXT : groups.join('')}`
  })
  return bare(
    [
      `一、${names.basicTitle}${bareFields(basicFields(body.entity))}登记状态存续`,
      ...chapters,
      ...names.closing.map(({ numeral, title, text }) => `${numeral}、${title}${text}`),
    ].join(''),
  )
}

describe.each(['2022', '2021'] as const)('in the edition of %s', (edition) => {
  test('every field of every kind stands in it under its official label, in the order of the report', async () => {
    const document = documentOf(fullReport(fullRecords(RECORD_KINDS.length * 2)), { edition })
    const { text } = await read(document)
    expect(text).toContain(expectedText(document))
    for (const { countLabel, count } of filledChapters(document.body, reportEdition(edition)))
      expect(text).toContain(bare(`${countLabel}${count}条`))
  })

  test('a chapter with nothing in it says so, under its number', async () => {
    const document = documentOf(fullReport([]), { edition })
    const { text } = await read(document)
    expect(text).toContain(expectedText(document))
    expect(text.split(EMPTY_CHAPTER_TEXT)).toHaveLength(9)
  })
})

test('the cover says what it is, of which version, number and time, by whom, and how to check it', async () => {
  const { cover, title, margins } = await read(documentOf(fullReport(fullRecords(3))))
  expect(cover.join('\n')).toMatch(/法人和非法人组织\n公共信用信息报告\n版本号 V2\.0\n黑河市江畔食品有限公司/)
  expect(bare(cover.join(''))).toContain(
    '报告编号2026112509301512A34567生成时间2026-11-2509:30:15（北京时间）出具单位黑河市“诚信黑河”建设工作领导小组办公室查验码7K3MX9QA内容摘要0F1E2D3C',
  )
  expect(title).toBe(`${DOCUMENT_TITLE} 2026112509301512A34567`)
  margins.forEach((lines, index) => {
    expect(lines).toContain(`第 ${index + 2} 页，共 ${margins.length + 1} 页`)
  })
})

test('the merchant’s own words come last, marked as such', async () => {
  const { body } = documentOf(fullReport(fullRecords(20)))
  const { text } = await read(documentOf(body))
  const [own = ''] = text.split('十一、公共信用信息地方补充内容').slice(1)
  expect(own.startsWith(OWN_WORDS_MARK)).toBe(true)
  for (const declaration of body.declarations)
    expect(own).toContain(bare(declaration.title) + bareFields(declarationFields(declaration)))
  for (const commitment of body.commitments) expect(own).toContain(bareFields(commitmentFields(commitment)))
})

test('a trial city does not say that there is nothing where it has not looked', async () => {
  const { text, cover } = await read(documentOf(fullReport([]), { mode: 'trial' }))
  expect(text).not.toContain(EMPTY_CHAPTER_TEXT)
  expect(text.split('尚未接入').length).toBeGreaterThan(8)
  expect(cover.join('')).toContain('试点数据')
})

test('no page ends with a heading, and a text longer than a page is whole', async () => {
  const records = fullRecords(6, LONG_TEXT.repeat(40))
  const { inside, text } = await read(documentOf(fullReport(records)))
  expect(inside.length).toBeGreaterThan(8)
  for (const lines of inside) {
    expect(lines.length).toBeGreaterThan(0)
    // The day of a record stands beside its heading.
    expect(lines.slice(-2).join(' ')).not.toMatch(/(第 \d+ 条( [\d-]+)?|(^| ).{1,2}、\S+| \d+ 条)$/)
  }
  expect(text.split(bare(LONG_TEXT.repeat(40))).length).toBeGreaterThan(6)
})

test('a rare character is there, and one that the font lacks is named, not boxed', async () => {
  const body = fullReport([])
  body.entity.name = '黑河市𬭎䶮㛃商行'
  body.declarations = [
    { ...body.declarations[0], content: '欢迎😀光临\u0007' } as (typeof body.declarations)[0],
  ]
  const { text, cover } = await read(documentOf(body))
  expect(cover.join('')).toContain('黑河市𬭎䶮㛃商行')
  expect(text).toContain('欢迎〔U+1F600〕光临〔U+0007〕')
})

test('fifty full records take less than 300 KB', async () => {
  const pdf = await writeReportPdf(documentOf(fullReport(fullRecords(50))), font)
  expect(pdf.length).toBeLessThan(300 * 1024)
})
