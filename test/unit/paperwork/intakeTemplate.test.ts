import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recogniseHeadings } from '../../../src/domain/intake/headings'
import { readIntakeRow } from '../../../src/domain/intake/row'
import { INTAKE_TABLES } from '../../../src/domain/intake/tables'
import { writeTemplate } from '../../../src/paperwork/intakeTemplate'
import type { TableRow } from '../../../src/paperwork/table'
import { openTable } from '../../../src/paperwork/tableFile'

/** The templates that departments download are files that the intake takes. */

const folder = mkdtempSync(join(tmpdir(), 'intake-template-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(INTAKE_TABLES.map((table) => [table.label, table] as const))(
  '%s: the template comes back with its headings, and its example row without doubt',
  async (_, table) => {
    const path = join(folder, `${table.kind}.xlsx`)
    writeFileSync(path, writeTemplate(table))
    const opened = await openTable(path)
    if (!opened.ok) throw new Error(opened.error.words)
    const map = recogniseHeadings(table, opened.value.headings)
    if (!map.ok) throw new Error(`${map.error.code} ${map.error.headings}`)
    expect(map.value.unknown).toEqual([])
    const asked = table.columns.filter(({ type }) => type !== 'identityNumber')
    expect(map.value.columns).toEqual(asked)

    const rows: TableRow[] = []
    const end = await opened.value.readRows((row) => void rows.push(row))
    expect(end.ok).toBe(true)
    expect(rows).toEqual([{ rowNumber: 2, cells: asked.map(({ example }) => example), flaw: null }])
    const reading = readIntakeRow(map.value, rows[0]?.cells ?? [], '2026-11-25')
    expect(reading).toMatchObject({ outcome: 'read', doubts: [], droppedNumbers: 0 })
  },
)

test('a template of the same table is the same file', () => {
  for (const table of INTAKE_TABLES) expect(writeTemplate(table)).toEqual(writeTemplate(table))
})
