import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import type { Person } from '../../src/domain/people'
import { callAs, callOverHttp, codeOf, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { UNCLAIMED_SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_PIN, samplePersonId } from '../support/samplePeople'

/** Values that can be told from everything else go in by every form; then everything that was written is looked through. */

const NAME = '甄保密'
const PHONE = '13912345678'
const PIN = '829417'
const IDENTITY_NUMBER = '230110198801017737'

let cloud: TestCloud
const logged: string[] = []
beforeAll(async () => {
  cloud = await startSampleCloud({}, (line) => logged.push(line))
})
afterAll(() => cloud.remove())

const claimant = { name: NAME, phone: PHONE, consentVersion: CONSENT_TEXT.version }
const makeCode = async () =>
  successOf(await callAs(cloud, 'clerk', 'claimCode.make', { creditCode: UNCLAIMED_SHOP._id })).code

/** What the city's folder holds: the database with everything that is not in it yet, and the files. */
const writtenBytes = () => {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? files(path) : [path]
    })
  return Buffer.concat(files(cloud.folder).map((path) => readFileSync(path)))
}

test('no name, phone, PIN, code or token that was typed or handed out lies readable anywhere', async () => {
  const answers: unknown[] = []
  const keep = <T>(answer: T): T => {
    answers.push(answer)
    return answer
  }

  // What goes well: a claim by code, an invitation, a PIN, a log-in, one's own data, a look with a reason.
  const [code, second] = [await makeCode(), await makeCode()]
  keep(await callAs(cloud, 'newcomer', 'claimCode.redeem', { code, ...claimant }))
  const invitation = {
    role: 'merchantManager',
    post: null,
    isHandOver: false,
    unit: null,
    department: null,
  } as const
  const { token } = successOf(
    await callAs(cloud, 'newcomer', 'invitation.make', { ...invitation, creditCode: UNCLAIMED_SHOP._id }),
  )
  keep(await callAs(cloud, 'citizen', 'invitation.accept', { token, name: NAME, consentVersion: null }))
  keep(await callAs(cloud, 'newcomer', 'pin.set', { pin: PIN, currentPin: null }))
  const login = successOf(await callOverHttp(cloud, 'login.begin', {}))
  keep(await callAs(cloud, 'newcomer', 'login.approve', { loginId: login.loginId, pin: PIN }))
  await callAs(cloud, 'newcomer', 'login.scan', { loginId: login.loginId })
  keep(await callAs(cloud, 'newcomer', 'login.approve', { loginId: login.loginId, pin: PIN }))
  const collected = successOf(
    await callOverHttp(cloud, 'login.collect', { loginId: login.loginId, secret: login.secret }),
  )
  const session = collected.state === 'approved' ? collected.token : ''
  expect(session).toMatch(/^[0-9a-z]{26}$/)
  const person = samplePersonId('newcomer')
  const look = { kind: 'person', id: person, field: 'phone', reason: '电话通知取牌' } as const
  expect(successOf(await callAs(cloud, 'clerk', 'value.reveal', look))).toEqual({ value: PHONE })
  expect(successOf(await callAs(cloud, 'newcomer', 'me.export', {})).text).toContain(PHONE)

  // What is refused: numbers where none is needed, wrong forms, values in the wrong field.
  for (const reason of [`打 ${PHONE} 核对`, `身份证 ${IDENTITY_NUMBER}`])
    keep(await callAs(cloud, 'clerk', 'value.reveal', { ...look, reason }))
  keep(await callAs(cloud, 'otherOwner', 'claimCode.redeem', { code: second, ...claimant, phone: NAME }))
  keep(await callAs(cloud, 'otherOwner', 'claimCode.redeem', { code: PHONE, ...claimant, name: PHONE }))
  keep(
    await callAs(cloud, 'citizen', 'claim.submit', {
      creditCode: `${NAME}${PHONE}`,
      uploadId: null,
      ...claimant,
    }),
  )
  keep(await callAs(cloud, 'newcomer', 'pin.set', { pin: PHONE, currentPin: IDENTITY_NUMBER }))
  keep(await callAs(cloud, 'newcomer', 'login.scan', { loginId: `${NAME}${PHONE}` }))
  keep(await callAs(cloud, 'newcomer', 'me.read', { [NAME]: PHONE } as never))
  keep(
    await callOverHttp(
      cloud,
      'me.read',
      {},
      { authorization: `Bearer ${PHONE}`, 'user-agent': encodeURIComponent(NAME) },
    ),
  )

  // What breaks: a sealed value that was tampered with.
  const [kept] = documentsOf<Person>(cloud.store, 'people', { _id: person })
  overwrite(cloud.store, 'people', person, { name: `${kept?.name?.slice(0, -8)}AAAAAAAA` })
  expect(codeOf(keep(await callAs(cloud, 'newcomer', 'me.read', {})))).toBe('SERVER_FAULT')
  expect(logged.join('\n')).toContain('me.read')

  const secrets = [NAME, PHONE, PIN, SAMPLE_PIN, IDENTITY_NUMBER, code, second, token, session, login.secret]
  const places = {
    'the database and the files': writtenBytes(),
    'the log': Buffer.from(logged.join('\n')),
    'answers and errors': Buffer.from(JSON.stringify(answers)),
  }
  expect(places['the database and the files'].length).toBeGreaterThan(100_000)
  const found = Object.entries(places).flatMap(([place, bytes]) =>
    secrets.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${place}`),
  )
  expect(found).toEqual([])
})
