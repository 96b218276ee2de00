import { fail, ok, type Result } from '../result'
import type { Column, IntakeTable } from './column'
import { INTAKE_TABLES } from './tables'

/** The two columns that a result file has more than the one that was handed over; they are passed over when it comes back. */
export const RESULT_HEADINGS = ['处理结果', '原因'] as const

/** What the columns of a file were taken for, in the file's order; null: passed over. */
export type HeadingMap = {
  table: IntakeTable
  columns: readonly (Column | null)[]
  headings: readonly string[]
  /** Headings that mean nothing here. */
  unknown: readonly string[]
}

/** Why a file's headings cannot be used, with the headings that are meant. */
export type HeadingFault = {
  code: 'HEADINGS_UNKNOWN' | 'HEADINGS_TWICE' | 'HEADINGS_MISSING'
  headings: string[]
}

/** Takes each heading for the column whose heading, code or other heading it is; nothing is guessed beyond that. */
export function recogniseHeadings(
  table: IntakeTable,
  headings: readonly string[],
): Result<HeadingMap, HeadingFault> {
  const byHeading = columnsByHeading(table)
  const columns = headings.map((heading) => byHeading.get(plain(heading)) ?? null)
  const known = columns.filter((column) => column !== null)
  if (known.length === 0) return fail({ code: 'HEADINGS_UNKNOWN', headings: [...headings] })

  const twice = known.filter((column, index) => known.indexOf(column) !== index)
  if (twice.length > 0) return fail({ code: 'HEADINGS_TWICE', headings: namesOf(twice) })
  const missing = table.columns.filter((column) => column.must === true && !known.includes(column))
  if (missing.length > 0) return fail({ code: 'HEADINGS_MISSING', headings: namesOf(missing) })

  const unknown = headings.filter(
    (heading, index) => columns[index] === null && plain(heading) !== '' && !isOfResult(heading),
  )
  return ok({ table, columns, headings, unknown })
}

/** The kinds whose columns a file has, the best first: the one that knows most of its headings. */
export function kindsOfHeadings(headings: readonly string[]): string[] {
  return INTAKE_TABLES.map((table) => ({ table, map: recogniseHeadings(table, headings) }))
    .flatMap(({ table, map }) => (map.ok ? [{ kind: table.kind, unknown: map.value.unknown.length }] : []))
    .sort((a, b) => a.unknown - b.unknown)
    .map(({ kind }) => kind)
}

function columnsByHeading(table: IntakeTable): Map<string, Column> {
  const found = new Map<string, Column>()
  // What a column is called itself goes before what it is also called.
  for (const column of table.columns) for (const name of column.otherHeadings) found.set(plain(name), column)
  for (const column of table.columns)
    for (const name of [column.heading, ...(column.code ? [column.code] : [])]) found.set(plain(name), column)
  return found
}

const namesOf = (columns: readonly Column[]) => [...new Set(columns.map(({ heading }) => heading))]
const isOfResult = (heading: string) => (RESULT_HEADINGS as readonly string[]).includes(plain(heading))

/** Without width, spaces, case and the marks by which forms say that something must be filled. */
function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/^\uFEFF/, '')
    .replace(/[\s*]|\(必填\)|\(选填\)/g, '')
    .toUpperCase()
}
