import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { REGISTRY_COLUMNS, type RegistryFileRow } from '../../../src/domain/registryRow'
import { createHeldAndRefusedFile } from '../../../src/paperwork/heldAndRefusedFile'
import { openRegistryFile } from '../../../src/paperwork/registryFile'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'held-and-refused-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const NAME = 'registry.csv.held-and-refused.csv'
const HELD = {
  rowNumber: 7,
  outcome: 'held' as const,
  reason: '请确认',
  fields: ['示例"百货"', '多,字段\n两行'],
}

/** Runs as a user whom permissions bind; they do not bind root. */
function asOrdinaryUser<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work()
  process.seteuid?.(65534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

/** The columns of the extract, as the import reads them. */
async function readAgain(path: string): Promise<string[][]> {
  const file = await openRegistryFile(path)
  if (!file.ok) throw new Error(file.error.message)
  const rows: RegistryFileRow[] = []
  await file.value.readRows((row) => void rows.push(row))
  return rows.map(({ row }) => Object.values(row))
}

describe('the CSV of held and refused rows', () => {
  it('gives row number, outcome, reason and the original fields, in UTF-8 with a byte order mark', () => {
    const file = createHeldAndRefusedFile([folder], NAME, ['企业名称', '地址'])
    file.write(HELD)
    file.write({ rowNumber: 9, outcome: 'refused', reason: '代码为空', fields: ['甲', ''] })
    file.finish()
    const text = readFileSync(file.path, 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(parse(text, { bom: true })).toEqual([
      ['行号', '结果', '原因', '企业名称', '地址'],
      ['7', '待人工确认', '请确认', '示例"百货"', '多,字段\n两行'],
      ['9', '退回', '代码为空', '甲', ''],
    ])
  })

  it('is read in again with every field as it was in the extract', async () => {
    const fields = REGISTRY_COLUMNS.map((column) => `虚构${column}`)
    fields[0] = '=1+1'
    fields[1] = '912311037778881332'
    const file = createHeldAndRefusedFile([folder], NAME, REGISTRY_COLUMNS)
    file.write({ ...HELD, fields })
    file.finish()
    const rows: string[][] = parse(readFileSync(file.path), { bom: true })
    expect(rows[1]?.slice(3, 5)).toEqual(["'=1+1", '\t912311037778881332'])
    expect(await readAgain(file.path)).toEqual([fields])
    // As a Chinese spreadsheet saves it: in GB18030, quoting only what needs it.
    const saved = iconv.encode(readFileSync(file.path, 'utf8').slice(1).replaceAll('"', ''), 'gb18030')
    writeFileSync(file.path, saved)
    expect(await readAgain(file.path)).toEqual([fields])
  })

  it('takes its name only when it is finished, and leaves nothing when it is discarded', () => {
    const file = createHeldAndRefusedFile([folder], NAME, ['企业名称'])
    file.write(HELD)
    expect(existsSync(file.path)).toBe(false)
    file.discard()
    expect(readdirSync(folder)).toEqual([])
  })

  it('goes to the second folder when the first cannot be written', () => {
    const [readOnly, data] = [join(folder, 'readOnly'), join(folder, 'data')]
    mkdirSync(readOnly)
    mkdirSync(data)
    chmodSync(folder, 0o755)
    chmodSync(readOnly, 0o555)
    chmodSync(data, 0o777)
    const path = asOrdinaryUser(() => {
      const file = createHeldAndRefusedFile([readOnly, data], NAME, ['企业名称'])
      file.finish()
      return file.path
    })
    expect(path).toBe(join(data, NAME))
    expect(readdirSync(readOnly)).toEqual([])
  })
})
