import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { intakeTable } from '../../../src/domain/intake/tables'
import type { TableRow } from '../../../src/paperwork/table'
import { openTable } from '../../../src/paperwork/tableFile'
import { type MadeSheet, madeWorkbook, textRow } from '../../support/workbook'

/** A workbook is read as it shows itself; what is computed, merged, hidden or broken is never taken for a value. */

const folder = mkdtempSync(join(tmpdir(), 'workbook-file-'))
const path = join(folder, 'table.xlsx')
afterAll(() => rmSync(folder, { recursive: true }))

const HEAD = textRow(1, ['名称', '内容'])
const sheet = (rows: string, more: Partial<MadeSheet> = {}): MadeSheet => ({
  name: '表',
  rows: HEAD + rows,
  ...more,
})

async function read(content: Buffer): Promise<{ notes: readonly string[]; rows: TableRow[] }> {
  writeFileSync(path, content)
  const table = await openTable(path)
  if (!table.ok) throw new Error(table.error.words)
  const rows: TableRow[] = []
  const end = await table.value.readRows((row) => void rows.push(row))
  if (!end.ok) throw new Error(end.error.words)
  return { notes: table.value.notes, rows }
}
const cellOf = async (cell: string, startsIn1904 = false) =>
  (await read(madeWorkbook([sheet(`<row r="2">${cell}</row>`)], { startsIn1904 }))).rows[0]

test.each([
  ['<c s="1"><v>46083</v></c>', '2026-03-02'],
  ['<c s="2"><v>46083</v></c>', '2026-03-02'],
  ['<c s="1"><v>46083.5</v></c>', '2026-03-02 12:00:00'],
  ['<c s="3"><v>46083</v></c>', '46083'],
  ['<c><v>0.30000000000000004</v></c>', '0.3'],
  ['<c><v>912311037778881</v></c>', '912311037778881'],
  ['<c><v>912311037778881332</v></c>', '9.12311037778881332E+17'],
])('%s shows %s', async (cell, shown) => {
  const cells = (await cellOf(cell))?.cells ?? []
  if (shown.includes('E+')) expect(cells[0]).toMatch(/^9\.123110377788813\d*E\+17$/)
  else expect(cells).toEqual([shown, ''])
})

test('a cell that says no place stands behind the one before it, though that is empty', async () => {
  expect((await cellOf('<c t="inlineStr"><is><t></t></is></c><c><v>2</v></c>'))?.cells).toEqual(['', '2'])
})

test('a workbook of 1904 counts its days from there', async () => {
  expect((await cellOf('<c s="1"><v>44621</v></c>', true))?.cells[0]).toBe('2026-03-02')
})

test.each([
  ['a formula', '<c><f>1+1</f><v>2</v></c>', /公式/],
  ['an error', '<c t="e"><v>#REF!</v></c>', /出错/],
])('a row with %s is not trusted', async (_, cell, flaw) => {
  expect((await cellOf(cell))?.flaw).toMatch(flaw)
})

test('rows that a merged cell touches are not trusted, the others are', async () => {
  const rows = [2, 3, 4].map((number) => textRow(number, ['甲', '乙'])).join('')
  const behind = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
  expect((await read(madeWorkbook([sheet(rows, { behind })]))).rows.map(({ flaw }) => flaw)).toEqual([
    '合并的单元格',
    '合并的单元格',
    null,
  ])
})

test('hidden sheets are passed over and named', async () => {
  const { rows, notes } = await read(
    madeWorkbook([
      sheet(textRow(2, ['旧', '1']), { name: '去年', state: 'hidden' }),
      sheet(textRow(2, ['旧', '2']), { name: '底稿', state: 'veryHidden' }),
      sheet(`${textRow(2, ['新', '3'])}<row r="3"/>${textRow(4, ['新', '4'])}`),
    ]),
  )
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, ...cells])).toEqual([
    [2, '新', '3'],
    [4, '新', '4'],
  ])
  expect(notes.join()).toContain('去年、底稿')
})

test('two visible sheets with headings that are known: nobody guesses which', async () => {
  const known = textRow(1, intakeTable('withdrawal')?.columns.map(({ heading }) => heading) ?? [])
  const sheets = ['一', '二'].map((name) => ({ name, rows: known }))
  await expect(read(madeWorkbook(sheets))).rejects.toThrow('一、二')
})

test('a shared text that is gone is no empty cell', async () => {
  await expect(read(madeWorkbook([sheet('<row r="2"><c t="s"><v>7</v></c></row>')]))).rejects.toThrow(
    '已损坏',
  )
})

test('archives that would fill the memory end with words', async () => {
  const bomb = madeWorkbook([sheet('')], { files: [{ name: 'x', text: ' '.repeat(80_000_000) }] })
  await expect(read(bomb)).rejects.toThrow('过大')
})

test('too many entries and a cell without end are refused with words', async () => {
  const many = Array.from({ length: 1001 }, (_, index) => ({ name: `x${index}`, text: '' }))
  await expect(read(madeWorkbook([sheet('')], { files: many }))).rejects.toThrow('过大')
  await expect(read(madeWorkbook([sheet(textRow(2, ['长'.repeat(100_001)]))]))).rejects.toThrow('第 2 行')
})

test('a workbook that was cut off is broken, at every length', async () => {
  const whole = madeWorkbook([sheet(textRow(2, ['甲', '乙']))])
  for (let length = 4; length < whole.length; length += 97)
    await expect(read(whole.subarray(0, length))).rejects.toThrow(/已损坏|不是表格文件/)
})

test('a sheet that holds more than the archive says is broken', async () => {
  const bytes = madeWorkbook([sheet(textRow(2, ['甲', '乙']))])
  // The size in the directory stands 22 bytes before the name.
  bytes.writeUInt32LE(40, bytes.lastIndexOf('xl/worksheets/s0.xml') - 22)
  await expect(read(bytes)).rejects.toThrow('已损坏')
})
