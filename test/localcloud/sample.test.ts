import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConsole } from '../support/consoleVisit'
import { endPrograms, type Program, runProgram } from '../support/program'

/**
 * A guest book that knows nothing of this project, run as its author would run it: two functions, a timer, an upload,
 * a transaction, and indexes of its own.
 */

const GUESTBOOK = 'test/fixtures/guestbook'
const PHOTO = Buffer.from('a photo, as far as this test cares').toString('base64')

let folder: string
let localcloud: Program
let url: string

const start = async (data: string) => {
  const program = runProgram(
    'localcloud',
    ...['--functions', `${GUESTBOOK}/functions`, '--indexes', `${GUESTBOOK}/indexes.json`],
    ...['--data', data, '--port', '0'],
  )
  await program.saying('Ctrl-C stops it.')
  return { program, url: /runs at (http:\S+)/.exec(program.output())?.[1] as string }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guestbook-'))
  ;({ program: localcloud, url } = await start(join(folder, 'data')))
})
afterAll(async () => {
  await endPrograms()
  rmSync(folder, { recursive: true })
})

const sign = async (entry: object) => {
  const answer = await fetch(`${url}/api/book`, { method: 'POST', body: JSON.stringify(entry) })
  return { status: answer.status, body: (await answer.json()) as { number: number } }
}
type Entry = { number: number; name: string; message: string; photo: string | null }
const entries = async (at = url) => (await (await fetch(`${at}/api/book`)).json()) as Entry[]

test('somebody signs with a photo, and the photo can be looked at by its link', async () => {
  const first = { name: '小河', message: '东西很好吃', photo: PHOTO }
  expect(await sign(first)).toEqual({ status: 201, body: { number: 1 } })
  const [entry] = await entries()
  expect(entry).toMatchObject({ number: 1, name: '小河', message: '东西很好吃' })
  const photo = await fetch(entry?.photo as string)
  expect([photo.status, await photo.text()]).toEqual([200, 'a photo, as far as this test cares'])
})

test('ten people who sign at once get ten different numbers', async () => {
  const guests = Array.from({ length: 10 }, (_, at) => sign({ name: `guest ${at}`, message: '来过' }))
  const numbers = (await Promise.all(guests)).map(({ body }) => body.number)
  expect([...numbers].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

test('an entry without a message is refused by the function, and no number is lost', async () => {
  expect((await sign({ name: '无言' })).status).toBe(400)
  expect((await sign({ name: '有言', message: '你好' })).body.number).toBe(12)
})

test('“run now” in the console runs the timer, which takes advertising out; the call and its log are shown', async () => {
  await sign({ name: 'ad', message: 'see https://ad.example/', photo: PHOTO })
  expect((await entries()).map(({ name }) => name)).toContain('ad')
  const visit = await openConsole(localcloud.output())
  expect(await visit.text('/timers')).toContain('everyNight')
  await visit.post('/timers/tidy')
  const calls = await visit.textWhen('/calls', 'everyNight: 1 entries removed')
  expect(calls).toContain('removeDocument entries')
  expect((await entries()).map(({ name }) => name)).not.toContain('ad')
  // Of two photos that of the advertising is gone.
  expect((await visit.text('/files')).match(/photos\//g)).toHaveLength(1)
})

test('a backup that is made while people sign is one moment: as many entries as it counts', async () => {
  const backup = join(folder, 'guestbook.backup')
  const signing = Array.from({ length: 40 }, (_, at) => sign({ name: `late ${at}`, message: '晚到' }))
  await signing[0]
  const made = runProgram('localcloud', 'backup', backup, '--data', join(folder, 'data'))
  expect([await made.ended, made.output()]).toEqual([0, expect.stringContaining('guestbook.backup')])
  await Promise.all(signing)

  const restored = join(folder, 'restored')
  expect(await runProgram('localcloud', 'restore', backup, '--data', restored).ended).toBe(0)
  const { program } = await start(restored)
  const visit = await openConsole(program.output())
  const total = JSON.parse((await visit.field('/documents/totals?id=%22entries%22', 'text')) as string) as {
    count: number
  }
  const counted = Number(/entries<\/a><\/td><td class="number">(\d+)/.exec(await visit.html(''))?.[1])
  // One entry was advertising: it kept its number and is gone.
  expect(counted).toBe(total.count - 1)
  expect(total.count).toBeGreaterThan(13)
})

test('the sample uses nothing of this project', () => {
  for (const name of ['book', 'tidy']) {
    const source = readFileSync(`${GUESTBOOK}/functions/${name}/index.js`, 'utf8')
    expect([...source.matchAll(/require\('([^']+)'\)/g)].map(([, id]) => id)).toEqual(['@cloudbase/node-sdk'])
  }
})
