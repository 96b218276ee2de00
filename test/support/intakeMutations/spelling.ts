import iconv from 'iconv-lite'
import type { Dice } from '../../../src/democity/dice'
import type { Column } from '../../../src/domain/intake/column'
import type { MadeSheet } from '../workbook'
import { madeWorkbook } from '../workbook'
import type { CleanFile } from './cleanFile'

/** The many ways in which programs write one and the same table. */

/** What stands in a file, as texts. */
export type Grid = { headings: string[]; rows: string[][]; types: Column['type'][] }

/** The file's table, that a mutation may change. */
export function gridOf({ columns, rows }: CleanFile): Grid {
  return {
    headings: columns.map(({ heading }) => heading),
    rows: rows.map(({ cells }) => [...cells]),
    types: columns.map(({ type }) => type),
  }
}

/** How a CSV is written. */
export type CsvStyle = {
  separator: string
  end: string
  isQuoted: boolean
  encoding: 'utf8' | 'marked' | 'gb18030'
}

/** Some way to write a CSV. */
export function someCsvStyle(dice: Dice): CsvStyle {
  return {
    separator: dice.pick([',', ',', ';', '\t']),
    end: dice.pick(['\r\n', '\n']),
    isQuoted: dice.happens(500),
    encoding: dice.pick(['utf8', 'marked', 'gb18030']),
  }
}

/** The lines of the table, the headings first. */
export function csvLines({ headings, rows }: Grid, { separator, isQuoted }: CsvStyle): string[] {
  const write = (text: string) =>
    isQuoted || /[",;\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return [headings, ...rows].map((cells) => cells.map(write).join(separator))
}

/** Text in the encoding of a style. */
export function encoded(text: string, { encoding }: Pick<CsvStyle, 'encoding'>): Buffer {
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030')
  return Buffer.from(encoding === 'marked' ? `\uFEFF${text}` : text)
}

/** The table as a CSV. */
export function csvOf(grid: Grid, style: CsvStyle): Buffer {
  return encoded(
    csvLines(grid, style)
      .map((line) => line + style.end)
      .join(''),
    style,
  )
}

/** The table with its days as one of the spellings in use. */
export function withSpeltDays(grid: Grid, dice: Dice): Grid {
  const spell = dice.pick<(date: string) => string>([
    (date) => date,
    (date) => date.replaceAll('-', '/'),
    (date) => date.replace(/-0?/g, '.'),
    (date) => date.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日'),
    (date) => date.replaceAll('-', ''),
  ])
  const rows = grid.rows.map((cells) =>
    cells.map((cell, index) => (grid.types[index] === 'date' && isDay(cell) ? spell(cell) : cell)),
  )
  return { ...grid, rows }
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)
/** A day that exists. */
export const isRealDay = (text: string): boolean =>
  isDay(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** How a workbook is written. */
export type BookStyle = {
  texts: 'inlineStr' | 's' | 'str'
  hasPlaces: boolean
  hasSerialDays: boolean
  hasNumbers: boolean
  startsIn1904: boolean
}

/** Some way to write a workbook. */
export function someBookStyle(dice: Dice): BookStyle {
  return {
    texts: dice.pick(['inlineStr', 's', 'str']),
    hasPlaces: dice.happens(500),
    hasSerialDays: dice.happens(500),
    hasNumbers: dice.happens(500),
    startsIn1904: dice.happens(200),
  }
}

/** Characters that XML would take for its own. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;')
}

/** A is column 0. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

/** The number by which a workbook keeps a day. */
export function serialOf(date: string, startsIn1904: boolean): number {
  const epoch = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return (Date.parse(`${date}T00:00:00Z`) - epoch) / 86_400_000
}

/** The XML of each row of the sheet, the headings first, and of the texts that its cells share. */
export function sheetRows(grid: Grid, style: BookStyle): { rows: string[]; shared: string } {
  const texts: string[] = []
  const { hasPlaces, hasSerialDays, hasNumbers, startsIn1904 } = style
  const contentOf = (text: string, type: Column['type'] | undefined): string => {
    if (type === 'date' && hasSerialDays && isRealDay(text))
      return ` s="1"><v>${serialOf(text, startsIn1904)}</v>`
    if (type === 'amount' && hasNumbers && /^[\d.]+$/.test(text)) return `><v>${text}</v>`
    if (style.texts === 's') return ` t="s"><v>${texts.push(text) - 1}</v>`
    if (style.texts === 'str') return ` t="str"><v>${xmlText(text)}</v>`
    return ` t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is>`
  }
  const rows = [grid.headings, ...grid.rows].map((cells, index) => {
    const number = index + 1
    const written = cells.map((text, column) => {
      if (hasPlaces && text === '') return ''
      const place = hasPlaces ? ` r="${columnLetters(column)}${number}"` : ''
      return `<c${place}${contentOf(text, index === 0 ? undefined : grid.types[column])}</c>`
    })
    return `<row r="${number}">${written.join('')}</row>`
  })
  const items = texts.map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`)
  return { rows, shared: `<sst>${items.join('')}</sst>` }
}

/** The table as a workbook; `more`: of its sheet, and sheets before it. */
export function bookOf(
  grid: Grid,
  style: BookStyle,
  more: { behind?: string; before?: MadeSheet[]; change?: (rows: string[]) => string[] } = {},
): Buffer {
  const { rows, shared } = sheetRows(grid, style)
  const changed = more.change ? more.change(rows) : rows
  return madeWorkbook(
    [...(more.before ?? []), { name: '报送', rows: changed.join(''), behind: more.behind }],
    { startsIn1904: style.startsIn1904, files: [{ name: 'xl/sharedStrings.xml', text: shared }] },
  )
}

/** The table in some way. */
export function somehow(grid: Grid, dice: Dice): Buffer {
  return dice.happens(400)
    ? bookOf(grid, someBookStyle(dice))
    : csvOf(withSpeltDays(grid, dice), someCsvStyle(dice))
}
