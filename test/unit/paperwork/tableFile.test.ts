import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { TableRow } from '../../../src/paperwork/table'
import { openTable } from '../../../src/paperwork/tableFile'

/** A CSV that a department hands over, from whatever program it comes. */

const folder = mkdtempSync(join(tmpdir(), 'table-file-'))
const path = join(folder, 'table.csv')
afterAll(() => rmSync(folder, { recursive: true }))

const gb = (text: string) => iconv.encode(text, 'gb18030')

async function read(content: string | Buffer): Promise<{ headings: readonly string[]; rows: TableRow[] }> {
  writeFileSync(path, content)
  const table = await openTable(path)
  if (!table.ok) throw new Error(table.error.words)
  const rows: TableRow[] = []
  const end = await table.value.readRows((row) => void rows.push(row))
  if (!end.ok) throw new Error(end.error.words)
  return { headings: table.value.headings, rows }
}

test.each<[string, string | Buffer]>([
  ['UTF-8', '名称,文号\n示例百货,甲1号\n'],
  ['UTF-8 with a byte order mark', '\uFEFF名称,文号\n示例百货,甲1号\n'],
  ['GB18030', gb('名称,文号\n示例百货,甲1号\n')],
  ['semicolons', '名称;文号\n示例百货;甲1号\n'],
  ['tabs', '名称\t文号\n示例百货\t甲1号\n'],
  ['Windows line ends', '名称,文号\r\n示例百货,甲1号\r\n'],
  ['quotes', '"名称","文号"\n"示例百货","甲1号"\n'],
  ['rows without content', '名称,文号\n示例百货,甲1号\n,\n\n'],
])('%s', async (_, content) => {
  expect(await read(content)).toEqual({
    headings: ['名称', '文号'],
    rows: [{ rowNumber: 2, cells: ['示例百货', '甲1号'], flaw: null }],
  })
})

test('a row keeps the number that the spreadsheet shows, and its own number of cells', async () => {
  const { rows } = await read('名称,文号,备注\n\n"两\n行",2,3\n甲,1\n乙,2,3,4\n')
  expect(rows).toEqual([
    { rowNumber: 3, cells: ['两\n行', '2', '3'], flaw: null },
    { rowNumber: 4, cells: ['甲', '1'], flaw: null },
    { rowNumber: 5, cells: ['乙', '2', '3', '4'], flaw: null },
  ])
})

test('beside a cell that stands alone no row is trusted: a line end may have torn it off', async () => {
  const { rows } = await read('名称,文号\n甲,1\n乙,2号的前\n半\n丙,3\n丁,4\n')
  expect(rows.map(({ flaw }) => flaw !== null)).toEqual([false, true, false, true, false])
})

test('what lies between two quotes of different rows is not one cell', async () => {
  const { rows } = await read('名称,文号,备注\n"甲,1,无\n乙,2,无\n丙",3,无\n丁,4,无\n')
  expect(rows.map(({ rowNumber, flaw }) => [rowNumber, flaw !== null])).toEqual([
    [2, true],
    [3, false],
  ])
})

test('a single cell in UTF-8 inside a file in GB18030 is not trusted, whatever its last byte', async () => {
  const { rows } = await read(
    Buffer.concat([gb('名称,文号\n示例,'), Buffer.from('黑河市监管局'), gb('\n联通,3\n')]),
  )
  expect(rows.map(({ flaw }) => flaw !== null)).toEqual([true, false])
})

test.each<[string, string | Buffer, RegExp]>([
  ['nothing', '', /空的/],
  ['blank lines', '\n\n', /空的/],
  ['zero bytes', '名称,文号\n甲\0,1\n', /不是表格文件/],
  ['UTF-16', Buffer.from('\uFEFF名称,文号\n甲,1\n', 'utf16le'), /不是表格文件/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /不是表格文件/],
  ['neither encoding', Buffer.from('61ff0aff', 'hex'), /编码/],
  ['GB18030 under the mark of UTF-8', Buffer.concat([Buffer.from('\uFEFFA,B\n'), gb('示例,1\n')]), /编码/],
  ['a quote that is not closed', '名称,文号\n甲,1\n"乙,2\n', /第 3 行的引号/],
  ['a quote inside a text', '名称,文号\n甲"乙,2\n', /第 2 行的引号/],
  ['a row without end', `名称,文号\n"${'长'.repeat(1_000_001)}",2\n`, /第 2 行超过/],
])('a file with %s is refused', async (_, content, fault) => {
  await expect(read(content)).rejects.toThrow(fault)
})

test('a row in UTF-8 inside a file in GB18030 is not trusted; the others are', async () => {
  const { rows } = await read(
    Buffer.concat([gb('XK_XDR,XK_WSH\n示例百货,1\n'), Buffer.from('示例百货,2\n'), gb('联通,3\n')]),
  )
  expect(rows.map(({ flaw }) => flaw !== null)).toEqual([false, true, false])
})

test('a character that was lost before is not trusted', async () => {
  const { rows } = await read('名称,文号\n示\uFFFD百货,1\n')
  expect(rows[0]?.flaw).toContain('无法辨认')
})

test('what the visitor throws is no fault of the file', async () => {
  writeFileSync(path, '名称,文号\n甲,1\n')
  const table = await openTable(path)
  if (!table.ok) throw new Error(table.error.words)
  const broken = table.value.readRows(() => {
    throw new Error('disk full')
  })
  await expect(broken).rejects.toThrow('disk full')
})
