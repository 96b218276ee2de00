import type { Result } from '../domain/result'

/** Why a file cannot be read as a table: words for the person who hands it over, Chinese. */
export type TableFault = { words: string }

/** A row as a spreadsheet counts it, the header being row 1. `flaw`: why its cells cannot be trusted, Chinese. */
export type TableRow = { rowNumber: number; cells: readonly string[]; flaw: string | null }

/** A table whose headings could be read. */
export type Table = {
  headings: readonly string[]
  /** What there is to know about it, Chinese. */
  notes: readonly string[]
  /** Reads it from its beginning in bounded memory; a fault may come after any row. */
  readRows: (visit: (row: TableRow) => void | Promise<void>) => Promise<Result<void, TableFault>>
}

/** The flaw of cells in which a character was lost on its way; null where there is none. */
export function lostCharacterFlaw(cells: readonly string[]): string | null {
  return cells.some((cell) => cell.includes('\uFFFD')) ? '无法辨认的字符（\uFFFD）' : null
}
