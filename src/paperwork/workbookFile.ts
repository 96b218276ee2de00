import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Entry, open, type ZipFile } from 'yauzl'
import { kindsOfHeadings } from '../domain/intake/headings'
import { fail, ok, type Result } from '../domain/result'
import { dateOfSerial, isDateFormat, plainNumber } from './spreadsheetNumber'
import type { Table, TableFault, TableRow } from './table'

/**
 * Reads an XLSX (ECMA-376) as a table, streamed: what a cell shows counts, and what is computed, merged or broken is
 * told instead of guessed.
 */

/** What an archive may hold: a spreadsheet's XML is ten to thirty times its size, a bomb's a thousand times. */
const MAXIMUM_ENTRIES = 1000
const MAXIMUM_RATIO = 200
const FREE_BYTES = 50 * 1024 * 1024
/** Texts that cells share are held in memory; a larger workbook is handed over as CSV. */
const MAXIMUM_SHARED_CHARACTERS = 64 * 1024 * 1024

/** Excel itself allows 32,767; one cell must not take the memory for a whole file. */
const MAXIMUM_CELL_CHARACTERS = 100_000

const BROKEN = '工作簿已损坏，请重新另存后再报送'

class WorkbookFault extends Error {}

type Sheet = { name: string; file: string; isVisible: boolean }
type Book = {
  entries: Map<string, Entry>
  zip: ZipFile
  sharedTexts: string[]
  dateStyles: boolean[]
  startsIn1904: boolean
}

/** Opens the one visible sheet that holds a table. */
export async function openWorkbook(path: string): Promise<Result<Table, TableFault>> {
  return attempt(async () => {
    const { book, sheets } = await openBook(path)
    try {
      const hidden = sheets.filter(({ isVisible }) => !isVisible).map(({ name }) => name)
      const visible = await Promise.all(
        sheets
          .filter(({ isVisible }) => isVisible)
          .map(async (sheet) => ({ sheet, headings: await headingsOf(book, sheet) })),
      )
      const known = visible.filter(({ headings }) => kindsOfHeadings(headings).length > 0)
      if (known.length > 1)
        throw new WorkbookFault(
          `有几个工作表都像报送表：${known.map(({ sheet }) => sheet.name).join('、')}。请只留一个`,
        )
      const chosen = known[0] ?? visible[0]
      if (!chosen) throw new WorkbookFault('没有可见的工作表')
      const notes = [
        `读取工作表“${chosen.sheet.name}”`,
        ...(hidden.length > 0 ? [`没有读取隐藏的工作表：${hidden.join('、')}`] : []),
      ]
      return {
        headings: chosen.headings,
        notes,
        readRows: (visit) => readSheet(path, chosen.sheet, chosen.headings, visit),
      }
    } finally {
      book.zip.close()
    }
  })
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, TableFault>> {
  try {
    return ok(await work())
  } catch (thrown) {
    if (thrown instanceof WorkbookFault) return fail({ words: thrown.message })
    if (isBroken(thrown)) return fail({ words: BROKEN })
    throw thrown
  }
}

/** What yauzl, zlib and saxes say of files that are not what they should be; none of them has a class of its own. */
function isBroken(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { code } = thrown as NodeJS.ErrnoException
  const isOfFile = code === undefined || code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE'
  return isOfFile && !(thrown instanceof TypeError) && !(thrown instanceof RangeError)
}

async function readSheet(
  path: string,
  sheet: Sheet,
  headings: readonly string[],
  visit: (row: TableRow) => void | Promise<void>,
): Promise<Result<void, TableFault>> {
  let fault: unknown
  const read = await attempt(async () => {
    const { book } = await openBook(path)
    try {
      // They stand behind the rows that they spoil.
      const merged = await mergedRows(book, sheet)
      let isHeader = true
      for await (const { rowNumber, cells, flaw } of rowsOf(book, sheet)) {
        if (!isHeader) {
          const padded = [...cells]
          while (padded.length < headings.length) padded.push('')
          try {
            await visit({ rowNumber, cells: padded, flaw: merged(rowNumber) ? '合并的单元格' : flaw })
          } catch (thrown) {
            // The visitor's own failures are not taken for faults of the file.
            fault = thrown
            return
          }
        }
        isHeader = false
      }
    } finally {
      book.zip.close()
    }
  })
  if (fault !== undefined) throw fault
  return read
}

async function openBook(path: string): Promise<{ book: Book; sheets: Sheet[] }> {
  const { zip, entries } = await openZip(path)
  try {
    const sheets = await sheetsOf(zip, entries)
    const sharedTexts = await readSharedTexts(zip, entries)
    return {
      book: { zip, entries, sharedTexts, ...sheets.settings, dateStyles: await readDateStyles(zip, entries) },
      sheets: sheets.list,
    }
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}

function openZip(path: string): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (fault, zip) => {
      if (fault) return reject(fault)
      const entries = new Map<string, Entry>()
      let inflated = 0
      const refuse = (words: string) => {
        zip.close()
        reject(new WorkbookFault(words))
      }
      zip.on('error', reject)
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry)
        inflated += entry.uncompressedSize
        if (entries.size > MAXIMUM_ENTRIES || inflated > MAXIMUM_RATIO * zip.fileSize + FREE_BYTES)
          return refuse('工作簿解开后过大，请另存为“CSV UTF-8”后再报送')
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

/** The parts of a file in the archive; yauzl ends one that is longer than it says. */
async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (fault, opened) => (fault ? reject(fault) : resolve(opened))),
  )
  stream.setEncoding('utf8')
  for await (const text of stream) yield text as string
}

type Handlers = {
  open?: (tag: SaxesTagPlain) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

function parserOf({ open: onOpen, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new WorkbookFault(BROKEN)
  })
  parser.on('error', () => {
    throw new WorkbookFault(BROKEN)
  })
  parser.on('opentag', (tag) => onOpen?.({ ...tag, name: localName(tag.name) } as SaxesTagPlain))
  parser.on('text', (part) => text?.(part))
  parser.on('closetag', (tag) => close?.(localName(tag.name)))
  return parser
}

async function parse(zip: ZipFile, entry: Entry | undefined, handlers: Handlers): Promise<void> {
  if (!entry) return
  const parser = parserOf(handlers)
  for await (const text of textOf(zip, entry)) parser.write(text)
  parser.close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

async function sheetsOf(zip: ZipFile, entries: Map<string, Entry>) {
  const targets = new Map<string, string>()
  await parse(zip, entries.get('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes }) => {
      if (name === 'Relationship') targets.set(String(attributes.Id), String(attributes.Target))
    },
  })
  const book = entries.get('xl/workbook.xml')
  if (!book) throw new WorkbookFault(BROKEN)
  const list: Sheet[] = []
  let startsIn1904 = false
  await parse(zip, book, {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') startsIn1904 = ['1', 'true'].includes(String(attributes.date1904))
      if (name !== 'sheet') return
      const target = targets.get(String(attributes['r:id'])) ?? ''
      const file = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      const isVisible = attributes.state === undefined || attributes.state === 'visible'
      list.push({ name: String(attributes.name), file, isVisible })
    },
  })
  return { list, settings: { startsIn1904 } }
}

async function readSharedTexts(zip: ZipFile, entries: Map<string, Entry>): Promise<string[]> {
  const texts: string[] = []
  let characters = 0
  let current: string | null = null
  let isText = false
  let isPhonetic = false
  await parse(zip, entries.get('xl/sharedStrings.xml'), {
    open: ({ name }) => {
      if (name === 'si') current = ''
      if (name === 't') isText = true
      if (name === 'rPh') isPhonetic = true
    },
    text: (part) => {
      if (current === null || !isText || isPhonetic) return
      current += part
      characters += part.length
      if (characters > MAXIMUM_SHARED_CHARACTERS)
        throw new WorkbookFault('工作簿里的文字过多，请另存为“CSV UTF-8”后再报送')
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') texts.push(current ?? '')
    },
  })
  return texts
}

/** For each cell style, whether it shows a day. */
async function readDateStyles(zip: ZipFile, entries: Map<string, Entry>): Promise<boolean[]> {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isInCellStyles = false
  await parse(zip, entries.get('xl/styles.xml'), {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), String(attributes.formatCode))
      if (name === 'cellXfs') isInCellStyles = true
      if (name === 'xf' && isInCellStyles) {
        const id = Number(attributes.numFmtId)
        styles.push(isDateFormat(id, codes.get(id)))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isInCellStyles = false
    },
  })
  return styles
}

async function headingsOf(book: Book, sheet: Sheet): Promise<string[]> {
  for await (const { cells } of rowsOf(book, sheet)) return cells
  return []
}

/** Which rows a merged cell touches. */
async function mergedRows(book: Book, { file }: Sheet): Promise<(rowNumber: number) => boolean> {
  const ranges: { from: number; to: number }[] = []
  await parse(book.zip, book.entries.get(file), {
    open: ({ name, attributes }) => {
      if (name !== 'mergeCell') return
      const rows = String(attributes.ref).match(/\d+/g) ?? []
      ranges.push({ from: Number(rows[0]), to: Number(rows[1] ?? rows[0]) })
    },
  })
  return (rowNumber) => ranges.some(({ from, to }) => from <= rowNumber && rowNumber <= to)
}

type SheetRow = { rowNumber: number; cells: string[]; flaw: string | null }

/** Rows with something in them, in the order of the sheet. */
async function* rowsOf(book: Book, { file }: Sheet): AsyncGenerator<SheetRow> {
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
  /** Of a cell that does not say where it is. */
  private nextColumn = 0

  constructor(
    private readonly book: Book,
    private readonly onRow: (row: SheetRow) => void,
  ) {}

  open = ({ name, attributes }: SaxesTagPlain): void => {
    if (name === 'row') {
      this.row = { rowNumber: Number(attributes.r ?? this.row.rowNumber + 1), cells: [], flaw: null }
      this.nextColumn = 0
    } else if (name === 'c') {
      const column = attributes.r === undefined ? this.nextColumn : columnOf(String(attributes.r))
      this.nextColumn = column + 1
      this.cell = { column, type: String(attributes.t ?? 'n'), style: Number(attributes.s ?? 0), value: '' }
    } else if (name === 'f') this.row.flaw = '公式'
    else if (name === 'v' || name === 't') this.isValue = true
  }

  text = (part: string): void => {
    if (!this.cell || !this.isValue) return
    this.cell.value += part
    if (this.cell.value.length > MAXIMUM_CELL_CHARACTERS)
      throw new WorkbookFault(`第 ${this.row.rowNumber} 行有一个单元格的文字过长，请改正后再报送`)
  }

  close = (name: string): void => {
    if (name === 'v' || name === 't') this.isValue = false
    else if (name === 'c') this.endCell()
    else if (name === 'row' && this.row.cells.some((cell) => cell !== '')) this.onRow(this.row)
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
    if (type !== 'n') return value
    return this.book.dateStyles[style]
      ? dateOfSerial(Number(value), this.book.startsIn1904)
      : plainNumber(value)
  }
}

/** A is 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.match(/^[A-Z]+/)?.[0] ?? 'A')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
