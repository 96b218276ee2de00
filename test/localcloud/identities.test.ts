import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** Who calls a function is said by localcloud. */

const IDENTITIES = {
  citizen: { openId: 'open-citizen', label: '市民' },
  merchant: { openId: 'open-merchant', unionId: 'union-1' },
}

let folder: string
const clouds: TestCloud[] = []

const start = async (identities?: typeof IDENTITIES) => {
  const functions = { folder, runner: built('node/functionRunner.cjs'), environment: () => ({}) }
  const cloud = await startTestCloud({ indexes: {}, functions, identities, log: () => {} })
  clouds.push(cloud)
  return cloud
}
/** The facts about the caller that a function finds in its context, when it is called over HTTP. */
const seenOverHttp = async (cloud: TestCloud, headers: Record<string, string>) => {
  const answer = await fetch(`${cloud.url}/api/who`, { method: 'POST', headers, body: '{"openId":"forged"}' })
  return answer.status === 200 ? ((await answer.json()) as Record<string, string>) : { status: answer.status }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'identities-'))
  mkdirSync(join(folder, 'who'))
  writeFileSync(
    join(folder, 'who', 'index.js'),
    `exports.main = (event, { environ }) => Object.fromEntries(environ.split(';').map((fact) => fact.split('=')))`,
  )
})
afterAll(async () => {
  for (const cloud of clouds) await cloud.remove()
  rmSync(folder, { recursive: true })
})

test('WeChat’s identity comes in the context by CloudBase’s names', async () => {
  const cloud = await start()
  const caller = { openId: 'open-1', appId: 'wx1234567890abcdef', unionId: 'union-1' }
  expect(await cloud.callFunction('who', {}, caller)).toEqual({
    TCB_ENV: 'localcloud',
    TCB_SOURCE: 'wx_client',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    WX_OPENID: 'open-1',
    WX_APPID: 'wx1234567890abcdef',
    WX_UNIONID: 'union-1',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID',
  })
})

test('a caller over HTTP is anonymous, whatever headers and body say: a served installation', async () => {
  const cloud = await start()
  const forgeries: Record<string, string>[] = [
    {},
    { 'x-localcloud-identity': 'citizen' },
    { 'x-localcloud-identity': 'nobody' },
    { 'x-wx-openid': 'forged', wx_openid: 'forged' },
  ]
  for (const headers of forgeries) {
    const seen = await seenOverHttp(cloud, headers)
    expect(seen).toEqual({
      TCB_ENV: 'localcloud',
      TCB_SOURCE: 'wx_http',
      TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    })
  }
})

test('where there are identities to try, a caller over HTTP may be one of them, and none that is not there', async () => {
  const cloud = await start(IDENTITIES)
  const as = (name: string) => seenOverHttp(cloud, { 'x-localcloud-identity': name })
  expect(await as('citizen')).toMatchObject({ WX_OPENID: 'open-citizen', TCB_SOURCE: 'wx_http' })
  expect(await as('merchant')).toMatchObject({ WX_OPENID: 'open-merchant', WX_UNIONID: 'union-1' })
  expect(await seenOverHttp(cloud, {})).not.toHaveProperty('WX_OPENID')
  for (const name of ['mayor', 'constructor', '__proto__', 'citizen, merchant']) {
    expect(await as(name)).toEqual({ status: 400 })
  }
})

test('the list of identities is there only with them, and tells names, not the identities themselves', async () => {
  const listed = await fetch(`${(await start(IDENTITIES)).url}/identities`)
  expect(await listed.json()).toEqual([
    { name: 'citizen', label: '市民' },
    { name: 'merchant', label: 'merchant' },
  ])
  expect((await fetch(`${(await start()).url}/identities`)).status).toBe(404)
})

test('the address of a caller over HTTP is what the gateway saw, whatever the caller says', async () => {
  mkdirSync(join(folder, 'where'))
  writeFileSync(join(folder, 'where', 'index.js'), `exports.main = ({ headers }) => headers`)
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const answer = await fetch(`${(await start()).url}/api/where`, { headers })
  expect(await answer.json()).toMatchObject({ 'x-forwarded-for': '127.0.0.1' })
})

test('an identity that would read as a second fact is not let in', async () => {
  const cloud = await start()
  await expect(cloud.callFunction('who', {}, { openId: 'one;WX_OPENID=two' })).rejects.toThrow('semicolon')
})
