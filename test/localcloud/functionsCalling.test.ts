import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** Functions that call functions through the SDK. */

let folder: string
let cloud: TestCloud

const define = (name: string, main: string) => {
  mkdirSync(join(folder, name))
  writeFileSync(
    join(folder, name, 'index.js'),
    `const tcb = require('@cloudbase/node-sdk')
     const app = tcb.init({ env: 'localcloud', keepalive: true, timeout: 60_000 })
     exports.main = ${main}`,
  )
}
/** Calls the first of `chain` and gives it the rest; the last answers who it thinks has called. */
const CHAIN = `async ({ chain }) => {
  if (chain.length === 0) return app.auth().getUserInfo().openId || 'nobody'
  const { result } = await app.callFunction({ name: chain[0], data: { chain: chain.slice(1) } })
  return result
}`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'calling-'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  define('one', CHAIN)
  define('two', CHAIN)
  define('endless', `async () => (await app.callFunction({ name: 'endless' })).result`)
  cloud = await startTestCloud({
    indexes: {},
    functions: {
      folder,
      runner: built('node/functionRunner.cjs'),
      environment: () => ({}),
      limits: { timeLimitMs: 60_000 },
    },
    log: () => {},
  })
})
afterAll(async () => {
  await cloud.remove()
  rmSync(folder, { recursive: true })
})

test('a function that calls itself several times over does not wait for itself', async () => {
  expect(await cloud.callFunction('one', { chain: ['one', 'one', 'one', 'one'] })).toBe('nobody')
})

test('many rings at once wait for nobody whom they hold up', async () => {
  const rings = ['one', 'two'].flatMap((name) =>
    Array.from({ length: 3 }, () => cloud.callFunction(name, { chain: ['two', 'one', 'two'] })),
  )
  expect(await Promise.all(rings)).toEqual(Array(6).fill('nobody'))
})

test('an identity is not passed on to the function that is called', async () => {
  expect(await cloud.callFunction('one', { chain: [] }, { openId: 'person-1' })).toBe('person-1')
  expect(await cloud.callFunction('one', { chain: ['two'] }, { openId: 'person-1' })).toBe('nobody')
  expect(cloud.recentCalls()[0]).toMatchObject({ function: 'two', caller: 'function', depth: 1 })
})

test('a function that calls itself without end is told so, and ends', async () => {
  await expect(cloud.callFunction('endless', {})).rejects.toMatchObject({
    code: 'FUNCTION_INVOCATION_FAILED',
  })
  const depths = cloud.recentCalls().filter(({ function: name }) => name === 'endless')
  expect(depths[0]).toMatchObject({ depth: 9, outcome: 'FUNCTION_EXCEED_RESOURCE_LIMIT' })
  expect(depths).toHaveLength(10)
})

test('who holds the environment’s credentials, and no function, may call one; a made-up key may not', async () => {
  const credentials = process.env.TENCENTCLOUD_SECRETID ?? ''
  const ask = async (secretId: string) => {
    const authorization = `TC3-HMAC-SHA256 Credential=${secretId}/2026-11-24/tcb/tc3_request, Signature=0`
    const body = JSON.stringify({
      action: 'functions.invokeFunction',
      function_name: 'one',
      request_data: '{"chain":[]}',
    })
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${cloud.url}/admin`, { method: 'POST', headers, body })
    return ((await answer.json()) as { code?: string }).code ?? 'answered'
  }
  expect(await ask(credentials)).toBe('answered')
  expect(cloud.recentCalls()[0]).toMatchObject({ caller: 'server' })
  expect(await ask(`${credentials}0123456789abcdef`)).toBe('SIGN_PARAM_INVALID')
  expect(await ask('')).toBe('SIGN_PARAM_INVALID')
})
