import { open, stat } from 'node:fs/promises'
import { CsvError } from 'csv-parse'
import iconv from 'iconv-lite'
import { fail, ok, type Result } from '../domain/result'
import { type CsvRecord, codeOf, type Encoding, encodingOfText, isBinary, recordsOf } from './csvFile'

/** Why a file cannot be read; `words` are Chinese, for the person who corrects it, and name the row if it is one. */
export type TableFault = { code: `TABLE_${string}`; words: string }

/** A row with anything in it. */
export type TableRow = {
  /** As a spreadsheet counts; the header is mostly row 1. */
  rowNumber: number
  cells: readonly string[]
  /** Chinese: why the row cannot be trusted; whoever reads it refuses it. */
  flaw: string | null
}

/** A file whose headings were found; what they mean is not looked at. */
export type Table = {
  headings: readonly string[]
  byteCount: number
  /** Chinese: what was passed over. */
  notes: readonly string[]
  /**
   * Reads the file from its beginning in bounded memory; a fault may come after any row. What `visit` throws is passed
   * on. A row may have another number of cells than there are headings.
   */
  readRows: (visit: (row: TableRow) => void | Promise<void>) => Promise<Result<void, TableFault>>
}

const SAVE_AS_CSV = '请在表格软件里另存为“CSV UTF-8”后重新上传'
const SEPARATORS = [',', ';', '\t']

/** Opens a CSV (UTF-8 or GB18030; comma, semicolon or tab). */
export async function openTable(path: string): Promise<Result<Table, TableFault>> {
  try {
    const file = await stat(path)
    if (!file.isFile()) return fault('TABLE_MISSING', '找不到这个文件')
    if (file.size === 0) return empty()
    const beginning = await firstBytes(path)
    if (beginning.startsWith('d0cf11e0'))
      return fault('TABLE_OLD_FORMAT', `这是旧版 Excel 或加了密码的文件，读不了；${SAVE_AS_CSV}`)
    if (await isBinary(path)) return fault('TABLE_NOT_TEXT', `这不是 CSV 文本文件；${SAVE_AS_CSV}`)
    const encoding = await encodingOfText(path)
    // What says that it is UTF-8 and is not is mixed, whatever else it could be read as.
    if (!encoding || (beginning.startsWith('efbbbf') && encoding !== 'utf8'))
      return fault(
        'TABLE_ENCODING',
        `文件里的文字编码不是 UTF-8 也不是 GB18030，或者混用了两种；${SAVE_AS_CSV}`,
      )
    return await openCsv(path, encoding, file.size)
  } catch (thrown) {
    return faultOf(thrown)
  }
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}

async function openCsv(
  path: string,
  encoding: Encoding,
  byteCount: number,
): Promise<Result<Table, TableFault>> {
  const headers = await Promise.all(SEPARATORS.map((separator) => readHeader(path, encoding, separator)))
  const lengthOf = (header: (typeof headers)[number]) => (header.ok ? header.value.length : 0)
  const most = Math.max(...headers.map(lengthOf))
  const best = headers.findIndex((header) => lengthOf(header) === most)
  const [header, separator] = [headers[best], SEPARATORS[best]]
  if (!header || !separator) throw new Error('there is always a best separator')
  if (!header.ok) return header
  return ok({
    headings: header.value,
    byteCount,
    notes: [],
    readRows: (visit) => readCsvRows(recordsOf(path, encoding, separator), encoding, visit),
  })
}

async function readHeader(
  path: string,
  encoding: Encoding,
  separator: string,
): Promise<Result<string[], TableFault>> {
  const records = recordsOf(path, encoding, separator)
  try {
    for (;;) {
      const next = await nextOf(records)
      if (!next.ok) return next
      if (!next.value) return empty()
      if (!isBlank(next.value.record)) return ok(next.value.record.map((heading) => heading.trim()))
    }
  } finally {
    await records.return(undefined)
  }
}

async function readCsvRows(
  records: AsyncGenerator<CsvRecord>,
  encoding: Encoding,
  visit: (row: TableRow) => void | Promise<void>,
): Promise<Result<void, TableFault>> {
  let isHeaderRead = false
  try {
    for (;;) {
      const next = await nextOf(records)
      if (!next.ok) return next
      if (!next.value) return ok(undefined)
      const { rowNumber, record } = next.value
      if (isBlank(record)) continue
      if (isHeaderRead) await visit({ rowNumber, cells: record, flaw: flawOf(record, encoding) })
      isHeaderRead = true
    }
  } finally {
    await records.return(undefined)
  }
}

/** Text that was spoilt on its way, or stands in another encoding than the file and would be read as nonsense. */
function flawOf(cells: readonly string[], encoding: Encoding): string | null {
  const text = cells.join('\n')
  if (text.includes('\uFFFD')) return '有无法辨认的字符（�），请重新填写'
  return encoding === 'gb18030' && isUtf8Inside(text) ? '这一行的文字编码与文件的其他行不一致' : null
}

/** Two characters of Chinese by pure chance are hardly ever valid UTF-8 as well. */
function isUtf8Inside(text: string): boolean {
  const bytes = iconv.encode(text, 'gb18030')
  const read = bytes.toString('utf8')
  return !read.includes('\uFFFD') && (read.match(/[\u4E00-\u9FFF]/g)?.length ?? 0) >= 2
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** The next record; the visitor's own failures are not taken for faults of the file. */
async function nextOf(
  records: AsyncGenerator<CsvRecord>,
): Promise<Result<CsvRecord | undefined, TableFault>> {
  try {
    const { done, value } = await records.next()
    return ok(done ? undefined : value)
  } catch (thrown) {
    return faultOf(thrown)
  }
}

function faultOf(thrown: unknown): Result<never, TableFault> {
  if (thrown instanceof CsvError) {
    const row = Number(thrown.records) + Number(thrown.empty_lines) + 1
    switch (thrown.code) {
      case 'CSV_INVALID_CLOSING_QUOTE':
      case 'INVALID_OPENING_QUOTE':
      case 'CSV_QUOTE_NOT_CLOSED':
        return fault('TABLE_QUOTE', `第 ${row} 行的双引号不成对；请补上，文字里的双引号要写两个`)
      case 'CSV_MAX_RECORD_SIZE':
        return fault('TABLE_ROW_TOO_LONG', `第 ${row} 行太长，很可能有一个双引号没有结束；请检查这一行`)
    }
  }
  switch (codeOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fault('TABLE_MISSING', '找不到这个文件')
    case 'EACCES':
    case 'EPERM':
      return fault('TABLE_UNREADABLE', '没有读取这个文件的权限')
    default:
      throw thrown
  }
}

function empty(): Result<never, TableFault> {
  return fault('TABLE_EMPTY', '文件是空的；第一行应为表头，下面每行一条记录')
}

function fault(code: TableFault['code'], words: string): Result<never, TableFault> {
  return fail({ code, words })
}
