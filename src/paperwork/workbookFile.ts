import { isNativeError } from 'node:util/types'
import { kindsOfHeadings } from '../domain/intake/headings'
import { fail, ok, type Result } from '../domain/result'
import { lostCharacterFlaw, type Table, type TableFault, type TableRow } from './table'
import { BROKEN, WorkbookFault } from './workbookArchive'
import { type Book, openBook, type Sheet } from './workbookParts'
import { mergedRows, rowsOf } from './workbookRows'

/** Reads an XLSX as a table, streamed. */

/** Opens the one visible sheet that holds a table. */
export async function openWorkbook(path: string): Promise<Result<Table, TableFault>> {
  return attempt(async () => {
    const { book, sheets } = await openBook(path)
    try {
      const hidden = sheets.filter(({ isVisible }) => !isVisible).map(({ name }) => name)
      const visible = await Promise.all(
        sheets
          .filter(({ isVisible }) => isVisible)
          .map(async (sheet) => ({ sheet, ...(await headingsOf(book, sheet)) })),
      )
      const known = visible.filter(({ headings }) => kindsOfHeadings(headings).length > 0)
      if (known.length > 1)
        throw new WorkbookFault(
          `有几个工作表都像报送表：${known.map(({ sheet }) => sheet.name).join('、')}。请只留一个`,
        )
      const chosen = known[0] ?? visible[0]
      if (!chosen) throw new WorkbookFault('没有可见的工作表')
      if (chosen.flaw !== null) throw headerFault(chosen.flaw)
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
  if (!isNativeError(thrown)) return false
  const { code, name } = thrown as NodeJS.ErrnoException
  const isOfFile = code === undefined || code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE'
  return isOfFile && name !== 'TypeError' && name !== 'RangeError'
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
      for await (const row of rowsOf(book, sheet)) {
        const { rowNumber, cells } = row
        const flaw = merged(rowNumber) ? '合并的单元格' : (row.flaw ?? lostCharacterFlaw(cells))
        if (isHeader && flaw !== null) throw headerFault(flaw)
        if (!isHeader) {
          const padded = [...cells]
          while (padded.length < headings.length) padded.push('')
          try {
            await visit({ rowNumber, cells: padded, flaw })
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

const headerFault = (flaw: string) => new WorkbookFault(`表头里有${flaw}，请改成普通的文字后再报送`)

async function headingsOf(
  book: Book,
  sheet: Sheet,
): Promise<{ headings: readonly string[]; flaw: string | null }> {
  for await (const { cells, flaw } of rowsOf(book, sheet)) return { headings: cells, flaw }
  return { headings: [], flaw: null }
}
