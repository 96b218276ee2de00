import type { Entry, ZipFile } from 'yauzl'
import { isDateFormat } from './spreadsheetNumber'
import { type Archive, BROKEN, openArchive, parse, WorkbookFault } from './workbookArchive'

/** What all sheets of a workbook have in common: their list, the texts that they share, their styles. */

/** Texts that cells share are held in memory; a larger workbook is handed over as CSV. */
const MAXIMUM_SHARED_CHARACTERS = 64 * 1024 * 1024
/** Excel itself allows 32,767; one cell must not take the memory for a whole file. */
export const MAXIMUM_CELL_CHARACTERS = 100_000

/** A sheet by the name that people see. */
export type Sheet = { name: string; file: string; isVisible: boolean }
/** An open workbook; `dateStyles`: for each cell style, whether it shows a day. */
export type Book = Archive & { sharedTexts: string[]; dateStyles: boolean[]; startsIn1904: boolean }

/** Opens a workbook, whose archive the caller closes. */
export async function openBook(path: string): Promise<{ book: Book; sheets: Sheet[] }> {
  const { zip, entries } = await openArchive(path)
  try {
    const { list, startsIn1904 } = await sheetsOf(zip, entries)
    const sharedTexts = await readSharedTexts(zip, entries)
    const dateStyles = await readDateStyles(zip, entries)
    return { book: { zip, entries, sharedTexts, startsIn1904, dateStyles }, sheets: list }
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}

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
  return { list, startsIn1904 }
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
      if (current.length > MAXIMUM_CELL_CHARACTERS)
        throw new WorkbookFault('有一个单元格的文字过长，请改正后再报送')
      if (characters > MAXIMUM_SHARED_CHARACTERS)
        throw new WorkbookFault('工作簿里的文字过多，请另存为“CSV UTF-8”后再报送')
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') texts.push(unescaped(current ?? ''))
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

/** Characters that XML cannot hold, or writers do not want to, stand as `_x000D_` (ECMA-376 22.4.2.4, ST_Xstring). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
