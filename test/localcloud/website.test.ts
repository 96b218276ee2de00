import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** The static website beside the API. */

let folder: string
let cloud: TestCloud

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'website-'))
  writeFileSync(join(folder, 'index.html'), '<title>the app</title>')
  writeFileSync(join(folder, 'app.0123abcd.js'), 'let plain')
  writeFileSync(join(folder, 'app.0123abcd.js.gz'), gzipSync('let plain'))
  cloud = await startTestCloud({
    indexes: {},
    appFolder: folder,
    appHeaders: { 'referrer-policy': 'same-origin' },
  })
})
afterAll(async () => {
  await cloud.remove()
  rmSync(folder, { recursive: true })
})

/** As it goes over the wire: fetch would unpack, and mend the path. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const { port } = new URL(cloud.url)
      request({ host: '127.0.0.1', port, path, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
        )
      })
        .on('error', reject)
        .end()
    },
  )
}
const person = { accept: 'text/html' }

test('a file whose name holds its digest is kept for a year, the page itself is asked for anew', async () => {
  expect((await get('/app.0123abcd.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/')).headers['cache-control']).toBe('no-cache')
})

test('a compressed sibling is sent to who takes it, and only to them', async () => {
  const packed = await get('/app.0123abcd.js', { 'accept-encoding': 'gzip' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.body).toString()).toBe('let plain')
  expect((await get('/app.0123abcd.js')).body.toString()).toBe('let plain')
})

test('an address that is no file gets a person the app, and a script a 404', async () => {
  for (const path of ['/c/CODE', '/c/CODE.html', '/nothing'])
    expect((await get(path, person)).body.toString()).toContain('the app')
  expect((await get('/missing.js')).status).toBe(404)
})

test('what lies below the console’s address is the console’s, never the app', async () => {
  const token = new URL(cloud.consoleUrl).searchParams.get('token')
  const cookie = `localcloud_${new URL(cloud.url).port}=${token}`
  const missing = await get('/console/nothing', { ...person, cookie })
  expect([missing.status, missing.body.toString()]).toEqual([404, expect.stringContaining('没有这一页')])
  expect((await get('/console/nothing', person)).status).toBe(403)
})

test('every file carries the headers it was started with', async () => {
  for (const path of ['/', '/c/CODE', '/app.0123abcd.js'])
    expect((await get(path, person)).headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
})

test.each(['/../package.json', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd'])(
  'no path leaves the folder: %s',
  async (path) => {
    const { body } = await get(path, person)
    expect(body.toString()).not.toMatch(/root:|"name"/)
  },
)
