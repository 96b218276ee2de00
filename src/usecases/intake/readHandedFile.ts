import type { Column } from '../../domain/intake/column'
import { type HeadingMap, recogniseHeadings } from '../../domain/intake/headings'
import { type Intake, type ReadRow, toldFacts } from '../../domain/intake/job'
import { type IntakeRecord, readIntakeRow } from '../../domain/intake/row'
import { intakeTable } from '../../domain/intake/tables'
import { HEADING_FAULT_WORDS } from '../../domain/intake/words'
import { withoutPersonalData } from '../../domain/personalData'
import { holdsIdentityNumber } from '../../domain/personalDataDetector'
import { csvLine } from '../../domain/spreadsheetText'
import { FileConflicts } from './fileConflicts'
import type { HandedTable, IntakeDeps } from './intakeDeps'
import { idOf } from './judgeRows'

const MOST_HEADING_CHARACTERS = 200
/** So many rows are in memory at once, and looked up together. */
export const CHUNK_ROWS = 1000

/** What reading needs from outside. */
export type ReadHandedFileDeps = Pick<IntakeDeps, 'openTable' | 'putPart' | 'recordId'>

/** Reads the whole file once and cuts it into chunks; killed, it is read again to the same end. */
export async function readHandedFile(
  deps: ReadHandedFileDeps,
  intake: Intake,
  keepLease: () => Promise<boolean>,
): Promise<Intake | 'lost'> {
  const failed = (words: string): Intake => ({ ...intake, state: 'failed', failure: words })
  const opened = await deps.openTable(intake)
  if (!opened.ok) return failed(opened.error.words)
  const { table, close } = opened.value
  try {
    const kind = intakeTable(intake.kind)
    if (!kind) throw new Error(`no table ${intake.kind}`)
    const map = recogniseHeadings(kind, table.headings)
    // What stands in the first row may be no headings at all.
    if (!map.ok) {
      const told = withoutPersonalData(map.error.headings.join('、'), { isEnterprise: false })
      return failed(`${HEADING_FAULT_WORDS[map.error.code]}：${told.slice(0, MOST_HEADING_CHARACTERS)}`)
    }
    const read = await cutIntoChunks(deps, intake, { table, map: map.value }, keepLease)
    if (read === 'lost') return read
    if (typeof read === 'string') return failed(read)
    return {
      ...intake,
      ...read,
      state: 'checking',
      chunk: 0,
      headings: table.headings.map((heading, index) => ({
        heading,
        takenFor: map.value.columns[index]?.heading ?? null,
      })),
      notes: [...table.notes],
    }
  } finally {
    await close()
  }
}

/** The counts, or Chinese words for what is wrong with the file. */
async function cutIntoChunks(
  deps: ReadHandedFileDeps,
  intake: Intake,
  { table, map }: { table: HandedTable; map: HeadingMap },
  keepLease: () => Promise<boolean>,
): Promise<Pick<Intake, 'rowCount' | 'chunkCount'> | string> {
  const conflicts = new FileConflicts()
  let rows: ReadRow[] = []
  let lines: string[] = []
  let rowCount = 0
  let chunkCount = 0
  let isLost = false
  let writing: Promise<unknown> = Promise.resolve()
  const putChunk = async () => {
    // One chunk is on its way while the next one is read.
    await writing
    writing = Promise.all([
      deps.putPart(intake._id, 'rows', chunkCount, rows.map((row) => JSON.stringify(row)).join('\n')),
      deps.putPart(intake._id, 'lines', chunkCount, JSON.stringify(lines)),
    ])
    // It is told where it is waited for.
    writing.catch(() => undefined)
    chunkCount++
    rows = []
    lines = []
    isLost = !(await keepLease())
  }
  const read = await table.readRows(async ({ rowNumber, cells, flaw }) => {
    if (isLost) return
    rowCount++
    const row = readRow(map, { rowNumber, cells, flaw }, intake)
    rows.push(row)
    lines.push(lineOf(map, cells))
    if ('record' in row) noteRecord(deps, conflicts, rowNumber, row.record)
    if (rows.length === CHUNK_ROWS) await putChunk()
  })
  if (!read.ok) return read.error.words
  if (isLost) return 'lost'
  if (rows.length > 0) await putChunk()
  await writing
  if (rowCount === 0) return '表头下面没有数据'
  await deps.putPart(intake._id, 'conflicts', 0, JSON.stringify(conflicts.rows()))
  return { rowCount, chunkCount }
}

function readRow(
  map: HeadingMap,
  { rowNumber: row, cells, flaw }: { rowNumber: number; cells: readonly string[]; flaw: string | null },
  { today }: Intake,
): ReadRow {
  if (flaw !== null)
    return {
      row,
      cleanedCells: 0,
      droppedNumbers: 0,
      faults: [{ heading: '整行', found: flaw, expected: '普通的单元格' }],
    }
  const { cleanedCells, droppedNumbers, ...reading } = readIntakeRow(map, cells, today)
  return reading.outcome === 'refused'
    ? { row, cleanedCells, droppedNumbers, faults: reading.faults }
    : { row, cleanedCells, droppedNumbers, record: reading.record, doubts: reading.doubts }
}

function noteRecord(
  deps: Pick<IntakeDeps, 'recordId'>,
  conflicts: FileConflicts,
  row: number,
  record: IntakeRecord,
): void {
  const id = idOf(deps, record)
  if (id === null) return
  const { values, source, facts } = record
  conflicts.note(id, row, deps.recordId(JSON.stringify(toldFacts({ ...facts, values, source }))))
}

/** The row as it was handed over, as the beginning of a line of the result; numbers of identity papers stay out of it. */
function lineOf({ columns }: HeadingMap, cells: readonly string[]): string {
  const isKept = (cell: string, column: Column | null | undefined) =>
    column?.type !== 'identityNumber' && !holdsIdentityNumber(cell)
  return csvLine(cells.map((cell, index) => (isKept(cell, columns[index]) ? cell : ''))).slice(0, -2)
}
