import { type ZippedFile, zipOf } from '../../src/paperwork/zipFile'

/** A sheet of a made workbook: the XML of its rows, and of what stands behind them. */
export type MadeSheet = { name: string; rows: string; behind?: string; state?: 'hidden' | 'veryHidden' }

/** Cell style 1 shows a day, 2 a day by a code of its own, 3 a plain number. */
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="2"/></cellXfs></styleSheet>'

/** An XLSX with these sheets; `files` are added to the archive. */
export function madeWorkbook(
  sheets: readonly MadeSheet[],
  { startsIn1904 = false, files = [] as readonly ZippedFile[] } = {},
): Buffer {
  const listed = sheets.map(
    ({ name, state }, index) => `<sheet name="${name}" r:id="r${index}"${state ? ` state="${state}"` : ''}/>`,
  )
  const targets = sheets.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/s${index}.xml"/>`)
  return zipOf([
    {
      name: 'xl/workbook.xml',
      text: `<workbook><workbookPr date1904="${startsIn1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', text: `<Relationships>${targets.join('')}</Relationships>` },
    { name: 'xl/styles.xml', text: STYLES },
    ...sheets.map(({ rows, behind = '' }, index) => ({
      name: `xl/worksheets/s${index}.xml`,
      text: `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`,
    })),
    ...files,
  ])
}

/** A row of texts. */
export function textRow(number: number, texts: readonly string[]): string {
  return `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
}
