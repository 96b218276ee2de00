import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDataFolder } from '../../src/cli/dataFolder'
import type { CodeRow, EntityRow } from '../../src/cloudbase/rows'
import { CODE_STATES } from '../../src/domain/codeStates'
import { makeCreditCode } from '../../src/domain/creditCode'
import { plaqueLink } from '../../src/domain/plaqueLink'
import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import type { Plaque } from '../../src/domain/plaqueStandard'
import type { Document } from '../../src/localcloud/store/values'
import { built } from '../support/built'
import { readPdf } from '../support/readPdf'
import { manyPlaques, PLAQUE_ORIGIN, samplePlaques } from '../support/samplePlaques'

/** `npm run city -- plaques` as built, on a city in a folder of its own. */

let work: string
let folder: string
let file: string
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'plaques-'))
  folder = join(work, 'city')
  file = join(work, 'plaques.pdf')
  await createDataFolder(
    folder,
    { mode: 'trial', createdAt: Date.now(), plaqueKeys: `t:${'5a'.repeat(32)}` },
    async (store) => {
      store.write(() => {
        for (const [collection, row] of [...PLAQUES.flatMap(rowsOf), ...MANY.flatMap(rowsOfMany)])
          store.collection(collection).insert(row as Document, JSON.stringify(row))
      })
      return true
    },
  )
})
afterAll(() => rmSync(work, { recursive: true }))

/** One in each state for the unit, one of a name that the font lacks, one of a closed shop, and one of another unit. */
const PLAQUES = samplePlaques(CODE_STATES.length + 3).map((plaque, index) =>
  index === CODE_STATES.length ? { ...plaque, name: '𠮷田饺子馆' } : plaque,
)
const stateOf = (index: number) => CODE_STATES[index] ?? 'assigned'
const unitOf = (index: number) => (index === PLAQUES.length - 1 ? 'beian' : 'aihui')

/** More than one page of the database; every third of an entity that has two plaques, one of them pushed. */
const MANY = [...manyPlaques(2_504)].slice(100).map((plaque) => ({ ...plaque, name: `逊克县${plaque.name}` }))
function rowsOfMany({ code, number, name }: Plaque, index: number): [string, { _id: string }][] {
  const creditCode = makeCreditCode(
    '92231123',
    `MB${String(index - (index % 3 === 2 ? 1 : 0)).padStart(6, '0')}`,
  )
  const state = index % 3 === 1 ? 'assigned' : 'pushed'
  const codeRow: [string, { _id: string }] = [
    'codes',
    { _id: code, number, creditCode, serial: index, unit: 'xunke', state } as Partial<CodeRow> & {
      _id: string
    },
  ]
  if (index % 3 === 2) return [codeRow]
  return [
    codeRow,
    [
      'entities',
      { _id: creditCode, creditCode, name, unit: 'xunke' } as Partial<EntityRow> & { _id: string },
    ],
  ]
}

/** What of a code and its entity this command reads. */
function rowsOf({ code, number, name }: Plaque, index: number): [string, { _id: string }][] {
  const creditCode = makeCreditCode('92231102', `MA${String(index).padStart(6, '0')}`)
  const unit = unitOf(index)
  const status = index === CODE_STATES.length + 1 ? 'deregistered' : 'active'
  return [
    [
      'codes',
      { _id: code, number, creditCode, serial: 0, unit, state: stateOf(index) } as Partial<CodeRow> & {
        _id: string
      },
    ],
    ['entities', { _id: creditCode, creditCode, name, unit, status } as Partial<EntityRow> & { _id: string }],
  ]
}

function plaques(...args: string[]): Promise<{ exitCode: number | null; output: string; errors: string }> {
  const env = { ...process.env, PLAQUE_ORIGIN: '' }
  const child = spawn(process.execPath, [built('node/city.cjs'), 'plaques', ...args, '--data', folder], {
    env,
  })
  const told = { exitCode: null as number | null, output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    told.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    told.errors += chunk
  })
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ ...told, exitCode })))
}
const toOrigin = ['--origin', PLAQUE_ORIGIN]

test('a unit gets the plaques that are pushed or assigned, and no other; what cannot be printed is named', async () => {
  const run = await plaques(file, '--unit', 'aihui', '--kind', 'sticker', ...toOrigin)
  expect(run).toMatchObject({ exitCode: 0 })
  const printed = PLAQUES.slice(0, CODE_STATES.length).filter((_, index) =>
    ['pushed', 'assigned'].includes(stateOf(index)),
  )
  expect(run.output).toContain(`${printed.length} plaques on 1 pages; 2 cannot be printed and were left out`)
  const left = PLAQUES[CODE_STATES.length]
  expect(run.errors).toContain(`${formatPlaqueNumber(left?.number ?? '')} 𠮷田饺子馆 𠮷（U+20BB7）`)
  const closed = PLAQUES[CODE_STATES.length + 1]
  expect(run.errors).toContain(
    `${formatPlaqueNumber(closed?.number ?? '')} ${closed?.name}: 这个市场主体已注销`,
  )
  const { pages } = readPdf(readFileSync(file))
  const links = pages.flat().filter((text) => text.startsWith(PLAQUE_ORIGIN))
  expect(links).toEqual(printed.map(({ code }) => plaqueLink(PLAQUE_ORIGIN, code)))
  for (const { name, number } of printed) {
    expect(pages.flat().join('')).toContain(name)
    expect(pages.flat()).toContain(formatPlaqueNumber(number))
  }
})

test('a unit of thousands gets each of its plaques once', async () => {
  const all = join(work, 'all.pdf')
  const run = await plaques(all, '--unit', 'xunke', '--kind', 'sticker', ...toOrigin)
  expect(run).toMatchObject({ exitCode: 0, errors: '', output: `${all}: 2404 plaques on 268 pages\n` })
  const links = readPdf(readFileSync(all))
    .pages.flat()
    .filter((text) => text.startsWith(PLAQUE_ORIGIN))
  expect(links.sort()).toEqual(MANY.map(({ code }) => plaqueLink(PLAQUE_ORIGIN, code)).sort())
})

test('one damaged plaque is printed again by its number; a number of another unit is named', async () => {
  const assigned = PLAQUES[CODE_STATES.indexOf('assigned')]
  const other = PLAQUES.at(-1)
  const numbers = [other, assigned].flatMap((plaque) => [
    '--number',
    formatPlaqueNumber(plaque?.number ?? ''),
  ])
  const again = join(work, 'again.pdf')
  const run = await plaques(again, '--unit', 'aihui', '--kind', 'counter', ...toOrigin, ...numbers)
  expect(run).toMatchObject({ exitCode: 0, output: expect.stringContaining('1 plaques on 1 pages') })
  expect(run.errors).toContain(`${formatPlaqueNumber(other?.number ?? '')}: 这不是本单位`)
  expect(readPdf(readFileSync(again)).pages.flat()).toContain(formatPlaqueNumber(assigned?.number ?? ''))
})

test('a unit without plaques gets no file', async () => {
  const other = join(work, 'none.pdf')
  const run = await plaques(other, '--unit', 'sunwu', '--kind', 'door', ...toOrigin)
  expect(run).toMatchObject({ exitCode: 1, errors: expect.stringContaining('There is no plaque to print') })
  expect(existsSync(other)).toBe(false)
  expect(readdirSync(work).filter((name) => name.endsWith('.part'))).toEqual([])
})

test.each([
  ['no kind', ['--unit', 'aihui', ...toOrigin], 'Name the kind with --kind KIND'],
  ['a kind of its own', ['--unit', 'aihui', '--kind', 'flag', ...toOrigin], 'There is no kind flag'],
  ['a unit that is none', ['--unit', 'harbin', '--kind', 'door', ...toOrigin], 'There is no unit harbin'],
  ['no origin', ['--unit', 'aihui', '--kind', 'door'], 'Say where the plaques lead'],
  [
    'an origin with a path',
    ['--unit', 'aihui', '--kind', 'door', '--origin', 'https://a.example/c'],
    'nothing behind the host',
  ],
  ['an origin without TLS', ['--unit', 'aihui', '--kind', 'door', '--origin', 'http://a.example'], 'https'],
  [
    'a mistyped number',
    ['--unit', 'aihui', '--kind', 'door', ...toOrigin, '--number', '312 456 789'],
    '标牌编号有一位输错了',
  ],
  [
    'a link too long to read',
    ['--unit', 'aihui', '--kind', 'sticker', '--origin', `https://${'a'.repeat(500)}.example`],
    '网址太长',
  ],
])('%s is refused in words', async (_, args, words) => {
  const run = await plaques(join(work, 'refused.pdf'), ...args)
  expect(run).toMatchObject({ exitCode: 1, output: '', errors: expect.stringContaining(words) })
})

test('a file that cannot be written is said', async () => {
  const run = await plaques(join(work, 'no', 'folder.pdf'), '--unit', 'aihui', '--kind', 'door', ...toOrigin)
  expect(run).toMatchObject({ exitCode: 1, errors: expect.stringContaining('cannot be written (ENOENT)') })
})
