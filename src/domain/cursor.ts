import { fail, ok, type Result } from './result'

/** Where a page ends: the instant that its last row was sorted by, and that row's id. */
export type PageEnd = { value: number; id: string }

/** Rows of one answer. */
export const PAGE_ROWS = 20

const CURSOR = /^(\d{1,16})-([0-9a-z]{26})$/

/** The cursor of the page after these rows; null when there are fewer than a page holds. */
export function cursorAfter<Row>(rows: readonly Row[], endOf: (row: Row) => PageEnd): string | null {
  const last = rows.at(-1)
  if (!last || rows.length < PAGE_ROWS) return null
  const { value, id } = endOf(last)
  return `${value}-${id}`
}

/** Reads a cursor; one that no list has given is refused. */
export function readCursor(cursor: string | null): Result<PageEnd | undefined, { code: 'REQUEST_INVALID' }> {
  if (cursor === null) return ok(undefined)
  const [, value, id] = CURSOR.exec(cursor) ?? []
  return id === undefined ? fail({ code: 'REQUEST_INVALID' }) : ok({ value: Number(value), id })
}
