import { CITY_OFFICE } from '../../domain/cityOffice'
import { emptyWords } from '../../domain/emptyWords'
import { documentTime, formatDigest, type ReportDocument } from '../../domain/reportDocument'
import {
  type FilledChapter,
  filledChapters,
  type ReportEdition,
  reportEdition,
} from '../../domain/reportEdition'
import {
  basicFields,
  commitmentFields,
  declarationFields,
  MISSING,
  OWN_WORDS_MARK,
  OWN_WORDS_NOTE,
  type ReportField,
  recordFields,
  statusWords,
} from '../../domain/reportFields'
import { drawQrCode } from './qrCode'
import { FRAME, GREEN, MUTED, Sheet, WIDTH } from './sheet'

/** The title on the cover; a report on people is another one, and there is none here. */
export const DOCUMENT_TITLE = '法人和非法人组织公共信用信息报告'
/** A heading stays with what begins under it: so many points are kept together. */
const WITH_ITEM = 110
const WITH_GROUP = WITH_ITEM + 36
const WITH_TITLE = WITH_GROUP + 36
const MODE_NOTES = {
  demo: '演示数据：主体和信息均为虚构',
  trial: '试点数据：目前只接入登记信息，其他信息尚未接入',
  live: '',
} as const

/** 报告说明 (domain: 1.3): what the report is and is not, and what to do about it. */
const EXPLANATION = [
  '本报告如实展示归集到的公共信用信息，秉持客观中立，不编辑、不修改信息的内容，不评分、不评级，不作为任何许可或担保的依据。',
  '行政处罚等信息按信用修复的规定公示和停止公示。报告只反映生成时间的状况，之后的变化请扫码查看。',
  '对内容有异议的，可以向市诚信办提出，也可以在“信用中国”网站办理信用信息异议申诉；已经履行完义务的，可以申请信用修复。办理不收费。',
  '自愿填报的内容单独列出，由市场主体承诺真实，不属于公共信用信息。',
  '未取得的项目以“— —”表示。字库中没有的字，以〔U+编码〕表示。',
]

/**
 * Prints a report in the order of the national standard: cover, explanation, summary, chapters, own words apart.
 * `font` is a TrueType file that knows Chinese; of it only what is used is embedded, so that text can be selected.
 */
export async function writeReportPdf(document: ReportDocument, font: Buffer): Promise<Buffer> {
  const { entity } = document.body
  const edition = reportEdition(document.edition)
  const sheet = new Sheet(font, {
    title: `${DOCUMENT_TITLE} ${document.number}`,
    author: CITY_OFFICE.name,
    madeAt: document.madeAt,
  })
  printCover(sheet, document, edition)
  sheet.newPage()
  printExplanation(sheet)
  const chapters = filledChapters(document.body, edition)
  const empty = emptyWords(document.mode)
  printSummary(sheet, chapters, empty.count)
  printTitle(sheet, `一、${edition.basicTitle}`)
  printFields(sheet, [...basicFields(entity), { label: '登记状态', value: statusWords(entity.status) }])
  for (const chapter of chapters) printChapter(sheet, chapter, empty.chapter)
  for (const { numeral, title, text } of edition.closing) {
    printTitle(sheet, `${numeral}、${title}`)
    sheet.paragraph(text, { size: 10 })
  }
  printOwnWords(sheet, document, edition)
  sheet.onEveryPage((page, pages) => printMargins(sheet, document, page, pages))
  return sheet.finish()
}

function printCover(sheet: Sheet, document: ReportDocument, edition: ReportEdition): void {
  const { entity } = document.body
  const centred = { align: 'center', color: GREEN } as const
  sheet.y = 96
  sheet.paragraph('码上诚信', { ...centred, size: 13 })
  sheet.y += 44
  sheet.paragraph('法人和非法人组织', { ...centred, size: 27, bold: true })
  sheet.y += 2
  sheet.paragraph('公共信用信息报告', { ...centred, size: 27, bold: true })
  sheet.y += 10
  sheet.paragraph(`版本号 ${edition.version}`, { ...centred, size: 11, color: MUTED })
  sheet.y += 50
  sheet.paragraph(entity.name, { size: 18, align: 'center', bold: true })
  sheet.paragraph(entity.creditCode, { size: 11, align: 'center', color: MUTED })
  sheet.y += 46
  sheet.rule()
  sheet.field('报告编号', document.number)
  sheet.field('生成时间', `${documentTime(document.madeAt)}（北京时间）`)
  sheet.field('出具单位', CITY_OFFICE.name)
  sheet.field('查验码', document.checkCode)
  sheet.field('内容摘要', formatDigest(document.digest))
  const size = 112
  const top = FRAME.bottom - size - 6
  drawQrCode(sheet.pdf, document.link, FRAME.right - size, top, size)
  sheet.y = top + 16
  const width = WIDTH - size - 24
  sheet.paragraph('查验本报告', { size: 11, color: GREEN, bold: true }, FRAME.left, width)
  sheet.y += 2
  sheet.paragraph(
    '扫描右侧二维码，核对报告编号、生成时间、主体、各类信息条数和内容摘要。与本报告不一致的，以查验结果为准。',
    { size: 9, color: MUTED },
    FRAME.left,
    width,
  )
  if (MODE_NOTES[document.mode] !== '')
    sheet.paragraph(MODE_NOTES[document.mode], { size: 9, bold: true }, FRAME.left, width)
}

function printExplanation(sheet: Sheet): void {
  printTitle(sheet, '报告说明')
  EXPLANATION.forEach((text, index) => {
    sheet.line(`${index + 1}.`, { size: 10 }, FRAME.left, sheet.y, 18)
    sheet.paragraph(text, { size: 10 }, FRAME.left + 18, WIDTH - 18)
    sheet.y += 3
  })
}

function printSummary(sheet: Sheet, chapters: readonly FilledChapter[], emptyCount: string): void {
  printTitle(sheet, '信用信息概要')
  const columns = 4
  const gap = 10
  const [width, height] = [(WIDTH - gap * (columns - 1)) / columns, 62]
  const rows = Math.ceil(chapters.length / columns)
  sheet.keep(rows * (height + gap) + 24)
  const top = sheet.y + 4
  chapters.forEach(({ countLabel, count }, index) => {
    const x = FRAME.left + (index % columns) * (width + gap)
    const y = top + Math.floor(index / columns) * (height + gap)
    sheet.pdf.roundedRect(x, y, width, height, 4).fillColor('#f6f2e9').fill()
    sheet.line(countLabel, { size: 9, color: MUTED, align: 'center' }, x, y + 12, width)
    const shown = count === 0 ? emptyCount : String(count)
    sheet.line(`${shown} 条`, { size: 14, color: GREEN, align: 'center' }, x, y + 31, width)
  })
  sheet.y = top + rows * (height + gap)
  sheet.paragraph('条数只是数量，不是评分。', { size: 9, color: MUTED })
}

function printChapter(sheet: Sheet, chapter: FilledChapter, emptyText: string): void {
  printTitle(sheet, `${chapter.numeral}、${chapter.title}`)
  if (chapter.count === 0) sheet.paragraph(emptyText, { size: 10, color: MUTED })
  for (const { kind, records } of chapter.groups) {
    sheet.space(6)
    sheet.keep(WITH_GROUP)
    sheet.paragraph(`${kind.label} ${records.length} 条`, { size: 11, bold: true })
    records.forEach((record, index) => {
      printItem(sheet, `第 ${index + 1} 条`, record.date, recordFields(record))
    })
  }
}

function printOwnWords(sheet: Sheet, { body, mode }: ReportDocument, { local }: ReportEdition): void {
  const empty = emptyWords(mode)
  printTitle(sheet, `${local.numeral}、${local.title}`, WITH_TITLE + 62)
  const top = sheet.y
  sheet.pdf.roundedRect(FRAME.left, top, WIDTH, 52, 4).fillColor('#f6f2e9').fill()
  sheet.y = top + 8
  sheet.paragraph(OWN_WORDS_MARK, { size: 11, color: GREEN, bold: true }, FRAME.left + 14, WIDTH - 28)
  sheet.paragraph(OWN_WORDS_NOTE, { size: 9, color: MUTED }, FRAME.left + 14, WIDTH - 28)
  sheet.y = top + 62
  printSubtitle(sheet, '自愿注册信息', body.declarations.length === 0 ? empty.declarations : undefined)
  for (const declaration of body.declarations)
    printItem(sheet, declaration.title, '', declarationFields(declaration))
  printSubtitle(sheet, '主动承诺信息', body.commitments.length === 0 ? empty.commitments : undefined)
  body.commitments.forEach((commitment, index) => {
    printItem(sheet, `第 ${index + 1} 条`, '', commitmentFields(commitment))
  })
}

function printSubtitle(sheet: Sheet, title: string, emptyText: string | undefined): void {
  sheet.space(20)
  sheet.keep(WITH_GROUP)
  sheet.paragraph(title, { size: 11, bold: true })
  if (emptyText !== undefined) sheet.paragraph(emptyText, { size: 10, color: MUTED })
}

/** A record or a statement: what it is called, its day, its fields. */
function printItem(sheet: Sheet, title: string, date: string, fields: readonly ReportField[]): void {
  sheet.space(16)
  sheet.keep(WITH_ITEM)
  const top = sheet.y
  sheet.paragraph(title, { size: 10, color: GREEN, bold: true }, FRAME.left, WIDTH - 90)
  if (date !== '') sheet.line(date, { size: 10, color: MUTED, align: 'right' }, FRAME.left, top, WIDTH)
  sheet.y += 3
  sheet.rule()
  printFields(sheet, fields)
}

function printFields(sheet: Sheet, fields: readonly ReportField[]): void {
  for (const { label, value } of fields) sheet.field(label, value || MISSING, value ? undefined : MUTED)
}

function printTitle(sheet: Sheet, title: string, height = WITH_TITLE): void {
  sheet.space(24)
  sheet.keep(height)
  sheet.paragraph(title, { size: 14, color: GREEN, bold: true })
  sheet.y += 5
}

function printMargins(sheet: Sheet, document: ReportDocument, page: number, pages: number): void {
  const style = { size: 8, color: MUTED }
  const right = { ...style, align: 'right' } as const
  sheet.line(DOCUMENT_TITLE, style, FRAME.left, 42, WIDTH)
  sheet.line(`报告编号 ${document.number}`, right, FRAME.left, 42, WIDTH)
  sheet.y = 62
  sheet.rule()
  const foot = FRAME.bottom + 26
  sheet.line(`查验码 ${document.checkCode}  ${MODE_NOTES[document.mode]}`, style, FRAME.left, foot, WIDTH)
  sheet.line(`第 ${page} 页，共 ${pages} 页`, right, FRAME.left, foot, WIDTH)
}
