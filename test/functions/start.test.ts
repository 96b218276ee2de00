import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCreditCode } from '../../src/domain/creditCode'
import { built } from '../support/built'
import { endPrograms, runProgram } from '../support/program'

/** `npm start` as a person meets it, from its built program: what it prints, and what it says when it cannot. */

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'city-'))
})
afterEach(async () => {
  await endPrograms()
  rmSync(folder, { recursive: true, force: true })
})

const start = (...args: string[]) => runProgram('start', ...args)

const small = (data: string) => ['--city', 'small', '--data', data, '--port', '0']

test('makes a city, prints the address, a plaque to scan and the identities; the plaque can be read; Ctrl-C stops it', async () => {
  const data = join(folder, 'city')
  const first = start(...small(data))
  await first.saying('Ctrl-C stops it.')
  const url = /runs at (http:\S+)/.exec(first.output())?.[1]
  const code = /link {4}\S+\/c\/(\S+)/.exec(first.output())?.[1]
  expect(first.output()).toMatch(/number {2}\d{3} \d{3} \d{3}/)
  const identities = (await (await fetch(`${url}/identities`)).json()) as { name: string }[]
  expect(identities.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['citizen', 'owner', 'clerk', 'lead', 'auditor']),
  )
  const meOf = async (name: string) => {
    const headers = { 'x-localcloud-identity': name }
    const body = JSON.stringify({ action: 'me.read', input: {} })
    const answer = await fetch(`${url}/api/people`, { method: 'POST', headers, body })
    return ((await answer.json()) as { value: { name: string | null; hasPin: boolean; grants: object[] } })
      .value
  }
  for (const { name } of identities) {
    const me = await meOf(name)
    expect(first.output()).toMatch(new RegExp(`^  ${name} +${me.name ?? ''}`, 'm'))
    expect(me.grants).toHaveLength(me.name === null ? 0 : 1)
    expect(me.hasPin).toBe(me.name !== null)
  }
  const body = JSON.stringify({ action: 'report.read', input: { code } })
  const answer = (await (await fetch(`${url}/api/credit`, { method: 'POST', body })).json()) as {
    value: { outcome: string }
  }
  expect(answer.value.outcome).toBe('report')
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)

  const second = start(...small(data))
  await second.saying('Ctrl-C stops it.')
  expect(second.output()).not.toContain('Making a fictional city')
  expect(second.output()).toMatch(/the PIN of all is \d{6}/)
  expect(second.output()).toContain(code)
})

test('a trial city shows a plaque of a real registry’s entity, whose state nobody has told', async () => {
  const file = join(folder, 'extract.csv')
  const code = makeCreditCode('91231102', 'MA000001')
  const header =
    '企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址'
  writeFileSync(
    file,
    `${header}\n黑河市试点粮油有限公司,${code},2015-01-02,N/A,N/A,N/A,N/A,黑龙江,黑河,爱辉区\n`,
  )
  const data = join(folder, 'trial')
  const command = [built('node/city.cjs'), 'import-registry', file, '--data', data, '--trial-plaques', '1']
  await promisify(execFile)(process.execPath, command)
  const trial = start('--data', data, '--port', '0')
  await trial.saying('Ctrl-C stops it.')
  expect(trial.output()).toContain('A plaque to scan, of 黑河市试点粮油有限公司')
  expect(trial.output()).not.toContain('Identities to try')
  const url = /runs at (http:\S+)/.exec(trial.output())?.[1]
  expect((await fetch(`${url}/identities`)).status).toBe(404)
  const answer = await fetch(`${url}/api/people`, {
    method: 'POST',
    headers: { 'x-localcloud-identity': 'cityOfficer' },
    body: JSON.stringify({ action: 'me.read', input: {} }),
  })
  expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'SIGN_IN_NEEDED' } })
})

test.each(['SIGINT', 'SIGKILL'] as const)(
  '%s at any moment of the seeding leaves no half city, and the next start makes it whole',
  async (signal) => {
    const data = join(folder, 'city')
    for (const share of ['0 %', '50 %']) {
      const interrupted = start('--data', data, '--port', '0')
      await interrupted.saying(share)
      interrupted.child.kill(signal)
      expect(await interrupted.ended).toBe(signal === 'SIGINT' ? 130 : null)
      if (signal === 'SIGINT') expect(interrupted.output()).toContain('nothing of it is kept')
      expect(existsSync(join(data, 'city.json'))).toBe(false)
    }
    const whole = start(...small(data))
    await whole.saying('Ctrl-C stops it.')
    expect(readdirSync(data).filter((name) => name.includes('part'))).toEqual([])
  },
)

describe('what cannot be is said in one sentence with the way out', () => {
  const refused = async (args: string[], sentence: RegExp) => {
    const { ended, output } = start(...args)
    expect(await ended).toBe(1)
    expect(output().trim()).toMatch(sentence)
    expect(output().trim().split('\n')).toHaveLength(1)
    expect(output()).not.toMatch(/\n\s+at /)
  }

  test('a port in use', async () => {
    const first = start(...small(join(folder, 'city')))
    await first.saying('Ctrl-C stops it.')
    first.child.kill('SIGINT')
    await first.ended
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    await refused(['--data', join(folder, 'city'), '--port', String(port)], /^Port \d+ is in use\. .*--port/)
    server.close()
  })

  test('a folder that another process has open', async () => {
    const data = join(folder, 'city')
    await start(...small(data)).saying('Ctrl-C stops it.')
    await refused(small(data), /open in another process/)
  })

  test('a folder with other things in it, and they stay', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'mine')
    await refused(small(folder), /holds other files.*--data/)
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('mine')
  })

  test('a file instead of a folder', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'mine')
    await refused(small(join(folder, 'letter.txt')), /is a file.*--data/)
    await refused(small(join(folder, 'letter.txt', 'city')), /cannot be a folder.*--data/)
  })

  test('a folder that cannot be written', async () => {
    await refused(small('/sys/city'), /cannot be (written to|a folder).*--data/)
  })

  test.each([
    [
      'of a newer version',
      JSON.stringify({
        product: 'mashang-chengxin',
        version: 99,
        mode: 'demo',
        createdAt: 0,
        plaqueKeys: 'a:b',
      }),
      /newer version/,
    ],
    [
      'of an older version',
      JSON.stringify({
        product: 'mashang-chengxin',
        version: 1,
        mode: 'demo',
        createdAt: 0,
        plaqueKeys: 'a:b',
      }),
      /older version.*make the city anew/,
    ],
    ['of another program', '{"product":"another"}', /not a city of this program/],
    ['that is cut off', '{"product":"mashang', /not a city of this program/],
    [
      'whose database is gone',
      JSON.stringify({
        product: 'mashang-chengxin',
        version: 3,
        mode: 'demo',
        createdAt: 0,
        plaqueKeys: 'a:b',
      }),
      /database .* is missing/,
    ],
  ])('a folder with a manifest %s', async (_what, manifest, sentence) => {
    writeFileSync(join(folder, 'city.json'), manifest)
    await refused(small(folder), sentence)
    expect(readFileSync(join(folder, 'city.json'), 'utf8')).toBe(manifest)
  })

  test('a database that is damaged', async () => {
    const manifest = {
      product: 'mashang-chengxin',
      version: 3,
      mode: 'demo',
      createdAt: 0,
      plaqueKeys: 'a:b',
    }
    mkdirSync(join(folder, 'city'))
    writeFileSync(join(folder, 'city', 'city.json'), JSON.stringify(manifest))
    writeFileSync(join(folder, 'city', 'city.db'), 'no database '.repeat(500))
    await refused(small(join(folder, 'city')), /damaged.*backup/)
  })

  test.each([
    ['an unknown option', ['--colour', 'red']],
    ['a city that does not exist', ['--city', 'huge']],
    ['a port that is no number', ['--port', 'http']],
    ['a port that is too large', ['--port', '70000']],
  ])('%s', async (_what, args) => {
    await refused(args, /Usage: npm start/)
  })
})
