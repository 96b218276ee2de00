import type { Column, IntakeTable } from '../domain/intake/column'
import { zipOf } from './zipFile'

/** Style of every cell: a number typed into it keeps its digits. */
const TEXT_STYLE = 1
const BOLD_STYLE = 2
/** So many rows offer their choices. */
const LAST_ROW = 10_000
const EXPLANATION_SHEET = '填写说明'
const EXPLANATION_HEADINGS = ['填写项', '是否必填', '最多字数', '说明', '可以填写的内容']
/** Where the choices begin in the explanation: the fifth column of a heading's row. */
const FIRST_CHOICE = EXPLANATION_HEADINGS.length - 1
/** Rows above the first heading of the explanation. */
const EXPLANATION_HEAD_ROWS = 2

/**
 * The XLSX that a department fills: headings (`*`: must be filled) with an example row, and a second sheet that
 * explains them. It asks for no number of an identity paper.
 */
export function writeTemplate(table: IntakeTable): Buffer {
  const columns = table.columns.filter(({ type }) => type !== 'identityNumber')
  return zipOf([
    { name: '[Content_Types].xml', text: CONTENT_TYPES },
    { name: '_rels/.rels', text: PACKAGE_RELATIONS },
    { name: 'xl/workbook.xml', text: workbook([table.label, EXPLANATION_SHEET]) },
    { name: 'xl/_rels/workbook.xml.rels', text: WORKBOOK_RELATIONS },
    { name: 'xl/styles.xml', text: STYLES },
    { name: 'xl/worksheets/sheet1.xml', text: tableSheet(columns) },
    { name: 'xl/worksheets/sheet2.xml', text: explanationSheet(columns) },
  ])
}

function tableSheet(columns: readonly Column[]): string {
  const headings = columns.map(({ heading, must }) => (must === true ? `${heading}*` : heading))
  const rows =
    row(1, headings, BOLD_STYLE) +
    row(
      2,
      columns.map(({ example }) => example),
      TEXT_STYLE,
    )
  const widths = columns.map((_, index) => columnWidth(index, 24)).join('')
  const choices = columns.flatMap((column, index) =>
    column.choices.length > 0 ? [choice(column, index)] : [],
  )
  const validations =
    choices.length > 0
      ? `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`
      : ''
  return worksheet(
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${rows}</sheetData>${validations}`,
  )
}

/** Offers the choices and asks before it takes anything else: 其他-补充说明 and several at once are right as well. */
function choice({ choices }: Column, index: number): string {
  const letter = lettersOf(index)
  const line = index + EXPLANATION_HEAD_ROWS + 1
  const [from, until] = [lettersOf(FIRST_CHOICE), lettersOf(FIRST_CHOICE + choices.length - 1)]
  return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${letter}2:${letter}${LAST_ROW}"><formula1>'${EXPLANATION_SHEET}'!$${from}$${line}:$${until}$${line}</formula1></dataValidation>`
}

function explanationSheet(columns: readonly Column[]): string {
  const lines = columns.map((column, index) =>
    row(
      index + EXPLANATION_HEAD_ROWS + 1,
      [column.heading, mustWords(column), String(column.length), explanationOf(column), ...column.choices],
      TEXT_STYLE,
    ),
  )
  const note = '带 * 的必须填写。第一张表的第 2 行是示例，填写前请删去。请不要填写身份证号等证件号码。'
  const head = row(1, [note], TEXT_STYLE) + row(EXPLANATION_HEAD_ROWS, EXPLANATION_HEADINGS, BOLD_STYLE)
  const widths = [32, 12, 12, 60].map((width, index) => columnWidth(index, width)).join('')
  return worksheet(`<cols>${widths}</cols><sheetData>${head}${lines.join('')}</sheetData>`)
}

function mustWords({ must }: Column): string {
  if (typeof must === 'function') return '视情况'
  return must ? '必填' : '选填'
}

const TYPE_WORDS: Partial<Record<Column['type'], string>> = {
  date: '日期，写作 2026/03/02。',
  amount: '单位为万元的数字，最多 6 位小数。',
  choice: '从列出的内容中选一项。',
  choices: '从列出的内容中选一项或几项，几项之间用“；”隔开。',
  creditCode: '18 位统一社会信用代码。',
}

const explanationOf = ({ type, explanation }: Column) => `${TYPE_WORDS[type] ?? ''}${explanation}`

function row(number: number, cells: readonly string[], style: number): string {
  const written = cells.map(
    (cell, index) =>
      `<c r="${lettersOf(index)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
  )
  return `<row r="${number}">${written.join('')}</row>`
}

const columnWidth = (index: number, width: number) =>
  `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${TEXT_STYLE}" customWidth="1"/>`

/** 0 is A. */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const worksheet = (content: string) => `${XML}<worksheet xmlns="${MAIN}">${content}</worksheet>`

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`
}

const WORKBOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`

const PACKAGE_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`

/** Number format 49 is text. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`
