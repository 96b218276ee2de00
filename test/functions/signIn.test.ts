import type { AuditLine } from '../../src/domain/auditLine'
import {
  LOGIN_COLLECT_MS,
  LOGIN_MS,
  type Person,
  PIN_FAILURES,
  PIN_LOCK_MS,
  SESSION_IDLE_MS,
  SESSION_MS,
  type Session,
} from '../../src/domain/people'
import { callAs, callOverHttp, codeOf, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_PIN, type SampleName, sampleGrantId, samplePersonId } from '../support/samplePeople'

/** Coming in on a desktop with the phone, and the PIN that it takes, on the built function. */

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36'
const FOREIGN_ID = '0123456789abcdefghjkmnpqrs'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

const begin = async () => successOf(await callOverHttp(cloud, 'login.begin', {}, { 'user-agent': CHROME }))
const scan = (who: SampleName, loginId: string) => callAs(cloud, who, 'login.scan', { loginId })
const approve = (who: SampleName, loginId: string, pin = SAMPLE_PIN) =>
  callAs(cloud, who, 'login.approve', { loginId, pin })
const collect = (login: { loginId: string; secret: string }) =>
  callOverHttp(cloud, 'login.collect', { loginId: login.loginId, secret: login.secret })
const setPin = (who: SampleName, pin: string, currentPin: string | null) =>
  callAs(cloud, who, 'pin.set', { pin, currentPin })

/** A desktop that somebody has let in: its token. */
const signIn = async (who: SampleName) => {
  const login = await begin()
  successOf(await scan(who, login.loginId))
  successOf(await approve(who, login.loginId))
  const collected = successOf(await collect(login))
  if (collected.state !== 'approved') throw new Error(collected.state)
  return collected.token
}
/** Whether a desktop is let in: what is asked is of no interest. */
const isIn = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const code = codeOf(await callOverHttp(cloud, 'session.end', { sessionId: FOREIGN_ID }, headers))
  expect(['SESSION_UNKNOWN', 'SIGN_IN_NEEDED']).toContain(code)
  return code === 'SESSION_UNKNOWN'
}
const sessionsOf = (who: SampleName) =>
  documentsOf<Session>(cloud.store, 'sessions', { personId: samplePersonId(who) })
const personOf = (who: SampleName) => {
  const [person] = documentsOf<Person>(cloud.store, 'people', { _id: samplePersonId(who) })
  if (!person) throw new Error(`${who} has no document`)
  return person
}
const linesAbout = (subject: string) => documentsOf<AuditLine>(cloud.store, 'auditLines', { subject })

describe('a desktop is let in', () => {
  test('by a phone that scans, sees where from and as whom, and types the PIN; the desktop gets its session once', async () => {
    const login = await begin()
    expect(await collect(login)).toEqual({ ok: true, value: { state: 'waiting' } })
    const seen = successOf(await scan('clerk', login.loginId))
    expect(seen).toMatchObject({
      device: 'Windows 电脑 · Chrome 浏览器',
      maskedAddress: '127.0.*.*',
      checkNumber: login.checkNumber,
      hasPin: true,
      name: '乔望舒',
      grants: [{ role: 'unitClerk', unit: 'aihui', placeName: '爱辉区' }],
    })
    expect(await collect(login)).toEqual({ ok: true, value: { state: 'scanned', maskedName: '乔**' } })
    expect(await approve('clerk', login.loginId)).toEqual({ ok: true, value: { outcome: 'approved' } })
    const collected = successOf(await collect(login))
    expect(collected).toMatchObject({ state: 'approved' })
    expect(codeOf(await collect(login))).toBe('LOGIN_USED')
    if (collected.state === 'approved') expect(await isIn(collected.token)).toBe(true)
  })

  test('only for a while after the phone has approved', async () => {
    const login = await begin()
    successOf(await scan('clerk', login.loginId))
    successOf(await approve('clerk', login.loginId))
    overwrite(cloud.store, 'logins', login.loginId, { expiresAt: Date.now() - 1 })
    expect(await collect(login)).toEqual({ ok: true, value: { state: 'expired' } })
    expect(LOGIN_COLLECT_MS).toBeLessThan(LOGIN_MS)
  })

  test('not when the person refuses, and the QR is of no more use', async () => {
    const login = await begin()
    successOf(await scan('clerk', login.loginId))
    successOf(await callAs(cloud, 'clerk', 'login.refuse', { loginId: login.loginId }))
    expect(await collect(login)).toEqual({ ok: true, value: { state: 'refused' } })
    expect(codeOf(await approve('clerk', login.loginId))).toBe('LOGIN_USED')
    expect(codeOf(await scan('clerk', login.loginId))).toBe('LOGIN_USED')
  })

  test('not by who saw the QR but does not hold the desktop’s secret, before and after the approval', async () => {
    const login = await begin()
    const thief = { loginId: login.loginId, secret: (await begin()).secret }
    expect(codeOf(await collect(thief))).toBe('LOGIN_UNKNOWN')
    successOf(await scan('clerk', login.loginId))
    successOf(await approve('clerk', login.loginId))
    expect(codeOf(await collect(thief))).toBe('LOGIN_UNKNOWN')
    expect(codeOf(await collect({ ...login, secret: '' }))).toBe('LOGIN_UNKNOWN')
    expect(successOf(await collect(login)).state).toBe('approved')
  })

  test('not by a second person who scans the same QR, who cannot take it from the first', async () => {
    const login = await begin()
    successOf(await scan('clerk', login.loginId))
    expect(codeOf(await scan('lead', login.loginId))).toBe('LOGIN_USED')
    expect(codeOf(await approve('lead', login.loginId))).toBe('LOGIN_USED')
    expect(codeOf(await callAs(cloud, 'lead', 'login.refuse', { loginId: login.loginId }))).toBe('LOGIN_USED')
    successOf(await scan('clerk', login.loginId))
    successOf(await approve('clerk', login.loginId))
  })

  test('by one of two people who scan at the same moment', async () => {
    const login = await begin()
    const answers = await Promise.all([scan('clerk', login.loginId), scan('lead', login.loginId)])
    expect(answers.map(codeOf).sort()).toEqual(['LOGIN_USED', undefined])
  })

  test('once, by two approvals at the same moment', async () => {
    const login = await begin()
    successOf(await scan('secondClerk', login.loginId))
    const answers = await Promise.all([
      approve('secondClerk', login.loginId),
      approve('secondClerk', login.loginId),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['LOGIN_USED', undefined])
    const collected = await Promise.all([collect(login), collect(login), collect(login)])
    expect(collected.map(codeOf).sort()).toEqual(['LOGIN_USED', 'LOGIN_USED', undefined])
    expect(sessionsOf('secondClerk')).toHaveLength(1)
  })

  test('not late: a QR two minutes old is neither scanned nor approved', async () => {
    const [unscanned, scanned] = [await begin(), await begin()]
    successOf(await scan('clerk', scanned.loginId))
    for (const { loginId } of [unscanned, scanned])
      overwrite(cloud.store, 'logins', loginId, { expiresAt: Date.now() - 1 })
    expect(unscanned.expiresAt - Date.now()).toBeLessThanOrEqual(LOGIN_MS)
    expect(codeOf(await scan('clerk', unscanned.loginId))).toBe('LOGIN_EXPIRED')
    expect(codeOf(await approve('clerk', scanned.loginId))).toBe('LOGIN_EXPIRED')
    expect(await collect(scanned)).toEqual({ ok: true, value: { state: 'expired' } })
  })

  test('not without a look at where it comes from: what was not scanned is not approved', async () => {
    const login = await begin()
    expect(codeOf(await approve('clerk', login.loginId))).toBe('LOGIN_UNKNOWN')
  })

  test.each([
    ['of an invented QR', FOREIGN_ID],
    ['of a text', 'no id at all'],
    ['of nothing', ''],
  ])('not %s', async (_what, loginId) => {
    expect(codeOf(await scan('clerk', loginId))).toBe('LOGIN_UNKNOWN')
    expect(codeOf(await approve('clerk', loginId))).toBe('LOGIN_UNKNOWN')
  })

  test('not for a citizen, who has no role to come in with; the QR stays good for who has', async () => {
    const login = await begin()
    expect(codeOf(await scan('citizen', login.loginId))).toBe('LOGIN_NO_ROLE')
    successOf(await scan('clerk', login.loginId))
  })

  test('not by another desktop', async () => {
    const headers = { authorization: `Bearer ${await signIn('clerk')}` }
    const { loginId } = await begin()
    expect(codeOf(await callOverHttp(cloud, 'login.scan', { loginId }, headers))).toBe('WECHAT_NEEDED')
    expect(codeOf(await callOverHttp(cloud, 'login.approve', { loginId, pin: SAMPLE_PIN }, headers))).toBe(
      'WECHAT_NEEDED',
    )
    const change = { pin: '719204', currentPin: SAMPLE_PIN }
    expect(codeOf(await callOverHttp(cloud, 'pin.set', change, headers))).toBe('WECHAT_NEEDED')
  })

  test('not when the role has ended between the approval and the desktop’s next question', async () => {
    const login = await begin()
    successOf(await scan('otherClerk', login.loginId))
    successOf(await approve('otherClerk', login.loginId))
    overwrite(cloud.store, 'grants', sampleGrantId('otherClerk'), { endedAt: Date.now() })
    expect(codeOf(await collect(login))).toBe('LOGIN_NO_ROLE')
    expect(sessionsOf('otherClerk')).toEqual([])
    overwrite(cloud.store, 'grants', sampleGrantId('otherClerk'), { endedAt: null })
  })
})

describe('the PIN', () => {
  test('wrong four times says how often one may still try, and a right one begins the count anew', async () => {
    const login = await begin()
    successOf(await scan('lead', login.loginId))
    for (const attemptsLeft of [4, 3, 2, 1])
      expect(await approve('lead', login.loginId, '000000')).toEqual({
        ok: true,
        value: { outcome: 'wrongPin', attemptsLeft },
      })
    expect(successOf(await approve('lead', login.loginId)).outcome).toBe('approved')
    expect(personOf('lead').pin).toMatchObject({ failures: 0, lockedUntil: null })
  })

  test('wrong five times is locked for a quarter of an hour, for the right one too, and then opens again', async () => {
    const login = await begin()
    successOf(await scan('auditor', login.loginId))
    const before = Date.now()
    const outcomes = []
    for (let attempt = 0; attempt < PIN_FAILURES; attempt++)
      outcomes.push(successOf(await approve('auditor', login.loginId, '000000')))
    const locked = outcomes.at(-1)
    if (locked?.outcome !== 'locked') throw new Error('the fifth failure locks')
    expect(locked.until - before).toBeGreaterThanOrEqual(PIN_LOCK_MS)
    expect(await approve('auditor', login.loginId)).toEqual({ ok: true, value: locked })
    expect(await setPin('auditor', '719204', SAMPLE_PIN)).toEqual({ ok: true, value: locked })

    const { pin } = personOf('auditor')
    overwrite(cloud.store, 'people', samplePersonId('auditor'), {
      pin: { ...pin, lockedUntil: Date.now() - 1 },
    })
    expect(successOf(await approve('auditor', login.loginId, '000000'))).toEqual({
      outcome: 'wrongPin',
      attemptsLeft: PIN_FAILURES - 1,
    })
    expect(successOf(await approve('auditor', login.loginId)).outcome).toBe('approved')
  })

  test('tried by many at once is not tried more than five times', async () => {
    const login = await begin()
    successOf(await scan('otherLead', login.loginId))
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => approve('otherLead', login.loginId, '000000')),
    )
    const outcomes = answers.map((answer) => successOf(answer).outcome)
    expect(outcomes.filter((outcome) => outcome === 'wrongPin')).toHaveLength(PIN_FAILURES - 1)
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(8 - PIN_FAILURES + 1)
  })

  test.each([
    ['letters', 'abcdef', 'PIN_INVALID'],
    ['too short', '4286', 'PIN_INVALID'],
    ['nothing', '', 'PIN_INVALID'],
  ])('of %s is told so and is no attempt', async (_what, pin, code) => {
    const login = await begin()
    successOf(await scan('cityOfficer', login.loginId))
    expect(codeOf(await approve('cityOfficer', login.loginId, pin))).toBe(code)
    expect(personOf('cityOfficer').pin?.failures).toBe(0)
  })

  test('of 10 MB is refused on both roads', async () => {
    const input = { loginId: (await begin()).loginId, pin: '4'.repeat(10 * 1024 * 1024) }
    await expect(callAs(cloud, 'cityOfficer', 'login.approve', input)).rejects.toThrow()
    const body = JSON.stringify({ action: 'login.approve', input })
    const answer = await fetch(`${cloud.url}/api/people`, { method: 'POST', body })
    expect(answer.status).toBe(413)
  })

  test('is set by who has none, and changed only with the old one', async () => {
    overwrite(cloud.store, 'people', samplePersonId('owner'), { pin: null })
    const login = await begin()
    expect(successOf(await scan('owner', login.loginId)).hasPin).toBe(false)
    expect(codeOf(await approve('owner', login.loginId))).toBe('PIN_MISSING')
    expect(codeOf(await setPin('owner', '123456', null))).toBe('PIN_INVALID')
    expect(successOf(await setPin('owner', '719204', null)).outcome).toBe('set')
    expect(codeOf(await setPin('owner', '350842', null))).toBe('PIN_WRONG')
    expect(successOf(await setPin('owner', '350842', '000000')).outcome).toBe('wrongPin')
    expect(successOf(await setPin('owner', '350842', '719204')).outcome).toBe('set')
    expect(successOf(await approve('owner', login.loginId, '350842')).outcome).toBe('approved')
  })

  test('that is forgotten, or known to a thief of the phone, goes when the roles are suspended, and is set anew after', async () => {
    const personId = samplePersonId('secondClerk')
    const reason = '忘了操作密码，当面核对过本人'
    successOf(await callAs(cloud, 'lead', 'grant.suspend', { personId, reason }))
    expect(personOf('secondClerk').pin).toBeNull()
    expect(codeOf(await setPin('secondClerk', '719204', null))).toBe('NOT_ALLOWED')
    successOf(await callAs(cloud, 'lead', 'grant.resume', { personId, reason }))
    expect(successOf(await setPin('secondClerk', '719204', null)).outcome).toBe('set')
  })

  test('is of no use to a citizen, and is not kept of one', async () => {
    expect(codeOf(await setPin('citizen', '719204', null))).toBe('NOT_ALLOWED')
    expect(documentsOf(cloud.store, 'people', { _id: samplePersonId('citizen') })).toEqual([])
  })

  test('stands nowhere in the log, neither typed nor hashed; that it was wrong does', async () => {
    const login = await begin()
    successOf(await scan('secondOfficer', login.loginId))
    successOf(await approve('secondOfficer', login.loginId, '902714'))
    const lines = documentsOf<AuditLine>(cloud.store, 'auditLines')
    const text = JSON.stringify(lines)
    for (const secret of ['902714', SAMPLE_PIN, personOf('secondOfficer').pin?.hash as string, login.secret])
      expect(text).not.toContain(secret)
    expect(linesAbout(login.loginId).filter(({ outcome }) => outcome === 'PIN_WRONG')).toHaveLength(1)
  })
})

describe('a session', () => {
  test('is of the person who let it in, and can be ended by them alone', async () => {
    const token = await signIn('departmentOfficer')
    const [session] = sessionsOf('departmentOfficer')
    const sessionId = session?._id as string
    expect(codeOf(await callAs(cloud, 'clerk', 'session.end', { sessionId }))).toBe('SESSION_UNKNOWN')
    expect(await isIn(token)).toBe(true)
    successOf(await callAs(cloud, 'departmentOfficer', 'session.end', { sessionId }))
    expect(await isIn(token)).toBe(false)
    expect(personOf('departmentOfficer').sessionIds).toEqual([])
    expect(codeOf(await callAs(cloud, 'departmentOfficer', 'session.end', { sessionId }))).toBe(
      'SESSION_UNKNOWN',
    )
  })

  test('ends after 30 minutes without use, and while it is used its last use is noted', async () => {
    const token = await signIn('manager')
    const sessionId = sessionsOf('manager')[0]?._id as string
    overwrite(cloud.store, 'sessions', sessionId, { usedAt: Date.now() - SESSION_IDLE_MS + 60_000 })
    const before = Date.now()
    expect(await isIn(token)).toBe(true)
    expect(sessionsOf('manager')[0]?.usedAt).toBeGreaterThanOrEqual(before)
    overwrite(cloud.store, 'sessions', sessionId, { usedAt: Date.now() - SESSION_IDLE_MS })
    expect(await isIn(token)).toBe(false)
  })

  test('ends after 12 hours however much it is used', async () => {
    const token = await signIn('manager')
    const sessionId = sessionsOf('manager').find(
      ({ endedAt, usedAt }) => endedAt === null && Date.now() - usedAt < 60_000,
    )?._id as string
    overwrite(cloud.store, 'sessions', sessionId, { startedAt: Date.now() - SESSION_MS })
    expect(await isIn(token)).toBe(false)
  })

  test('that has run out leaves the person’s list when the next begins', async () => {
    await signIn('manager')
    for (const { _id } of sessionsOf('manager'))
      overwrite(cloud.store, 'sessions', _id, { usedAt: Date.now() - SESSION_IDLE_MS })
    await signIn('manager')
    expect(personOf('manager').sessionIds).toHaveLength(1)
  })

  test('is dead while the person’s role is suspended or ended', async () => {
    const token = await signIn('otherOwner')
    for (const change of [{ suspendedAt: Date.now() }, { suspendedAt: null, endedAt: Date.now() }]) {
      overwrite(cloud.store, 'grants', sampleGrantId('otherOwner'), change)
      expect(await isIn(token)).toBe(false)
    }
  })

  test('dies in the moment in which somebody ends the person’s last role', async () => {
    const token = await signIn('otherClerk')
    const grantId = sampleGrantId('otherClerk')
    successOf(await callAs(cloud, 'otherLead', 'grant.end', { grantId, reason: '调往其他单位' }))
    expect(await isIn(token)).toBe(false)
    expect(sessionsOf('otherClerk').map(({ endedAt }) => endedAt)).not.toContain(null)
    expect(personOf('otherClerk').sessionIds).toEqual([])
  })

  test.each([
    ['invented', FOREIGN_ID],
    ['of another form', 'admin'],
    ['empty', ''],
  ])('that is %s lets nobody in', async (_what, token) => {
    expect(await isIn(token)).toBe(false)
  })

  test('is known to the database by a digest alone, and its token stands in no line of the log', async () => {
    const token = await signIn('lead')
    for (const collection of ['sessions', 'logins', 'people', 'auditLines'])
      expect(JSON.stringify(documentsOf(cloud.store, collection))).not.toContain(token)
  })
})

test('every step of a log-in has its line: who, from which door, on what', async () => {
  const login = await begin()
  successOf(await scan('clerk', login.loginId))
  successOf(await approve('clerk', login.loginId))
  successOf(await collect(login))
  const steps = linesAbout(login.loginId).sort((a, b) => a.at - b.at)
  expect(steps.map(({ action, door, personId }) => [action, door, personId])).toEqual([
    ['people.login.begin', 'anonymous', null],
    ['people.login.scan', 'wechat', samplePersonId('clerk')],
    ['people.login.approve', 'wechat', samplePersonId('clerk')],
    ['people.login.collect', 'anonymous', null],
  ])
})
