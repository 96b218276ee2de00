import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDataFolder } from '../../src/cli/dataFolder'
import { callOverHttp, refusal } from '../support/callPeople'
import { endPrograms, runProgram } from '../support/program'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'

/** A served city: it has keys or does not start, and nobody picks who they are. */

const NAMES = ['PERSONAL_DATA_KEYS', 'IDENTITY_KEY', 'AUDIT_KEYS'] as const

let folder: string
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'live-')), 'city')
  const manifest = { mode: 'live' as const, createdAt: 0, plaqueKeys: `p:${'ab'.repeat(32)}` }
  expect(await createDataFolder(folder, manifest, async () => true)).toMatchObject({ ok: true })
})
afterEach(async () => {
  await endPrograms()
  rmSync(folder, { recursive: true })
  for (const name of NAMES) delete process.env[name]
})

const start = () => runProgram('start', '--data', folder, '--port', '0')

test.each(NAMES)('without %s it does not start, and says which one is missing', async (missing) => {
  Object.assign(process.env, SAMPLE_KEYS)
  delete process.env[missing]
  const { ended, output } = start()
  expect(await ended).toBe(1)
  expect(output().trim()).toMatch(new RegExp(`^${missing} is not set\\..*docs/personal-data\\.md\\.$`))
  for (const keys of Object.values(SAMPLE_KEYS)) expect(output()).not.toContain(keys.slice(-32))
})

test('with its keys it starts, has no list of identities, and takes nobody’s word for who they are', async () => {
  Object.assign(process.env, SAMPLE_KEYS)
  const city = start()
  await city.saying('Ctrl-C stops it.')
  const url = /runs at (http:\S+)/.exec(city.output())?.[1] as string
  expect(city.output()).toContain('a served city')
  expect((await fetch(`${url}/identities`)).status).toBe(404)
  for (const identity of ['cityOfficer', 'citizen', '江望北'])
    expect(
      await callOverHttp(
        { url } as never,
        'me.read',
        {},
        {
          'x-localcloud-identity': encodeURIComponent(identity),
        },
      ),
    ).toEqual(refusal('SIGN_IN_NEEDED'))
})

test.each(NAMES)(
  'a function that works with people does not start without %s, and its log says why',
  async (missing) => {
    const logged: string[] = []
    const cloud = await startSampleCloud({ CITY_MODE: 'live', [missing]: '' }, (line) => logged.push(line))
    await expect(cloud.callFunction('people', { action: 'me.read', input: {} })).rejects.toThrow()
    expect(logged.join('\n')).toContain(`${missing} is not set`)
    await cloud.remove()
  },
)
