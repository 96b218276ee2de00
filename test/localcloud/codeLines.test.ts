import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** What the log says of a function's request, it says with the line of the function's code that made it. */

let folder: string
let cloud: TestCloud
let log: string[]

/** The query is on QUERY_LINE, in a function of its own that another one awaits. */
const SOURCE = `const http = require('http')
const tcb = require('@cloudbase/node-sdk')
const db = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()

exports.main = async ({ elsewhere, before = 0 }) => {
  if (elsewhere) return ask(elsewhere)
  for (let read = 0; read < before; read++) await db.collection('shops').doc('s0').get()
  const shops = await allShops()
  return shops.length
}
async function allShops() {
  const { data } = await db.collection('shops').where({ isOpen: true }).get()
  return data
}
const ask = (url) => new Promise((done) => http.request(url, { method: 'GET' }, done).end()).then(() => 'asked')
`
const QUERY_LINE = 12
const UNAWAITED = `const tcb = require('@cloudbase/node-sdk')
const db = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
exports.main = () => db.collection('shops').where({ isOpen: true }).get()
`

const folderOf = (name: string) => {
  const path = join(folder, 'functions', name)
  mkdirSync(path, { recursive: true })
  return path
}
/** The SDK and the function in one minified file, as many projects deploy it. */
const bundle = (name: string, ...options: string[]) =>
  execFileSync(join('node_modules', '.bin', 'esbuild'), [
    join(folder, 'source', 'shops.js'),
    `--outfile=${join(folderOf(name), 'index.js')}`,
    ...['--bundle', '--minify', '--platform=node', '--target=node16', '--log-level=error'],
    ...options,
  ])

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'code-lines-')))
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'source'))
  writeFileSync(join(folder, 'source', 'shops.js'), SOURCE)
  for (const name of ['plain', 'busy']) writeFileSync(join(folderOf(name), 'index.js'), SOURCE)
  writeFileSync(join(folderOf('unawaited'), 'index.js'), UNAWAITED)
  bundle('mapped', '--sourcemap=external')
  bundle('unmapped')
  cloud = await startTestCloud({
    indexes: { shops: [{ fields: ['isOpen'] }] },
    log: (line) => log.push(line),
    functions: {
      folder: join(folder, 'functions'),
      runner: built('node/functionRunner.cjs'),
      environment: () => ({}),
    },
  })
  cloud.store.write(() => {
    for (let number = 0; number < 101; number++) {
      const shop = { _id: `s${number}`, isOpen: true }
      cloud.store.collection('shops').insert(shop, JSON.stringify(shop))
    }
  })
})
beforeEach(() => {
  log = []
})
afterAll(async () => {
  await cloud.remove()
  rmSync(folder, { recursive: true })
})

test.each([
  ['plain', () => `${folder}/functions/plain/index.js:${QUERY_LINE}`],
  ['mapped', () => `${folder}/source/shops.js:${QUERY_LINE}`],
])('an answer that is cut is told with the line that asked, of a %s function', async (name, line) => {
  expect(await cloud.callFunction(name, {})).toBe(100)
  const [, told] = /^\[\w+ [\w-]+\] (\S+): shops: only the first 100 documents/.exec(log[0] ?? '') ?? []
  expect(told).toBe(line())
  // The console shows it with the call.
  expect(cloud.recentCalls()[0]?.lines[0]?.text).toContain(`${line()}: shops: only`)
})

test.each([
  ['of a bundle without a source map no line is told rather than one of the SDK’s', 'unmapped'],
  ['where nobody awaits the query no line is told rather than one of localcloud’s own', 'unawaited'],
])('%s', async (_what, name) => {
  await cloud.callFunction(name, {})
  expect(log[0]).toMatch(/^\[\w+ [\w-]+\] shops: only the first 100 documents are given/)
})

test('a process that has run long remembers lines again once one has been asked for', async () => {
  await cloud.callFunction('busy', { before: 1000 })
  await cloud.callFunction('busy', {})
  expect(log.map((line) => line.replace(/^\[\w+ [\w-]+\] /, ''))).toEqual([
    expect.stringMatching(/^shops: only/),
    expect.stringMatching(`^${folder}/functions/busy/index.js:${QUERY_LINE}: shops: only`),
  ])
})

test('what a function asks of others goes out as it is', async () => {
  const seen: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers)
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await cloud.callFunction('plain', { elsewhere: `http://127.0.0.1:${port}/admin` })
  server.close()
  expect(seen).toEqual([{ host: `127.0.0.1:${port}`, connection: expect.any(String) }])
})
