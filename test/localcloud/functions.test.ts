import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** Functions that have nothing to do with the product: what the host promises to any of them. */

let folder: string
let cloud: TestCloud

const define = (name: string, source: string) => {
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'index.js'), source)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'))
  define('echo', 'exports.main = async (event, context) => ({ event, context })')
  define('variables', 'exports.main = () => process.env')
  define('thrower', 'exports.main = () => { throw new Error("on purpose") }')
  define('hanger', 'exports.main = () => new Promise(() => setInterval(() => {}, 1000))')
  define('quitter', 'exports.main = () => process.exit(3)')
  define('process', 'exports.main = () => process.pid')
  define(
    'page',
    `exports.main = (event) => ({ statusCode: 201, headers: { 'x-method': event.httpMethod }, body: event.body })`,
  )
  define('silent', 'exports.main = () => undefined')
  cloud = await startTestCloud({
    indexes: {},
    functions: {
      folder,
      runner: built('node/functionRunner.cjs'),
      environment: () => ({ SETTING: 'mine' }),
      timeLimitMs: 1500,
    },
  })
})
afterAll(async () => {
  await cloud.remove()
  rmSync(folder, { recursive: true })
})

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (fault: { code: string }) => fault.code,
  )

test('a function gets the event, and the caller’s identity in its context only from the platform', async () => {
  const forged = { a: [1, '店'], userInfo: { openId: 'forged' } }
  const { event, context } = (await cloud.callFunction('echo', forged, { openId: 'person-1' })) as {
    event: unknown
    context: { environ: string }
  }
  expect(event).toEqual(forged)
  expect(context.environ).toContain('WX_OPENID=person-1')
  const anonymous = (await cloud.callFunction('echo', forged)) as { context: { environ: string } }
  expect(anonymous.context.environ).not.toContain('WX_OPENID')
})

test('a function sees CloudBase’s environment and its own settings, and nothing of this machine', async () => {
  const variables = (await cloud.callFunction('variables', {})) as Record<string, string>
  expect(variables).toMatchObject({ SETTING: 'mine', TENCENTCLOUD_RUNENV: 'SCF' })
  expect(variables).not.toHaveProperty('HOME')
})

test('a function that throws, hangs or exits hurts nobody else, and answers again on the next call', async () => {
  const before = await cloud.callFunction('process', {})
  expect(await codeOf(cloud.callFunction('thrower', {}))).toBe('FUNCTION_INVOCATION_FAILED')
  expect(await codeOf(cloud.callFunction('hanger', {}))).toBe('FUNCTION_TIME_LIMIT_EXCEEDED')
  expect(await codeOf(cloud.callFunction('quitter', {}))).toBe('FUNCTION_INVOCATION_FAILED')
  expect(await codeOf(cloud.callFunction('quitter', {}))).toBe('FUNCTION_INVOCATION_FAILED')
  expect(await cloud.callFunction('process', {})).toBe(before)
})

test('more calls at once than processes wait their turn and are all answered', async () => {
  const processes = await Promise.all(Array.from({ length: 30 }, () => cloud.callFunction('process', {})))
  expect(processes).toHaveLength(30)
  expect(new Set(processes).size).toBeLessThanOrEqual(2)
})

test('a function may return nothing', async () => {
  expect(await cloud.callFunction('silent', {})).toBeUndefined()
})

test('HTTP access hands over method and body as they came, and answers as the function says', async () => {
  const answer = await fetch(`${cloud.url}/api/page`, { method: 'PUT', body: '{"not parsed' })
  expect([answer.status, answer.headers.get('x-method'), await answer.text()]).toEqual([
    201,
    'PUT',
    '{"not parsed',
  ])
})

test.each(['missing', '../echo', 'a/b', ''])('a name that is no function (%j) is refused', async (name) => {
  expect(await codeOf(cloud.callFunction(name, {}))).toBe('FUNCTION_NOT_FOUND')
})
