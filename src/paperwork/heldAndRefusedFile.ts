import { appendFileSync, closeSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { HeldOrRefusedRow } from '../domain/registryRow'
import { csvLine } from '../domain/spreadsheetText'

/** A CSV being written; it takes its name only when it is finished, so that no half of one is ever read. */
export type HeldAndRefusedFile = {
  path: string
  write: (row: HeldOrRefusedRow) => void
  finish: () => void
  /** Takes away what was written. */
  discard: () => void
}

const OUTCOMES = { held: '待人工确认', refused: '退回' }
const FLUSH_CHARACTERS = 64 * 1024

/**
 * Begins the CSV in the first of the folders that can be written; throws when none can. With its three columns in
 * front of the original ones, a corrected copy can be read in again as it is, also after a spreadsheet has saved it.
 */
export function createHeldAndRefusedFile(
  folders: readonly string[],
  name: string,
  header: readonly string[],
): HeldAndRefusedFile {
  const { path, descriptor } = openFirst(folders.map((folder) => join(folder, name)))
  // Spreadsheets take a CSV for UTF-8 only when it begins with a byte order mark.
  let text = `\uFEFF${csvLine(['行号', '结果', '原因', ...header])}`
  const flush = () => {
    appendFileSync(descriptor, text)
    text = ''
  }
  return {
    path,
    write: ({ rowNumber, outcome, reason, fields }) => {
      text += csvLine([String(rowNumber), OUTCOMES[outcome], reason, ...fields])
      if (text.length > FLUSH_CHARACTERS) flush()
    },
    finish: () => {
      flush()
      closeSync(descriptor)
      renameSync(partOf(path), path)
    },
    discard: () => {
      closeSync(descriptor)
      rmSync(partOf(path))
    },
  }
}

const partOf = (path: string) => `${path}.part`

function openFirst([path = '', ...others]: readonly string[]): { path: string; descriptor: number } {
  try {
    return { path, descriptor: openSync(partOf(path), 'w') }
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException
    if (others.length > 0 && ['EACCES', 'EPERM', 'EROFS'].includes(code)) return openFirst(others)
    throw thrown
  }
}
