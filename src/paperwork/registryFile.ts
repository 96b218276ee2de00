import { stat } from 'node:fs/promises'
import { CsvError } from 'csv-parse'
import { REGISTRY_COLUMNS, type RegistryFileRow, type RegistryRow } from '../domain/registryRow'
import { fail, ok, type Result } from '../domain/result'
import { fromSpreadsheetText } from '../domain/spreadsheetText'
import {
  type CsvRecord,
  codeOf,
  type Encoding,
  encodingOfText,
  isBinary,
  MAXIMUM_ROW_BYTES,
  recordsOf,
} from './csvFile'

/** Why a file cannot be read as an extract of the registry; the message is a sentence with the way out. */
export type RegistryFileFault = { code: `REGISTRY_FILE_${string}`; message: string }

/** An extract whose encoding and header are in order. */
export type RegistryFile = {
  header: readonly string[]
  /**
   * Reads the file from its beginning, row by row in constant memory; a fault may come after any row. Rows after one
   * with another number of fields than the header are only counted.
   */
  readRows: (
    visit: (row: RegistryFileRow) => void | Promise<void>,
  ) => Promise<Result<void, RegistryFileFault>>
}

/** How many of the rows with the same fault a sentence names. */
const MAXIMUM_ROWS_NAMED = 5

/** Opens a CSV extract in UTF-8 or GB18030 (with or without byte order mark). */
export async function openRegistryFile(path: string): Promise<Result<RegistryFile, RegistryFileFault>> {
  const encoding = await encodingOf(path)
  if (!encoding.ok) return encoding
  const header = await readHeader(path, encoding.value)
  const columns = header.ok ? columnsOf(header.value, path) : header
  if (!columns.ok) return (await otherSeparatorFault(path, encoding.value)) ?? columns
  return ok({
    header: columns.value.header,
    readRows: (visit) => readRows(path, encoding.value, columns.value, visit),
  })
}

async function encodingOf(path: string): Promise<Result<Encoding, RegistryFileFault>> {
  try {
    const file = await stat(path)
    if (file.isDirectory())
      return fault('REGISTRY_FILE_FOLDER', `${path} is a folder; name the CSV file in it.`)
    if (file.size === 0) return empty(path)
    if (await isBinary(path))
      return fault(
        'REGISTRY_FILE_NOT_TEXT',
        `${path} is not a text file; save the table as "CSV UTF-8" and name that file.`,
      )
    const encoding = await encodingOfText(path)
    if (encoding) return ok(encoding)
  } catch (thrown) {
    return systemFault(thrown, path)
  }
  return fault(
    'REGISTRY_FILE_ENCODING',
    `${path} is neither UTF-8 nor GB18030; save the table as "CSV UTF-8" and name that file.`,
  )
}

async function readHeader(
  path: string,
  encoding: Encoding,
  separator = ',',
): Promise<Result<string[], RegistryFileFault>> {
  try {
    for await (const { record } of recordsOf(path, encoding, separator))
      return ok(record.map((name) => name.trim()))
  } catch (thrown) {
    return parseFault(thrown, path)
  }
  return empty(path)
}

const OTHER_SEPARATORS = { ';': 'semicolons', '\t': 'tabs' }

/** The fault of a header that is in order but for its separator; undefined when that is not what is wrong. */
async function otherSeparatorFault(
  path: string,
  encoding: Encoding,
): Promise<Result<never, RegistryFileFault> | undefined> {
  for (const [separator, name] of Object.entries(OTHER_SEPARATORS)) {
    const header = await readHeader(path, encoding, separator)
    const isSeparated =
      header.ok && REGISTRY_COLUMNS.filter((column) => header.value.includes(column)).length > 1
    if (isSeparated)
      return fault(
        'REGISTRY_FILE_SEPARATOR',
        `${path} separates its fields by ${name} and not by commas; save the table as "CSV UTF-8 (comma delimited)" and name that file.`,
      )
  }
  return undefined
}

type Columns = { header: readonly string[]; positions: Map<keyof RegistryRow, number> }

function columnsOf(header: readonly string[], path: string): Result<Columns, RegistryFileFault> {
  const missing = REGISTRY_COLUMNS.filter((column) => !header.includes(column))
  if (missing.length === REGISTRY_COLUMNS.length)
    return fault(
      'REGISTRY_FILE_COLUMN_MISSING',
      `${path} has none of the columns of the registry; its first row must name ${REGISTRY_COLUMNS.join(', ')}.`,
    )
  if (missing.length > 0)
    return fault(
      'REGISTRY_FILE_COLUMN_MISSING',
      `${path} lacks the column ${missing.join(', ')}; its first row must name ${REGISTRY_COLUMNS.join(', ')}.`,
    )
  const doubled = REGISTRY_COLUMNS.filter((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (doubled.length > 0)
    return fault(
      'REGISTRY_FILE_COLUMN_DOUBLED',
      `${path} has the column ${doubled.join(', ')} twice; remove or rename the one that does not count.`,
    )
  const positions = new Map(REGISTRY_COLUMNS.map((column) => [column, header.indexOf(column)]))
  return ok({ header, positions })
}

async function readRows(
  path: string,
  encoding: Encoding,
  { header, positions }: Columns,
  visit: (row: RegistryFileRow) => void | Promise<void>,
): Promise<Result<void, RegistryFileFault>> {
  const records = recordsOf(path, encoding)
  const uneven = { rowCount: 0, firstRowNumbers: [] as number[] }
  let recordCount = 0
  try {
    for (;;) {
      const next = await nextOf(records, path)
      if (!next.ok) return next
      if (!next.value) break
      const { rowNumber, record } = next.value
      if (recordCount++ === 0) continue
      if (record.length !== header.length) {
        if (uneven.rowCount++ < MAXIMUM_ROWS_NAMED) uneven.firstRowNumbers.push(rowNumber)
      } else if (uneven.rowCount === 0) {
        const fields = record.map(fromSpreadsheetText)
        const entries = Array.from(positions, ([column, position]) => [column, fields[position]])
        await visit({ rowNumber, fields, row: Object.fromEntries(entries) as RegistryRow })
      }
    }
  } finally {
    await records.return(undefined)
  }
  if (uneven.rowCount > 0) return fieldCountFault(uneven, path)
  return recordCount > 1
    ? ok(undefined)
    : fault('REGISTRY_FILE_HEADER_ONLY', `${path} has a header but no rows; export the extract again.`)
}

function fieldCountFault(
  { rowCount, firstRowNumbers }: { rowCount: number; firstRowNumbers: readonly number[] },
  path: string,
): Result<never, RegistryFileFault> {
  const named = firstRowNumbers.join(', ')
  const rows =
    rowCount === 1
      ? `row ${named} has`
      : rowCount === firstRowNumbers.length
        ? `${rowCount} rows (${named}) have`
        : `${rowCount.toLocaleString('en')} rows (the first are ${named}) have`
  return fault(
    'REGISTRY_FILE_FIELD_COUNT',
    `${path}: ${rows} another number of fields than the header; look for a comma too many or too few, or quote the field that holds it.`,
  )
}

/** The next record; the visitor's own failures are not taken for faults of the file. */
async function nextOf(
  records: AsyncGenerator<CsvRecord>,
  path: string,
): Promise<Result<CsvRecord | undefined, RegistryFileFault>> {
  try {
    const { done, value } = await records.next()
    return ok(done ? undefined : value)
  } catch (thrown) {
    return parseFault(thrown, path)
  }
}

function parseFault(thrown: unknown, path: string): Result<never, RegistryFileFault> {
  if (!(thrown instanceof CsvError)) return systemFault(thrown, path)
  const row = Number(thrown.records) + Number(thrown.empty_lines) + 1
  switch (thrown.code) {
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_QUOTE_NOT_CLOSED':
      return fault(
        'REGISTRY_FILE_QUOTE',
        `${path}: row ${row} has a broken quote; close it, or double a quote that belongs to the text.`,
      )
    case 'CSV_MAX_RECORD_SIZE':
      return fault(
        'REGISTRY_FILE_ROW_TOO_LONG',
        `${path}: row ${row} is longer than ${MAXIMUM_ROW_BYTES.toLocaleString('en')} bytes; look for a quote that is not closed.`,
      )
    default:
      throw thrown
  }
}

function systemFault(thrown: unknown, path: string): Result<never, RegistryFileFault> {
  switch (codeOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fault('REGISTRY_FILE_MISSING', `There is no file ${path}; check the path.`)
    case 'EACCES':
    case 'EPERM':
      return fault(
        'REGISTRY_FILE_UNREADABLE',
        `${path} may not be read by this user; change its permissions or copy it.`,
      )
    default:
      throw thrown
  }
}

function empty(path: string): Result<never, RegistryFileFault> {
  return fault('REGISTRY_FILE_EMPTY', `${path} is empty; export the extract again.`)
}

function fault(code: RegistryFileFault['code'], message: string): Result<never, RegistryFileFault> {
  return fail({ code, message })
}
