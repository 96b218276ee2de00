import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { createDataFolder, storeFileOf } from '../../src/cli/dataFolder'
import { openDatabase } from '../../src/cloudbase/database'
import {
  type CodeRow,
  type ConsentRow,
  type EntityRow,
  INDEXES,
  type ReportRow,
} from '../../src/cloudbase/rows'
import type { AuditLine } from '../../src/domain/auditLine'
import { shanghaiDate } from '../../src/domain/calendar'
import { makeCreditCode } from '../../src/domain/creditCode'
import { REGISTRY_COLUMNS, type RegistryRow } from '../../src/domain/registryRow'
import { type Localcloud, startLocalcloud } from '../../src/localcloud/localcloud'
import { built } from '../support/built'
import { SAMPLE_KEYS } from '../support/sampleKeys'

/** `npm run city -- import-registry` as built, on real data folders; every firm and person is fictional. */

let work: string
let file: string
let folder: string
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'import-registry-'))
  file = join(work, 'registry.csv')
  folder = join(work, 'city')
})
afterEach(() => rmSync(work, { recursive: true }))

const HEADER = REGISTRY_COLUMNS.join(',')
const codeOf = (firstEight: string, serial: number) =>
  makeCreditCode(firstEight, `MA${String(serial).padStart(6, '0')}`)
const lineOf = (creditCode: string, more: Partial<RegistryRow> = {}) => {
  const row: RegistryRow = {
    企业名称: `虚构商行${creditCode.slice(10, 16)}`,
    统一社会信用代码: creditCode,
    注册日期: '2019-04-20',
    企业类型: 'N/A',
    法人代表: '李某',
    注册资金: 'N/A',
    经营范围: '日用百货零售',
    所在省份: '黑龙江',
    地区: '黑河',
    注册地址: '黑龙江省黑河市虚构街1号',
    ...more,
  }
  return REGISTRY_COLUMNS.map((column) => row[column]).join(',')
}
const SHOP = codeOf('92231102', 1)
const FIRM = codeOf('91231121', 2)
const FARM = codeOf('91233005', 3)
const PROVINCIAL = codeOf('91230000', 4)
const WRONG_CODE = `${SHOP.slice(0, 17)}${SHOP.endsWith('1') ? '2' : '1'}`
const write = (...lines: string[]) => writeFileSync(file, `${[HEADER, ...lines].join('\n')}\n`)
const writeMixed = () =>
  write(
    lineOf(SHOP, { 企业名称: ' 虚构小吃店　' }),
    lineOf(FIRM),
    lineOf(FARM),
    lineOf(PROVINCIAL),
    lineOf(WRONG_CODE),
    lineOf(codeOf('91231124', 5), { 注册日期: '2019-02-30' }),
  )

type Ended = { exitCode: number | null; output: string; errors: string }

function start(...args: string[]): ChildProcess {
  // A served city takes its keys from here; a trial has its own.
  const env = { ...process.env, ...SAMPLE_KEYS }
  return spawn(process.execPath, [built('node/city.cjs'), ...args], { cwd: process.cwd(), env })
}
function ended(child: ChildProcess): Promise<Ended> {
  let output = ''
  let errors = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, output, errors })))
}
const city = (...args: string[]) => ended(start(...args))
const importFile = (...more: string[]) => city('import-registry', file, '--data', folder, ...more)
const countsOf = ({ output }: Ended) => output.split('\n')[0]

/** Opens the city of the data folder as functions see it. */
async function inCity<T>(look: (cloud: Localcloud) => T | Promise<T>): Promise<T> {
  const { plaqueKeys } = JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8'))
  const cloud = await startLocalcloud({
    storeFile: storeFileOf(folder),
    indexes: INDEXES,
    port: 0,
    functions: {
      folder: built('cloudfunctions'),
      runner: built('node/functionRunner.cjs'),
      environment: () => ({
        CITY_MODE: 'trial',
        PLAQUE_ORIGINS: 'https://plaques.example',
        PLAQUE_KEYS: plaqueKeys,
      }),
    },
    timers: 'whenAsked',
  })
  Object.assign(process.env, cloud.environment)
  try {
    return await look(cloud)
  } finally {
    await cloud.close()
  }
}
async function rowsOf<Row>(collection: string): Promise<Row[]> {
  const { data } = await openDatabase().collection(collection).orderBy('_id', 'asc').limit(1000).get()
  return data as Row[]
}
const allRows = () =>
  inCity(async () => {
    const names = Object.keys(INDEXES)
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rowsOf(name)])))
  })
const entities = () => inCity(() => rowsOf<EntityRow>('entities'))

const heldAndRefused = () =>
  parse(readFileSync(`${file}.held-and-refused.csv`), { bom: true, columns: true }) as Record<
    string,
    string
  >[]

describe('an extract is taken in', () => {
  test('rows are counted, and the held and refused ones stand beside the file with row and reason', async () => {
    writeMixed()
    const run = await importFile()
    expect(run).toMatchObject({ exitCode: 0, errors: '' })
    expect(countsOf(run)).toBe('6 read, 2 new, 0 changed, 0 unchanged, 2 held, 2 refused')
    expect(heldAndRefused()).toMatchObject([
      { 行号: '4', 结果: '待人工确认', 原因: expect.stringContaining('北安垦区'), 统一社会信用代码: FARM },
      { 行号: '5', 结果: '待人工确认', 原因: expect.stringContaining('省级'), 统一社会信用代码: PROVINCIAL },
      { 行号: '6', 结果: '退回', 原因: expect.stringContaining('校验码'), 统一社会信用代码: WRONG_CODE },
      { 行号: '7', 结果: '退回', 原因: expect.stringContaining('2019-02-30') },
    ])
  })

  test('an entity holds what its row tells, under the unit of its division, and no more', async () => {
    writeMixed()
    await importFile()
    const stored = (await entities()).sort((a, b) => a.entityType.localeCompare(b.entityType))
    expect(stored).toEqual([
      {
        _id: FIRM,
        creditCode: FIRM,
        name: '虚构商行000002',
        legalRepresentative: '李某',
        entityType: 'enterprise',
        entityKind: '企业',
        establishedOn: '2019-04-20',
        address: '黑龙江省黑河市虚构街1号',
        status: null,
        statusSince: null,
        divisionName: '嫩江市',
        unitName: '嫩江市',
        unit: 'nenjiang',
        zone: null,
        department: null,
        scope: '日用百货零售',
        source: '登记信息提取件 registry，导入日期',
        sourceOn: shanghaiDate(stored[0]?.updatedAt ?? 0),
        updatedAt: expect.any(Number),
      },
      expect.objectContaining({ _id: SHOP, name: '虚构小吃店', entityType: 'individual', unit: 'aihui' }),
    ])
  })

  test('a registration after today is refused', async () => {
    write(lineOf(SHOP, { 注册日期: '2099-01-01' }), lineOf(FIRM))
    expect(countsOf(await importFile())).toBe('2 read, 1 new, 0 changed, 0 unchanged, 0 held, 1 refused')
    expect(heldAndRefused()).toMatchObject([{ 行号: '2', 原因: expect.stringContaining('晚于今天') }])
  })

  test('running it twice changes nothing', async () => {
    writeMixed()
    await importFile('--trial-plaques', '2')
    const [before, reasons] = [await allRows(), heldAndRefused()]
    const again = await importFile('--trial-plaques', '2')
    expect(countsOf(again)).toBe('6 read, 0 new, 0 changed, 2 unchanged, 2 held, 2 refused')
    expect(await allRows()).toEqual(before)
    expect(heldAndRefused()).toEqual(reasons)
  })

  test('each slice and each trial plaque leaves its line in the audit log, and what changes nothing none', async () => {
    const lines = () =>
      inCity(async () =>
        (await rowsOf<AuditLine>('auditLines')).map(({ action, door, batch }) => [
          action,
          door,
          batch?.count,
        ]),
      )
    write(lineOf(SHOP), lineOf(FIRM))
    await importFile('--trial-plaques', '1')
    const written = [
      ['job.importRegistry', 'command', 2],
      ['job.trialPlaques', 'command', 1],
    ]
    expect((await lines()).sort()).toEqual(written)
    await importFile('--trial-plaques', '1')
    expect((await lines()).sort()).toEqual(written)
    expect(await city('audit', 'verify', '--data', folder)).toMatchObject({ exitCode: 0 })
  })

  test('nobody reading the output to its end does no harm', async () => {
    writeMixed()
    const child = start('import-registry', file, '--data', folder, '--trial-plaques', '2')
    child.stdout?.destroy()
    expect(await ended(child)).toEqual({ exitCode: 0, output: '', errors: '' })
    expect(await entities()).toHaveLength(2)
    expect(await inCity(() => rowsOf('codes'))).toHaveLength(2)
  })

  test('the corrected CSV of held and refused rows can be read in as it is', async () => {
    writeMixed()
    await importFile()
    const corrected = readFileSync(`${file}.held-and-refused.csv`, 'utf8')
      .replaceAll('2019-02-30', '2019-02-28')
      .replaceAll(WRONG_CODE, SHOP)
    writeFileSync(file, corrected)
    expect(countsOf(await importFile())).toBe('4 read, 1 new, 1 changed, 0 unchanged, 2 held, 0 refused')
  })

  test('a changed row changes the entity; what the row does not tell, and the unit a person set, stay', async () => {
    write(lineOf(SHOP, { 企业类型: '个体工商户', 法人代表: '王某' }), lineOf(FIRM))
    await importFile()
    const scenic = { unit: 'wudalianchiScenic', unitName: '五大连池风景区管委会', status: 'active' }
    await inCity(() => openDatabase().collection('entities').doc(SHOP).update(scenic))
    write(lineOf(SHOP, { 企业名称: '虚构新店', 法人代表: 'N/A' }), lineOf(FIRM))
    expect(countsOf(await importFile())).toBe('2 read, 0 new, 1 changed, 1 unchanged, 0 held, 0 refused')
    expect((await entities()).find(({ _id }) => _id === SHOP)).toMatchObject({
      ...scenic,
      name: '虚构新店',
      entityKind: '个体工商户',
      legalRepresentative: '王某',
    })
  })

  test('a code twice in the file: the same content is unchanged, different contents are all held', async () => {
    const twice = codeOf('91231181', 6)
    write(lineOf(twice), lineOf(SHOP), lineOf(SHOP, { 企业名称: '另一家' }), lineOf(twice))
    expect(countsOf(await importFile())).toBe('4 read, 1 new, 0 changed, 1 unchanged, 2 held, 0 refused')
    expect(heldAndRefused()).toMatchObject([
      { 行号: '3', 原因: expect.stringContaining('多次') },
      { 行号: '4', 原因: expect.stringContaining('多次') },
    ])
    expect((await entities()).map(({ _id }) => _id)).toEqual([twice])
  })

  test('GB18030 is understood', async () => {
    writeMixed()
    writeFileSync(file, iconv.encode(readFileSync(file, 'utf8'), 'gb18030'))
    expect(countsOf(await importFile())).toBe('6 read, 2 new, 0 changed, 0 unchanged, 2 held, 2 refused')
    expect((await entities()).map(({ name }) => name)).toContain('虚构小吃店')
  })

  test('an early code that fails its check character by birth is taken in, and said', async () => {
    const right = makeCreditCode('91231102', 'M0001TGQ')
    const early = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
    write(lineOf(early))
    const run = await importFile()
    expect(countsOf(run)).toBe('1 read, 1 new, 0 changed, 0 unchanged, 0 held, 0 refused')
    expect(run.errors).toBe(
      `Row 2: ${early} is taken in, but it fails the check character, as some codes of the first months do; compare it with the licence.\n`,
    )
  })
})

describe('trial plaques', () => {
  const FIRMS = Array.from({ length: 12 }, (_, index) => codeOf('91231123', 100 + index))
  const scan = (cloud: Localcloud, code: string) =>
    cloud.callFunction('credit', { action: 'report.read', input: { code } })

  test('N entities get a plaque that a scan answers; asking again tops up, and none gets two', async () => {
    write(...FIRMS.map((creditCode) => lineOf(creditCode)))
    const three = await importFile('--trial-plaques', '3')
    expect(three.output.match(/^\d{3} \d{3} \d{3} {2}[0-9A-Z]{20} {2}虚构商行\d{6}$/gm)).toHaveLength(3)
    expect(three.output.split('\n').slice(-2)).toEqual([`To scan them: npm start -- --data ${folder}`, ''])
    const eleven = await importFile('--trial-plaques', '11')
    expect(eleven.output).toMatch(/^Trial plaques: 11 assigned$/m)
    expect(eleven.output).toMatch(/^and 1 more$/m)
    await inCity(async (cloud) => {
      const codes = await rowsOf<CodeRow>('codes')
      expect(codes.map(({ creditCode }) => creditCode).sort()).toEqual([...FIRMS].sort().slice(0, 11))
      expect(codes.every(({ state }) => state === 'assigned')).toBe(true)
      for (const { _id, creditCode } of codes)
        expect(await scan(cloud, _id)).toMatchObject({
          ok: true,
          value: { outcome: 'report', body: { entity: { creditCode, status: null } } },
        })
    })
  })

  test('each assignment carries a consent that is marked as a trial’s', async () => {
    write(lineOf(FIRM))
    await importFile('--trial-plaques', '1')
    await inCity(async () => {
      const [code] = await rowsOf<CodeRow>('codes')
      expect(await rowsOf<ConsentRow>('consents')).toEqual([
        {
          _id: code?.consentId,
          creditCode: FIRM,
          personId: null,
          textVersion: 'trial',
          medium: 'paper',
          givenAt: code?.assignedAt,
          withdrawnAt: null,
        },
      ])
    })
  })

  test('a closed entity gets none, and too few entities are said', async () => {
    write(lineOf(SHOP), lineOf(FIRM))
    await importFile()
    await inCity(() => openDatabase().collection('entities').doc(FIRM).update({ status: 'deregistered' }))
    const run = await importFile('--trial-plaques', '5')
    expect(run.output).toMatch(/^Trial plaques: 1 assigned; no other entity can carry one$/m)
    expect(await inCity(() => rowsOf<CodeRow>('codes'))).toMatchObject([{ creditCode: SHOP }])
  })

  test('a plaque left halfway by a run that was killed is finished by the next', async () => {
    write(lineOf(SHOP), lineOf(FIRM))
    await importFile('--trial-plaques', '1')
    const halfway = { state: 'ready', assignedAt: null, consentId: null }
    const [code] = await inCity(async () => {
      const codes = await rowsOf<CodeRow>('codes')
      const database = openDatabase()
      await database
        .collection('codes')
        .doc(codes[0]?._id ?? '')
        .update(halfway)
      await database
        .collection('reports')
        .doc(codes[0]?.creditCode ?? '')
        .remove()
      return codes
    })
    await importFile('--trial-plaques', '1')
    await inCity(async (cloud) => {
      expect(await rowsOf<CodeRow>('codes')).toMatchObject([{ _id: code?._id, state: 'assigned' }])
      expect(await scan(cloud, code?._id ?? '')).toMatchObject({ value: { outcome: 'report' } })
    })
  })

  test('the report follows when the entity changes, also after a run that was killed before rebuilding it', async () => {
    const reports = () => inCity(() => rowsOf<ReportRow>('reports'))
    write(lineOf(SHOP))
    await importFile('--trial-plaques', '1')
    write(lineOf(SHOP, { 企业名称: '虚构新店' }))
    await importFile()
    const rebuilt = await reports()
    expect(rebuilt).toMatchObject([{ stale: false, body: { entity: { name: '虚构新店', address: null } } }])
    await inCity(() =>
      openDatabase()
        .collection('reports')
        .doc(SHOP)
        .update({ stale: true, writers: ['import-registry'], 'body.entity.name': '旧' }),
    )
    await importFile()
    expect(await reports()).toEqual(rebuilt.map((report) => ({ ...report, version: expect.any(Number) })))
  })

  test('only a city made for a trial gives them; any other keeps what it has', async () => {
    write(lineOf(SHOP))
    const live = { mode: 'live' as const, createdAt: 0, plaqueKeys: `k1:${'00'.repeat(32)}` }
    await createDataFolder(folder, live, async () => true)
    const refused = await importFile('--trial-plaques', '1')
    expect(refused).toEqual({
      exitCode: 1,
      output: '',
      errors: 'Trial plaques are given only in a city made for a trial; leave --trial-plaques away.\n',
    })
    expect(await entities()).toEqual([])
    expect(countsOf(await importFile())).toBe('1 read, 1 new, 0 changed, 0 unchanged, 0 held, 0 refused')
    expect(await inCity(() => rowsOf('codes'))).toEqual([])
  })
})

describe('what cannot be imported is told in one sentence, and nothing is written', () => {
  const sentence = (run: Ended) => {
    expect(run).toMatchObject({ exitCode: 1, output: '' })
    expect(run.errors).toMatch(/^[^\n]+\.\n$/)
    expect(run.errors).not.toMatch(/\n {4}at /)
    return run.errors
  }

  test.each<[string, () => void, string]>([
    ['no file', () => undefined, 'There is no file'],
    ['a folder', () => mkdirSync(file), 'is a folder'],
    ['an empty file', () => writeFileSync(file, ''), 'is empty'],
    [
      'a column missing',
      () => writeFileSync(file, '企业名称,注册日期\na,b\n'),
      'lacks the column 统一社会信用代码',
    ],
    [
      'a broken quote after good rows',
      () => write(lineOf(SHOP), lineOf(FIRM).replace('日用', '日"用')),
      'row 3',
    ],
    [
      'semicolons for commas',
      () => writeFileSync(file, `${HEADER}\n${lineOf(SHOP)}\n`.replaceAll(',', ';')),
      'separates its fields by semicolons',
    ],
    ['a field too many after good rows', () => write(lineOf(SHOP), `${lineOf(FIRM)},x`), 'row 3'],
    [
      'another encoding',
      () => writeFileSync(file, Buffer.from([0xff, 0x41, 0x2c, 0xff])),
      'neither UTF-8 nor GB18030',
    ],
  ])('%s', async (_, prepare, words) => {
    prepare()
    expect(sentence(await importFile())).toContain(words)
    expect(existsSync(folder)).toBe(false)
  })

  test('a fictional city, which real data must not enter', async () => {
    write(lineOf(SHOP))
    const demo = { mode: 'demo' as const, createdAt: 0, plaqueKeys: `k1:${'00'.repeat(32)}` }
    await createDataFolder(folder, demo, async () => true)
    expect(sentence(await importFile())).toContain('is fictional')
    expect(await entities()).toEqual([])
  })

  test('a folder with other files in it', async () => {
    write(lineOf(SHOP))
    expect(sentence(await city('import-registry', file, '--data', work))).toContain('holds other files')
  })

  test('a city that is open in another process', async () => {
    write(lineOf(SHOP))
    await importFile()
    await inCity(async () => expect(sentence(await importFile())).toContain('open in another process'))
  })

  test.each([
    [['import-registry', 'x.csv'], '--data DIR'],
    [['import-registry', '--data', 'x'], 'Name one file'],
    [['import-registry', 'x.csv', '--data', 'x', '--trial-plaques', '0'], '--trial-plaques is a number'],
    [
      ['import-registry', 'x.csv', '--data', 'x', '--trial-plaques', '-1'],
      '--trial-plaques needs a value that does not begin with -',
    ],
    [['import-registry', 'x.csv', '--data', 'x', '--trial-plaques=-1'], '--trial-plaques is a number'],
    [['import-registry', 'x.csv', '--data', 'x', '--trial-plaques'], '--trial-plaques'],
    [['import-registry', 'x.csv', '--data', 'x', '--fast'], '--fast'],
    [['export'], 'no command export'],
  ])('the command line %j', async (args, words) => {
    expect(sentence(await city(...args))).toContain(words)
  })

  test('no command at all shows how it is used', async () => {
    expect(await city()).toMatchObject({ exitCode: 0, output: expect.stringContaining('Usage:'), errors: '' })
  })
})

describe('stopped in the middle', () => {
  const ROWS = 25_000
  const writeMany = () =>
    write(...Array.from({ length: ROWS }, (_, index) => lineOf(codeOf('91231181', index))))
  const stopAt = async (words: string, signal: NodeJS.Signals) => {
    const child = start('import-registry', file, '--data', folder)
    const end = ended(child)
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes(words)) child.kill(signal)
    })
    return end
  }
  const countEntities = () =>
    inCity(async () => (await openDatabase().collection('entities').count()).total ?? 0)

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'by %s: whole rows only, and the next run goes on',
    async (signal) => {
      writeMany()
      const stopped = await stopAt('Imported 10,000 rows', signal)
      expect(stopped.output).toBe('')
      if (signal === 'SIGINT') {
        expect(stopped).toMatchObject({ exitCode: 130, errors: expect.stringContaining('Stopped.') })
        expect(existsSync(`${file}.held-and-refused.csv.part`)).toBe(false)
      }
      const done = await countEntities()
      expect(done).toBeGreaterThan(0)
      expect(done).toBeLessThan(ROWS)
      const next = await importFile()
      expect(countsOf(next)).toBe(
        `${ROWS} read, ${ROWS - done} new, 0 changed, ${done} unchanged, 0 held, 0 refused`,
      )
      expect(await countEntities()).toBe(ROWS)
    },
  )

  test('while the file is still being checked: nothing is there', async () => {
    writeMany()
    expect(await stopAt('Checked 10,000 rows', 'SIGINT')).toMatchObject({ exitCode: 130 })
    expect(existsSync(folder)).toBe(false)
  })
})
