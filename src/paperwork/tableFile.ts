import { open, stat } from 'node:fs/promises'
import { CsvError } from 'csv-parse'
import iconv from 'iconv-lite'
import { kindsOfHeadings } from '../domain/intake/headings'
import { fail, ok, type Result } from '../domain/result'
import { type Encoding, encodingOfText, isBinary, MAXIMUM_ROW_BYTES, recordsOf } from './csvFile'
import { lostCharacterFlaw, type Table, type TableFault, type TableRow } from './table'
import { openWorkbook } from './workbookFile'

/** Opens a CSV (UTF-8 or GB18030; comma, semicolon or tab) or an XLSX. Throws what the file system throws. */
export async function openTable(path: string): Promise<Result<Table, TableFault>> {
  if ((await stat(path)).size === 0) return fail({ words: '文件是空的' })
  if (await startsWith(path, ZIP)) return openWorkbook(path)
  if (await isBinary(path))
    return fail({ words: '不是表格文件。请另存为“Excel 工作簿（.xlsx）”或“CSV UTF-8”后再报送' })
  const encoding = await encodingOfText(path)
  // What says that it is UTF-8 and is not is mixed, whatever else it could be read as.
  const isMixed = encoding !== 'utf8' && (await startsWith(path, UTF8_MARK))
  if (!encoding || isMixed)
    return fail({ words: '文字编码既不是 UTF-8 也不是 GB18030。请另存为“CSV UTF-8”后再报送' })
  return openCsv(path, encoding)
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const UTF8_MARK = Buffer.from('\uFEFF')

async function startsWith(path: string, beginning: Buffer): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(beginning.length), 0, beginning.length, 0)
    return buffer.equals(beginning)
  } finally {
    await file.close()
  }
}

const SEPARATORS = [',', ';', '\t']

async function openCsv(path: string, encoding: Encoding): Promise<Result<Table, TableFault>> {
  const headers: { separator: string; headings: string[] }[] = []
  let fault: TableFault | undefined
  for (const separator of SEPARATORS) {
    const header = await headerOf(path, encoding, separator)
    if (header.ok) headers.push({ separator, headings: header.value })
    // Quoted headings look broken to a separator that is not theirs.
    else fault ??= header.error
  }
  if (headers.length === 0 && fault) return fail(fault)
  // The separator with which headings are known; where none is, the one that makes most of them.
  const known = headers.find(({ headings }) => kindsOfHeadings(headings).length > 0)
  const widest = headers.reduce((best, one) => (one.headings.length > best.headings.length ? one : best))
  const { separator, headings } = known ?? widest
  const form = { encoding, separator, width: headings.length }
  return ok({ headings, notes: [], readRows: (visit) => readRows(path, form, visit) })
}

async function headerOf(
  path: string,
  encoding: Encoding,
  separator: string,
): Promise<Result<string[], TableFault>> {
  const records = recordsOf(path, encoding, separator)
  try {
    const { value } = await records.next()
    return value ? ok(value.record) : fail({ words: '文件是空的' })
  } catch (thrown) {
    return fail({ words: wordsOf(thrown) })
  } finally {
    await records.return(undefined)
  }
}

/** How a CSV is written, and how many headings it has. */
type CsvForm = { encoding: Encoding; separator: string; width: number }

async function readRows(
  path: string,
  form: CsvForm,
  visit: (row: TableRow) => void | Promise<void>,
): Promise<Result<void, TableFault>> {
  const records = recordsOf(path, form.encoding, form.separator)
  // Whether a row was torn off shows in the one behind it.
  let waiting: TableRow | null = null
  try {
    for (let isHeader = true; ; isHeader = false) {
      const next = await records.next().catch((thrown: unknown) => ({ fault: wordsOf(thrown) }))
      if ('fault' in next) return fail({ words: next.fault })
      if (next.done) break
      const { rowNumber, record } = next.value
      // A spreadsheet writes separators for rows without content.
      if (isHeader || record.every((cell) => cell.trim() === '')) continue
      const row: TableRow = { rowNumber, cells: record, flaw: flawOf(record, form) }
      if (waiting) await visit(isTornOff(row, form) ? { ...waiting, flaw: waiting.flaw ?? TORN } : waiting)
      waiting = waiting && isTornOff(waiting, form) ? { ...row, flaw: row.flaw ?? TORN } : row
    }
    if (waiting) await visit(waiting)
    return ok(undefined)
  } finally {
    await records.return(undefined)
  }
}

const TORN = '上一行或下一行只有一格，这一行可能在单元格中间断开了'
/** A line end inside the first or the last cell leaves a cell alone, and beside it a row that looks whole. */
const isTornOff = ({ cells }: TableRow, { width }: CsvForm) => cells.length === 1 && width > 1

/** Why the cells of a row cannot be trusted though the file could be read. */
function flawOf(cells: readonly string[], { encoding, separator, width }: CsvForm): string | null {
  const lost = lostCharacterFlaw(cells)
  if (lost !== null) return lost
  if (encoding === 'gb18030' && cells.some(isUtf8Inside)) return '文字编码与文件的其他部分不同'
  // A whole row's separators and a line end: what lies between two quotes that do not belong together.
  const isSwallowed = (cell: string) => cell.includes('\n') && cell.split(separator).length >= width
  return cells.some(isSwallowed) ? '引号不成对，几行并成了一行' : null
}

/** GB18030 of real text is hardly ever valid UTF-8 with two Chinese characters in it. */
function isUtf8Inside(text: string): boolean {
  if (!/[^\0-\x7F]/.test(text)) return false
  const read = Buffer.concat(
    text.split('€').flatMap((part, index) => [
      // A single byte that some programs write for this sign, and UTF-8 often ends with.
      Buffer.from(index === 0 ? [] : [0x80]),
      iconv.encode(part, 'gb18030'),
    ]),
  ).toString('utf8')
  return !read.includes('\uFFFD') && (read.match(/[\u4E00-\u9FFF]/g)?.length ?? 0) >= 2
}

/** What csv-parse found wrong, in words; anything else is thrown on. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof CsvError)) throw thrown
  const row = Number(thrown.records) + Number(thrown.empty_lines) + 1
  switch (thrown.code) {
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_QUOTE_NOT_CLOSED':
      return `第 ${row} 行的引号不成对，请改正后再报送`
    case 'CSV_MAX_RECORD_SIZE':
      return `第 ${row} 行超过 ${MAXIMUM_ROW_BYTES} 字节，请检查是否有没有写完的引号`
    default:
      throw thrown
  }
}
