import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { REGISTRY_COLUMNS, type RegistryFileRow } from '../../../src/domain/registryRow'
import { openRegistryFile } from '../../../src/paperwork/registryFile'

const HEADER = REGISTRY_COLUMNS.join(',')
const FIELDS = [
  '示例百货',
  '91231102MA1TEXT10X',
  '2019-04-20',
  'N/A',
  '李某',
  'N/A',
  '零售',
  '黑龙江',
  '黑河',
  '示例街1号',
]
const ROW = FIELDS.join(',')

const folder = mkdtempSync(join(tmpdir(), 'registry-file-'))
const path = join(folder, 'registry.csv')
afterAll(() => rmSync(folder, { recursive: true }))

/** Every row of a file with this content, or the fault it is refused with. */
async function read(content: string | Buffer): Promise<RegistryFileRow[] | string> {
  writeFileSync(path, content)
  const file = await openRegistryFile(path)
  if (!file.ok) return file.error.code
  const rows: RegistryFileRow[] = []
  const end = await file.value.readRows((row) => void rows.push(row))
  return end.ok ? rows : end.error.code
}

describe('an extract that can be read', () => {
  const expected = [
    {
      rowNumber: 2,
      fields: FIELDS,
      row: Object.fromEntries(REGISTRY_COLUMNS.map((column, at) => [column, FIELDS[at]])),
    },
  ]

  it.each<[string, string | Buffer]>([
    ['UTF-8', `${HEADER}\n${ROW}\n`],
    ['UTF-8 with a byte order mark', `\uFEFF${HEADER}\n${ROW}\n`],
    ['GB18030', iconv.encode(`${HEADER}\n${ROW}\n`, 'gb18030')],
    ['Windows line ends', `${HEADER}\r\n${ROW}\r\n`],
    ['no last line end', `${HEADER}\n${ROW}`],
    ['quoted fields', `${HEADER}\n"${FIELDS.join('","')}"\n`],
    ['spaces in the header', `${REGISTRY_COLUMNS.join(' , ')}\n${ROW}\n`],
    ['blank lines at the end', `${HEADER}\n${ROW}\n\n\n`],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual(expected)
  })

  it('columns stand in any order, and unknown ones are passed by', async () => {
    const header = ['备注', ...[...REGISTRY_COLUMNS].reverse()].join(',')
    const rows = await read(`${header}\n${['某', ...[...FIELDS].reverse()].join(',')}\n`)
    expect(rows).toMatchObject([{ row: expected[0]?.row }])
  })

  it('rows are counted as a spreadsheet counts them, over blank lines and fields of several lines', async () => {
    const severalLines = ROW.replace('零售', '"零售\n批发"')
    const rows = await read(`${HEADER}\n${severalLines}\n\n${ROW}\n`)
    expect(rows).toMatchObject([{ rowNumber: 2 }, { rowNumber: 4 }])
  })

  it('a file longer than any buffer comes whole, in both encodings, wherever a character is cut', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      ROW.replace('示例街', `示例街𠮷${'x'.repeat(index % 7)}`),
    )
    const text = `${HEADER}\n${rows.join('\n')}\n`
    for (const content of [text, iconv.encode(text, 'gb18030')]) {
      const found = await read(content)
      expect(found).toHaveLength(3000)
      expect((found as RegistryFileRow[]).map(({ fields }) => fields.join(','))).toEqual(rows)
    }
  })
})

describe('a file that is refused whole', () => {
  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'REGISTRY_FILE_EMPTY'],
    ['nothing but blank lines', '\n\n', 'REGISTRY_FILE_EMPTY'],
    ['a header only', `${HEADER}\n`, 'REGISTRY_FILE_HEADER_ONLY'],
    ['a column missing', `${HEADER.replace('企业类型,', '')}\n`, 'REGISTRY_FILE_COLUMN_MISSING'],
    ['a column doubled', `${HEADER},企业类型\n${ROW},N/A\n`, 'REGISTRY_FILE_COLUMN_DOUBLED'],
    ['semicolons for commas', `${HEADER}\n${ROW}\n`.replaceAll(',', ';'), 'REGISTRY_FILE_SEPARATOR'],
    ['tabs for commas', `${HEADER}\n${ROW}\n`.replaceAll(',', '\t'), 'REGISTRY_FILE_SEPARATOR'],
    [
      'quoted fields between semicolons',
      `"${REGISTRY_COLUMNS.join('";"')}"\n"${FIELDS.join('";"')}"\n`,
      'REGISTRY_FILE_SEPARATOR',
    ],
    ['none of the columns', 'a;b\n1;2\n', 'REGISTRY_FILE_COLUMN_MISSING'],
    ['a field too many', `${HEADER}\n${ROW},x\n`, 'REGISTRY_FILE_FIELD_COUNT'],
    ['a field too few', `${HEADER}\n${ROW}\n示例百货\n`, 'REGISTRY_FILE_FIELD_COUNT'],
    ['a quote inside a field', `${HEADER}\n${ROW.replace('零售', '零"售')}\n`, 'REGISTRY_FILE_QUOTE'],
    ['text after a closing quote', `${HEADER}\n${ROW.replace('零售', '"零"售')}\n`, 'REGISTRY_FILE_QUOTE'],
    ['a quote never closed', `${HEADER}\n${ROW.replace('零售', '"零售')}\n${ROW}\n`, 'REGISTRY_FILE_QUOTE'],
    [
      'a quote never closed before much more',
      `${HEADER}\n"${`${ROW}\n`.repeat(20_000)}`,
      'REGISTRY_FILE_ROW_TOO_LONG',
    ],
    ['a spreadsheet', Buffer.from('504b030414000600080000002100', 'hex'), 'REGISTRY_FILE_NOT_TEXT'],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}\n${ROW}\n`, 'utf16le'), 'REGISTRY_FILE_NOT_TEXT'],
    ['Latin-1', Buffer.from('caf\xe9,\xe9t\xe9,\xff\n', 'latin1'), 'REGISTRY_FILE_ENCODING'],
  ])('%s', async (_, content, code) => {
    expect(await read(content)).toBe(code)
  })

  it.each([
    ['a file that is not there', join(folder, 'nothing.csv'), 'REGISTRY_FILE_MISSING', 'There is no file'],
    ['a folder', folder, 'REGISTRY_FILE_FOLDER', 'is a folder'],
  ])('%s', async (_, where, code, message) => {
    expect(await openRegistryFile(where)).toEqual({
      ok: false,
      error: { code, message: expect.stringContaining(message) },
    })
  })

  /** The sentence that a file with this content is refused with. */
  async function refusal(content: string): Promise<string> {
    writeFileSync(path, content)
    const file = await openRegistryFile(path)
    const end = file.ok ? await file.value.readRows(() => undefined) : file
    if (end.ok) throw new Error('the file was read')
    return end.error.message.replace(`${path}: `, '').replace(`${path} `, '')
  }

  it.each([
    ['one row, counted over blank lines', `${ROW}\n\n${ROW},x\n`, 'row 4 has'],
    ['a few rows', `${ROW},x\n${ROW}\n示例百货\n`, '2 rows (2, 4) have'],
    ['many rows', `${ROW}\n${`${ROW},x\n`.repeat(7)}`, '7 rows (the first are 3, 4, 5, 6, 7) have'],
  ])('rows with another number of fields are told together: %s', async (_, rows, words) => {
    expect(await refusal(`${HEADER}\n${rows}`)).toBe(
      `${words} another number of fields than the header; look for a comma too many or too few, or quote the field that holds it.`,
    )
  })

  it('no row after one with another number of fields is handed out', async () => {
    writeFileSync(path, `${HEADER}\n${ROW}\n示例百货\n${ROW}\n`)
    const file = await openRegistryFile(path)
    if (!file.ok) throw new Error(file.error.message)
    const rowNumbers: number[] = []
    expect((await file.value.readRows(({ rowNumber }) => void rowNumbers.push(rowNumber))).ok).toBe(false)
    expect(rowNumbers).toEqual([2])
  })

  it('a broken quote is told with its row, since nothing after it can be read', async () => {
    const broken = ROW.replace('零售', '零"售')
    expect(await refusal(`${HEADER}\n${ROW}\n${broken}\n${ROW},x\n`)).toBe(
      'row 3 has a broken quote; close it, or double a quote that belongs to the text.',
    )
  })

  it('a wrong separator is told as such, and no column is said to be missing', async () => {
    expect(await refusal(`${HEADER}\n${ROW}\n`.replaceAll(',', ';'))).toBe(
      'separates its fields by semicolons and not by commas; save the table as "CSV UTF-8 (comma delimited)" and name that file.',
    )
  })

  it('where no column is found, their names stand in the sentence once', async () => {
    expect(await refusal('a,b\n1,2\n')).toBe(
      `has none of the columns of the registry; its first row must name ${REGISTRY_COLUMNS.join(', ')}.`,
    )
  })

  it('a failure of the visitor is not taken for a fault of the file', async () => {
    writeFileSync(path, `${HEADER}\n${ROW}\n`)
    const file = await openRegistryFile(path)
    if (!file.ok) throw new Error(file.error.message)
    const failure = Object.assign(new Error('the disk is full'), { code: 'ENOENT' })
    await expect(file.value.readRows(() => Promise.reject(failure))).rejects.toBe(failure)
  })
})
