import type { SaxesTagPlain } from 'saxes'
import { dateOfSerial, plainNumber } from './spreadsheetNumber'
import { BROKEN, type Handlers, parse, parserOf, textOf, WorkbookFault } from './workbookArchive'
import { type Book, MAXIMUM_CELL_CHARACTERS, type Sheet, unescaped } from './workbookParts'

/** The rows of a sheet: what a cell shows counts, and what is computed, merged or broken is told instead of guessed. */

/** A sheet has no more (ECMA-376 18.3.1.73). */
const MOST_ROWS = 1_048_576

/** Which rows a merged cell touches; in memory of one size, however many there are. */
export async function mergedRows(book: Book, { file }: Sheet): Promise<(rowNumber: number) => boolean> {
  let touching: Int32Array | null = null
  await parse(book.zip, book.entries.get(file), {
    open: ({ name, attributes }) => {
      if (name !== 'mergeCell') return
      // Columns that are merged as a whole name no row.
      const [from = 1, to = from] = String(attributes.ref).match(/\d+/g)?.map(Number) ?? [1, MOST_ROWS]
      if (from > to || to > MOST_ROWS) throw new WorkbookFault(BROKEN)
      touching ??= new Int32Array(MOST_ROWS + 2)
      touching[from] = (touching[from] as number) + 1
      touching[to + 1] = (touching[to + 1] as number) - 1
    },
  })
  return touching === null ? () => false : summed(touching)
}

/** From how many ranges begin and end at each row to whether any touches it. */
function summed(touching: Int32Array): (rowNumber: number) => boolean {
  for (let row = 1; row < touching.length; row++)
    touching[row] = (touching[row] as number) + (touching[row - 1] as number)
  return (rowNumber) => (touching[rowNumber] as number) > 0
}

/** A row as the sheet counts it. `flaw`: why its cells cannot be trusted, Chinese. */
export type SheetRow = { rowNumber: number; cells: string[]; flaw: string | null }

/** Rows with something in them, in the order of the sheet. */
export async function* rowsOf(book: Book, { file }: Sheet): AsyncGenerator<SheetRow> {
  const entry = book.entries.get(file)
  if (!entry) throw new WorkbookFault(BROKEN)
  const done: SheetRow[] = []
  const reader = new RowReader(book, (row) => done.push(row))
  const parser = parserOf(reader)
  for await (const text of textOf(book.zip, entry)) {
    parser.write(text)
    yield* done.splice(0)
  }
  parser.close()
  yield* done
}

/** Puts the cells of a sheet's XML into rows. */
class RowReader implements Handlers {
  private row: SheetRow = { rowNumber: 0, cells: [], flaw: null }
  private cell: { column: number; type: string; style: number; value: string } | null = null
  private isValue = false
  /** Inside of what stands above characters to say how they are read. */
  private isReading = false
  /** Of a cell that does not say where it is. */
  private nextColumn = 0

  constructor(
    private readonly book: Book,
    private readonly onRow: (row: SheetRow) => void,
  ) {}

  open = ({ name, attributes }: SaxesTagPlain): void => {
    if (name === 'row') {
      this.row = { rowNumber: this.placeOfRow(attributes.r), cells: [], flaw: null }
      this.nextColumn = 0
    } else if (name === 'c') {
      const column = this.placeOfCell(attributes.r)
      this.nextColumn = column + 1
      this.cell = { column, type: String(attributes.t ?? 'n'), style: Number(attributes.s ?? 0), value: '' }
    } else if (name === 'f') this.row.flaw = '公式'
    else if (name === 'rPh') this.isReading = true
    else if (name === 'v' || name === 't') this.isValue = !this.isReading
  }

  text = (part: string): void => {
    if (!this.cell || !this.isValue) return
    this.cell.value += part
    if (this.cell.value.length > MAXIMUM_CELL_CHARACTERS)
      throw new WorkbookFault(`第 ${this.row.rowNumber} 行有一个单元格的文字过长，请改正后再报送`)
  }

  close = (name: string): void => {
    if (name === 'v' || name === 't') this.isValue = false
    else if (name === 'rPh') this.isReading = false
    else if (name === 'c') this.endCell()
    else if (name === 'row' && this.row.cells.some((cell) => cell !== '')) this.onRow(this.row)
  }

  /** Rows and cells stand in their order, each in a place of its own; where they do not, nobody knows what is meant. */
  private placeOfRow(told: string | undefined): number {
    const number = told === undefined ? this.row.rowNumber + 1 : Number(told)
    if (!Number.isInteger(number) || number <= this.row.rowNumber || number > MOST_ROWS)
      throw new WorkbookFault(BROKEN)
    return number
  }

  private placeOfCell(told: string | undefined): number {
    if (told === undefined) return this.nextColumn
    const [, letters = '', row] = /^([A-Z]{1,3})(\d+)$/.exec(told) ?? []
    const column = columnOf(letters)
    if (Number(row) !== this.row.rowNumber || column < this.nextColumn) throw new WorkbookFault(BROKEN)
    return column
  }

  private endCell(): void {
    if (!this.cell) return
    const { column, type, value } = this.cell
    if (column > 1000) throw new WorkbookFault('列数过多，请检查工作表右侧是否有多余的内容')
    const { cells } = this.row
    while (cells.length < column) cells.push('')
    if (type === 'e') this.row.flaw = '出错的单元格'
    const shown = this.shownText()
    // A style alone makes no cell at the end of a row.
    if (shown !== '' || value !== '' || column < cells.length) cells[column] = shown
    this.cell = null
  }

  private shownText(): string {
    if (!this.cell || this.cell.value === '') return ''
    const { type, style, value } = this.cell
    if (type === 's') {
      const text = this.book.sharedTexts[Number(value)]
      // A text that is gone is not an empty cell.
      if (text === undefined) throw new WorkbookFault(BROKEN)
      return text
    }
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n') return unescaped(value)
    if (Number.isNaN(Number(value))) this.row.flaw = '出错的单元格'
    return this.book.dateStyles[style]
      ? dateOfSerial(Number(value), this.book.startsIn1904)
      : plainNumber(value)
  }
}

/** A is 0. */
function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
