import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import type { ErrorCode } from '../../src/contracts/errors'
import type { ActionName, Request } from '../../src/contracts/functions'
import type { Role } from '../../src/contracts/roles'
import type { AuditLine } from '../../src/domain/auditLine'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import type { Grant, Invitation, Notice, Person, Roster, Session } from '../../src/domain/people'
import type { Consent } from '../../src/usecases/changes'
import { callAs, callOverHttp, refusal, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { SHOP, UNCLAIMED_ELSEWHERE } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { COMPANY } from '../support/sampleCompany'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { type SampleName, sampleGrantId, samplePersonId } from '../support/samplePeople'

/** Who comes to hold a role, and how nothing of it is left: invitations, ends, lost phones, through the built function. */

const { protection, randomness } = openProtection(SAMPLE_KEYS)

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

type Invited = Request<'people', 'invitation.make'>
const NOWHERE = { unit: null, department: null, creditCode: null }
const CLERK: Invited = { role: 'unitClerk', post: '登记窗口', isHandOver: false, ...NOWHERE, unit: 'aihui' }
const OFFICER: Invited = { ...CLERK, role: 'cityOfficer', post: null, unit: null }
const AUDITOR: Invited = { ...OFFICER, role: 'auditor' }
const MANAGER: Invited = { ...OFFICER, role: 'merchantManager', creditCode: SHOP._id }
const HAND_OVER: Invited = { ...MANAGER, role: 'merchantOwner', isHandOver: true }

const invite = async (who: SampleName, what: Invited) =>
  successOf(await callAs(cloud, who, 'invitation.make', what))
const accept = (
  who: SampleName,
  token: string,
  name = '骆新桥',
  consentVersion: string | null = CONSENT_TEXT.version,
) => callAs(cloud, who, 'invitation.accept', { token, name, consentVersion })
const end = (who: SampleName, grantId: string, reason = '已调离本单位') =>
  callAs(cloud, who, 'grant.end', { grantId, reason })
const isStaffOf = async (who: SampleName) => {
  const answer = await callAs(cloud, who, 'entity.list', { search: '', cursor: null })
  return answer.ok ? [...new Set(answer.value.rows.map(({ unitName }) => unitName))] : answer.error.code
}
const rowOf = async <Row>(collection: string, id: string) =>
  ((await openDatabase().collection(collection).doc(id).get()).data as Row[])[0] as Row
const rowsOf = async <Row>(collection: string, where: object = {}) =>
  (await openDatabase().collection(collection).where(where).limit(1000).get()).data as Row[]
const change = (collection: string, id: string, fields: object) =>
  openDatabase().collection(collection).doc(id).update(fields)

/** A desktop that acts for somebody, as an approved log-in leaves it. */
async function openDesktop(who: SampleName) {
  const token = randomness.id()
  const now = Date.now()
  const session: Session = {
    _id: protection.digest('token', token),
    personId: samplePersonId(who),
    device: 'Chrome',
    maskedAddress: '10.0.*.*',
    startedAt: now,
    usedAt: now,
    endedAt: null,
  }
  await openDatabase().collection('sessions').add(session)
  await change('people', session.personId, { sessionIds: [session._id] })
  return <A extends ActionName<'people'>>(action: A, input: Request<'people', A>) =>
    callOverHttp(cloud, action, input, { authorization: `Bearer ${token}` })
}

describe('an invitation', () => {
  test('says what, where and by whom, and makes the person who accepts it on the phone a clerk of that unit', async () => {
    const { token } = await invite('lead', CLERK)
    expect(await isStaffOf('newcomer')).toBe('NOT_ALLOWED')
    expect(successOf(await callAs(cloud, 'newcomer', 'invitation.read', { token }))).toMatchObject({
      role: 'unitClerk',
      placeName: '爱辉区',
      post: '登记窗口',
      invitedByName: '陆**',
      ownName: null,
    })
    const { grant } = successOf(await accept('newcomer', token))
    expect(grant).toMatchObject({ role: 'unitClerk', placeName: '爱辉区', maskedName: '骆**' })
    expect(await isStaffOf('newcomer')).toEqual(['爱辉区'])
    const person = await rowOf<Person>('people', samplePersonId('newcomer'))
    expect(person.name && protection.open('name', person.name)).toBe('骆新桥')
    expect(person.roles).toEqual([{ grantId: grant.id, role: 'unitClerk' }])
  })

  test('is kept as a digest: its token stands nowhere in the database, nor does the name in the log', async () => {
    const { token } = await invite('lead', CLERK)
    await accept('newcomer', token)
    for (const collection of ['invitations', 'grants', 'people', 'auditLines', 'callCounts', 'rosters']) {
      const text = JSON.stringify(await rowsOf(collection))
      expect(text).not.toContain(token)
      expect(text).not.toContain('骆新桥')
    }
  })

  test('is used once, even by two at the same moment', async () => {
    const { token } = await invite('lead', CLERK)
    const answers = await Promise.all([accept('newcomer', token), accept('citizen', token)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers).toContainEqual(refusal('INVITATION_USED'))
    expect(await accept('newcomer', token)).toEqual(refusal('INVITATION_USED'))
    expect(
      await rowsOf('grants', { role: 'unitClerk', endedAt: null, givenBy: samplePersonId('lead') }),
    ).toHaveLength(1)
  })

  test('dies after a day', async () => {
    const { id, token, expiresAt } = await invite('lead', CLERK)
    expect(expiresAt - (await rowOf<Invitation>('invitations', id)).invitedAt).toBe(86_400_000)
    await change('invitations', id, { expiresAt: Date.now() })
    expect(await callAs(cloud, 'newcomer', 'invitation.read', { token })).toEqual(
      refusal('INVITATION_EXPIRED'),
    )
    expect(await accept('newcomer', token)).toEqual(refusal('INVITATION_EXPIRED'))
    const { rows } = successOf(await callAs(cloud, 'lead', 'invitation.list', { cursor: null }))
    expect(rows).toMatchObject([{ id, state: 'expired' }])
  })

  test('taken back, or invented, lets nobody in', async () => {
    const { id, token } = await invite('lead', CLERK)
    expect(await callAs(cloud, 'otherLead', 'invitation.cancel', { invitationId: id })).toEqual(
      await callAs(cloud, 'otherLead', 'invitation.cancel', { invitationId: randomness.id() }),
    )
    successOf(await callAs(cloud, 'lead', 'invitation.cancel', { invitationId: id }))
    expect(await accept('newcomer', token)).toEqual(refusal('INVITATION_USED'))
    expect(await accept('newcomer', randomness.id())).toEqual(refusal('INVITATION_UNKNOWN'))
    expect(await accept('newcomer', '../../etc')).toEqual(refusal('INVITATION_UNKNOWN'))
    expect(await callAs(cloud, 'lead', 'invitation.cancel', { invitationId: id })).toEqual(
      refusal('INVITATION_USED'),
    )
  })

  test.each(['ended', 'suspended'] as const)('dies with the role of whoever invites: %s', async (how) => {
    const { id, token } = await invite('lead', CLERK)
    if (how === 'ended') successOf(await end('cityOfficer', sampleGrantId('lead')))
    else {
      const input = { personId: samplePersonId('lead'), reason: '手机丢失' }
      successOf(await callAs(cloud, 'cityOfficer', 'grant.suspend', input))
    }
    expect(await accept('newcomer', token)).toEqual(refusal('INVITATION_USED'))
    const { rows } = successOf(await callAs(cloud, 'cityOfficer', 'invitation.list', { cursor: null }))
    expect(rows).toMatchObject([{ id, state: 'cancelled' }])
  })

  test('is not for whoever made it', async () => {
    const { token } = await invite('lead', CLERK)
    expect(await accept('lead', token)).toEqual(refusal('INVITATION_OWN'))
    expect(await callAs(cloud, 'lead', 'invitation.read', { token })).toEqual(refusal('INVITATION_OWN'))
  })

  test('is accepted on the phone only: a role belongs to a WeChat identity', async () => {
    const { token } = await invite('lead', CLERK)
    const desktop = await openDesktop('otherClerk')
    expect(await desktop('invitation.accept', { token, name: '温如故', consentVersion: null })).toEqual(
      refusal('WECHAT_NEEDED'),
    )
    expect((await accept('newcomer', token)).ok).toBe(true)
  })

  test('binds the identity that WeChat vouches for, whatever the event says', async () => {
    const { token } = await invite('lead', CLERK)
    const forged = {
      action: 'invitation.accept',
      input: { token, name: '骆新桥', consentVersion: null },
      userInfo: { openId: 'o-cityOfficer' },
    }
    expect(await cloud.callFunction('people', forged, { openId: 'o-newcomer' })).toMatchObject({ ok: true })
    expect(await isStaffOf('newcomer')).toEqual(['爱辉区'])
    const inEvent = { ...forged, openid: 'o-cityOfficer' }
    expect(await cloud.callFunction('people', inEvent, { openId: 'o-newcomer' })).toEqual(
      refusal('REQUEST_INVALID'),
    )
  })

  test('is not accepted under what is no name', async () => {
    const { token } = await invite('lead', CLERK)
    for (const name of ['', '骆', '13800138000', '王'.repeat(31)])
      expect(await accept('newcomer', token, name)).toEqual(refusal('NAME_INVALID'))
    expect((await accept('newcomer', token)).ok).toBe(true)
  })

  test('offers the name that is kept already, and a corrected one stands on all roles of the person', async () => {
    const { token } = await invite('cityOfficer', { ...CLERK, unit: 'beian' })
    expect(successOf(await callAs(cloud, 'clerk', 'invitation.read', { token })).ownName).toBe('乔望舒')
    successOf(await accept('clerk', token, '乔舒'))
    const names = (await rowsOf<Grant>('grants', { personId: samplePersonId('clerk') })).map(
      (grant) => grant.maskedName,
    )
    expect(names).toEqual(['乔*', '乔*'])
    expect(await isStaffOf('clerk')).toEqual(['爱辉区', '北安市'])
  })

  test('a role that is held already is not given twice', async () => {
    const { token } = await invite('lead', CLERK)
    expect(await accept('clerk', token)).toEqual(refusal('ROLE_ALREADY_HELD'))
    expect(await callAs(cloud, 'clerk', 'invitation.read', { token })).toEqual(refusal('ROLE_ALREADY_HELD'))
  })
})

describe('who may invite whom', () => {
  const CANNOT: [SampleName, Partial<Invited>, ErrorCode][] = [
    ['lead', { role: 'unitLead' }, 'ROLE_NOT_YOURS_TO_GIVE'],
    ['lead', OFFICER, 'ROLE_NOT_YOURS_TO_GIVE'],
    ['lead', { unit: 'beian' }, 'NOT_FOUND'],
    ['lead', { unit: 'atlantis' }, 'NOT_FOUND'],
    ['lead', { unit: null }, 'ROLE_PLACE_INVALID'],
    ['lead', { unit: 'aihui', creditCode: SHOP._id }, 'ROLE_PLACE_INVALID'],
    ['lead', { post: '电话13800138000' }, 'PERSONAL_NUMBER_REFUSED'],
    ['clerk', {}, 'NOT_ALLOWED'],
    ['auditor', {}, 'NOT_ALLOWED'],
    ['departmentOfficer', {}, 'NOT_ALLOWED'],
    ['citizen', {}, 'NOT_ALLOWED'],
    ['manager', MANAGER, 'NOT_ALLOWED'],
    ['owner', { ...MANAGER, creditCode: COMPANY._id }, 'NOT_FOUND'],
    ['owner', { ...MANAGER, creditCode: '92231102MA9999999K' }, 'NOT_FOUND'],
    ['owner', { ...HAND_OVER, isHandOver: false }, 'ROLE_NOT_YOURS_TO_GIVE'],
    ['owner', { ...MANAGER, isHandOver: true }, 'ROLE_PLACE_INVALID'],
    ['cityOfficer', { ...MANAGER, creditCode: '92231102MA9999999K' }, 'NOT_FOUND'],
    ['cityOfficer', { unit: 'atlantis' }, 'NOT_FOUND'],
  ]

  test('nobody invites to a role that is not theirs to give, or to a place out of reach', async () => {
    for (const [who, what, code] of CANNOT) {
      const answer = await callAs(cloud, who, 'invitation.make', { ...CLERK, ...what })
      expect([who, what, answer]).toEqual([who, what, refusal(code)])
    }
    expect(await rowsOf('invitations')).toEqual([])
  })

  test('a lead fills the own unit, an owner the own shop, the city office everything', async () => {
    const can: [SampleName, Invited][] = [
      ['lead', CLERK],
      ['owner', MANAGER],
      ['cityOfficer', { ...CLERK, role: 'unitLead', unit: 'beian' }],
      ['cityOfficer', { ...OFFICER, role: 'departmentOfficer', department: 'education' }],
      ['cityOfficer', OFFICER],
    ]
    for (const [who, what] of can) {
      const { token } = await invite(who, what)
      expect(successOf(await accept('newcomer', token)).grant.role).toBe(what.role)
    }
    const { token } = await invite('cityOfficer', AUDITOR)
    expect(successOf(await accept('citizen', token)).grant.role).toBe('auditor')
  })

  test.each<[string, SampleName, Invited]>([
    ['a clerk', 'clerk', AUDITOR],
    ['the auditor', 'auditor', CLERK],
  ])(
    'who reads the log has no hand in what it is about: %s gets no other kind of role',
    async (_who, who, what) => {
      const { token } = await invite('cityOfficer', what)
      expect(await accept(who, token)).toEqual(refusal('ROLE_EXCLUDED'))
      expect(await callAs(cloud, who, 'invitation.read', { token })).toEqual(refusal('ROLE_EXCLUDED'))
    },
  )
})

describe('a shop that is handed over', () => {
  test('has a new owner; the old one and the managers have nothing left and are told so', async () => {
    const { token } = await invite('owner', HAND_OVER)
    const manager = await openDesktop('manager')
    expect(await manager('invitation.read', { token: 'x' })).toEqual(refusal('INVITATION_UNKNOWN'))
    successOf(await accept('newcomer', token))
    expect((await rowOf<Roster>('rosters', SHOP._id)).holders.map(({ personId }) => personId)).toEqual([
      samplePersonId('newcomer'),
    ])
    expect(await callAs(cloud, 'owner', 'invitation.make', MANAGER)).toEqual(refusal('NOT_ALLOWED'))
    expect(await manager('invitation.read', { token: 'x' })).toEqual(refusal('SIGN_IN_NEEDED'))
    const told = await rowsOf<Notice>('notices')
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [samplePersonId('owner'), samplePersonId('manager')].sort(),
    )
    expect(told).toMatchObject([
      { kind: 'shopHandedOver', entityName: SHOP.name },
      { kind: 'shopHandedOver', entityName: SHOP.name },
    ])
  })

  test('needs the new owner’s own consent; the old owner’s ends with the role', async () => {
    const { token } = await invite('owner', HAND_OVER)
    for (const version of [null, '2020-01'])
      expect(await accept('newcomer', token, '骆新桥', version)).toEqual(refusal('CONSENT_MISSING'))
    const old = {
      creditCode: SHOP._id,
      textVersion: '2020-01',
      givenAt: 1,
      medium: 'paper',
      withdrawnAt: null,
    }
    await openDatabase()
      .collection('consents')
      .add({ _id: 'old', personId: samplePersonId('owner'), ...old })
    const others = { ...old, _id: 'another', creditCode: COMPANY._id, personId: samplePersonId('otherOwner') }
    await openDatabase().collection('consents').add(others)
    successOf(await accept('newcomer', token))
    const consents = await rowsOf<Consent>('consents', { creditCode: SHOP._id })
    expect(consents.filter(({ withdrawnAt }) => withdrawnAt === null)).toMatchObject([
      { personId: samplePersonId('newcomer'), textVersion: CONSENT_TEXT.version, medium: 'phone' },
    ])
    expect(consents.find(({ _id }) => _id === 'old')?.withdrawnAt).toBeGreaterThan(1)
    expect(await rowOf<Consent>('consents', 'another')).toMatchObject({ withdrawnAt: null })
    const [line] = await rowsOf<AuditLine>('auditLines', {
      action: 'people.invitation.accept',
      outcome: 'ok',
    })
    expect(line?.changes).toContainEqual(
      expect.objectContaining({ collection: 'consents', id: 'old', field: 'withdrawnAt', before: null }),
    )
  })

  test('may go to the manager, who then is the owner and nothing else', async () => {
    const { token } = await invite('owner', HAND_OVER)
    successOf(await accept('manager', token, '叶青禾'))
    expect((await rowOf<Person>('people', samplePersonId('manager'))).roles.map(({ role }) => role)).toEqual([
      'merchantOwner',
    ])
    expect((await rowOf<Person>('people', samplePersonId('owner'))).roles).toEqual([])
  })

  test('keeps its owner while nobody accepts, and when the one who accepts may not', async () => {
    const { token } = await invite('owner', HAND_OVER)
    expect(await accept('auditor', token)).toEqual(refusal('ROLE_EXCLUDED'))
    expect((await rowOf<Person>('people', samplePersonId('owner'))).roles).toHaveLength(1)
    expect((await rowOf<Person>('people', samplePersonId('manager'))).roles).toHaveLength(1)
    expect(await rowsOf('notices')).toEqual([])
  })

  test('never has two owners: an invitation beside the owner is of no use', async () => {
    const { token } = await invite('cityOfficer', { ...HAND_OVER, isHandOver: false })
    expect(await accept('newcomer', token)).toEqual(refusal('ROLE_SHOP_HAS_OWNER'))
  })
})

describe('ending a role', () => {
  test('takes effect at once, ends the sessions, tells the person and stands in the log with before and after', async () => {
    const desktop = await openDesktop('clerk')
    expect(await desktop('entity.list', { search: '', cursor: null })).toMatchObject({ ok: true })
    successOf(await end('lead', sampleGrantId('clerk'), '已调离本单位'))
    expect(await isStaffOf('clerk')).toBe('NOT_ALLOWED')
    expect(await desktop('entity.list', { search: '', cursor: null })).toEqual(refusal('SIGN_IN_NEEDED'))
    expect(await rowsOf<Session>('sessions', { endedAt: null })).toEqual([])
    expect(await rowsOf<Notice>('notices')).toMatchObject([
      { personId: samplePersonId('clerk'), kind: 'roleEnded', reason: '已调离本单位', entityName: '爱辉区' },
    ])
    const [line] = await rowsOf<AuditLine>('auditLines', { action: 'people.grant.end' })
    expect(line).toMatchObject({
      outcome: 'ok',
      reason: '已调离本单位',
      subject: sampleGrantId('clerk'),
      roles: ['unitLead'],
    })
    expect(line?.changes).toContainEqual(
      expect.objectContaining({ collection: 'grants', field: 'endedAt', before: null }),
    )
  })

  test('needs a reason without personal numbers, and is done once', async () => {
    expect(await end('lead', sampleGrantId('clerk'), '  ')).toEqual(refusal('REASON_MISSING'))
    expect(await end('lead', sampleGrantId('clerk'), '来电13800138000')).toEqual(
      refusal('PERSONAL_NUMBER_REFUSED'),
    )
    successOf(await end('lead', sampleGrantId('clerk')))
    expect(await end('lead', sampleGrantId('clerk'))).toEqual(refusal('ROLE_ENDED'))
  })

  const CANNOT: [SampleName, Parameters<typeof sampleGrantId>[0], ErrorCode][] = [
    ['lead', 'lead', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['lead', 'otherClerk', 'NOT_FOUND'],
    ['lead', 'cityOfficer', 'NOT_FOUND'],
    ['lead', 'owner', 'NOT_FOUND'],
    ['owner', 'otherOwner', 'NOT_FOUND'],
    ['clerk', 'secondClerk', 'NOT_ALLOWED'],
    ['manager', 'owner', 'NOT_ALLOWED'],
    ['auditor', 'cityOfficer', 'NOT_ALLOWED'],
  ]

  test('nobody ends a role that is not theirs to give, or out of reach', async () => {
    for (const [who, whose, code] of CANNOT) {
      expect([who, whose, await end(who, sampleGrantId(whose))]).toEqual([who, whose, refusal(code)])
      expect((await rowOf<Grant>('grants', sampleGrantId(whose))).endedAt).toBeNull()
    }
  })

  test('a foreign role answers exactly as one that is not there', async () => {
    expect(await end('lead', sampleGrantId('otherClerk'))).toEqual(await end('lead', randomness.id()))
  })

  test('an owner’s managers end with the owner', async () => {
    successOf(await end('cityOfficer', sampleGrantId('owner'), '登记信息有误'))
    expect((await rowOf<Person>('people', samplePersonId('manager'))).roles).toEqual([])
    expect(await rowsOf('rosters', { _id: SHOP._id })).toEqual([])
  })

  test('the last officer of the city office stays, also when two send each other away at once', async () => {
    const answers = await Promise.all([
      end('cityOfficer', sampleGrantId('secondOfficer')),
      end('secondOfficer', sampleGrantId('cityOfficer')),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const [left] = await rowsOf<Grant>('grants', { role: 'cityOfficer', endedAt: null })
    const who = left?._id === sampleGrantId('cityOfficer') ? 'cityOfficer' : 'secondOfficer'
    expect(await end(who, left?._id ?? '')).toEqual(refusal('ROLE_LAST_OFFICER'))
    const suspended = await callAs(cloud, who, 'grant.suspend', {
      personId: samplePersonId(who),
      reason: '手机丢失',
    })
    expect(suspended).toEqual(refusal('ROLE_LAST_OFFICER'))
  })

  test('an officer who is suspended does not count as another one', async () => {
    const personId = samplePersonId('secondOfficer')
    successOf(await callAs(cloud, 'cityOfficer', 'grant.suspend', { personId, reason: '手机丢失' }))
    expect(await end('cityOfficer', sampleGrantId('cityOfficer'))).toEqual(refusal('ROLE_LAST_OFFICER'))
  })

  test('invitations of the first officer’s kind stay dead while there is an officer', async () => {
    const token = randomness.id()
    const now = Date.now()
    const first: Invitation = {
      _id: protection.digest('token', token),
      role: 'cityOfficer',
      post: null,
      isHandOver: false,
      ...NOWHERE,
      invitedBy: 'command',
      invitedByGrant: null,
      invitedAt: now,
      expiresAt: now + 1000_000,
      state: 'open',
      settledBy: null,
      settledAt: null,
    }
    await openDatabase().collection('invitations').add(first)
    expect(await accept('newcomer', token)).toEqual(refusal('INVITATION_USED'))
  })
})

describe('a lost phone', () => {
  const lose = (who: SampleName, whose: SampleName) =>
    callAs(cloud, who, 'grant.suspend', {
      personId: samplePersonId(whose),
      reason: '手机丢失，本人到场说明',
    })
  const find = (who: SampleName, whose: SampleName) =>
    callAs(cloud, who, 'grant.resume', {
      personId: samplePersonId(whose),
      reason: '手机已找回，本人到场',
    })

  test('neither acts nor lets a desktop in, until it is found; nothing is to be given anew', async () => {
    const desktop = await openDesktop('clerk')
    expect(successOf(await lose('lead', 'clerk'))).toEqual({ count: 1 })
    expect(await isStaffOf('clerk')).toBe('NOT_ALLOWED')
    expect(await desktop('entity.list', { search: '', cursor: null })).toEqual(refusal('SIGN_IN_NEEDED'))
    expect(await rowsOf<Notice>('notices')).toMatchObject([
      { personId: samplePersonId('clerk'), kind: 'rolesSuspended', reason: '手机丢失，本人到场说明' },
    ])
    expect(successOf(await find('lead', 'clerk'))).toEqual({ count: 1 })
    expect(await rowsOf<Notice>('notices')).toContainEqual(
      expect.objectContaining({
        personId: samplePersonId('clerk'),
        kind: 'rolesResumed',
        reason: '手机已找回，本人到场',
      }),
    )
    expect(await isStaffOf('clerk')).toEqual(['爱辉区'])
    expect(await desktop('entity.list', { search: '', cursor: null })).toEqual(refusal('SIGN_IN_NEEDED'))
  })

  test('of somebody elsewhere answers exactly as of somebody who is not there', async () => {
    const missing = await callAs(cloud, 'lead', 'grant.suspend', {
      personId: randomness.id(),
      reason: '手机丢失，本人到场说明',
    })
    expect(await lose('lead', 'otherClerk')).toEqual(missing)
    expect(await lose('lead', 'cityOfficer')).toEqual(missing)
    expect(missing).toEqual(refusal('NOT_FOUND'))
    expect(await isStaffOf('otherClerk')).toEqual(['北安市'])
  })

  test('a lead suspends what is of the own unit; the city office all of it', async () => {
    const { token } = await invite('cityOfficer', { ...CLERK, unit: 'beian' })
    successOf(await accept('clerk', token, '乔望舒'))
    expect(successOf(await lose('lead', 'clerk'))).toEqual({ count: 1 })
    expect(successOf(await lose('cityOfficer', 'clerk'))).toEqual({ count: 1 })
    expect(successOf(await find('cityOfficer', 'clerk'))).toEqual({ count: 2 })
  })
})

describe('lists', () => {
  const grants = async (who: SampleName, creditCode: string | null = null) =>
    callAs(cloud, who, 'grant.list', { cursor: null, creditCode })

  test.each<[SampleName, SampleName[]]>([
    ['lead', ['clerk', 'secondClerk', 'lead']],
    ['otherLead', ['otherClerk', 'otherLead']],
    ['owner', ['owner', 'manager']],
  ])('%s sees the people within reach and nobody else', async (who, expected) => {
    const { rows } = successOf(await grants(who))
    expect(rows.map(({ personId }) => personId).sort()).toEqual(expected.map(samplePersonId).sort())
  })

  test('the people of one shop are seen by its owner, its unit’s lead and the city office', async () => {
    for (const who of ['owner', 'lead', 'cityOfficer'] as const)
      expect(
        successOf(await grants(who, SHOP._id))
          .rows.map(({ role }) => role)
          .sort(),
      ).toEqual(['merchantManager', 'merchantOwner'])
    expect(await grants('otherLead', SHOP._id)).toEqual(await grants('otherLead', '92231102MA9999999K'))
    expect(await grants('otherLead', SHOP._id)).toEqual(refusal('NOT_FOUND'))
  })

  test('page by page every person comes once, the newest first; a cursor that no list gave is refused', async () => {
    const database = openDatabase()
    const model = await rowOf<Grant>('grants', sampleGrantId('clerk'))
    const many = Array.from({ length: 45 }, (_, index): Grant => {
      // Several at the same instant, so that the page breaks fall between equal ones.
      return {
        ...model,
        _id: randomness.id(),
        personId: randomness.id(),
        givenAt: 1000 * Math.floor(index / 7),
      }
    })
    await database.collection('grants').add(many)
    const seen: string[] = []
    const instants: number[] = []
    let cursor: string | null = null
    do {
      const page: { rows: { id: string; givenAt: number }[]; cursor: string | null } = successOf(
        await callAs(cloud, 'lead', 'grant.list', { cursor, creditCode: null }),
      )
      seen.push(...page.rows.map(({ id }) => id))
      instants.push(...page.rows.map(({ givenAt }) => givenAt))
      cursor = page.cursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(48)
    expect(seen).toHaveLength(48)
    expect(instants).toEqual([...instants].sort((a, b) => b - a))
    for (const invented of ['x', '1-2', '99999999999999999-aaaaaaaaaaaaaaaaaaaaaaaaaa'])
      expect(await callAs(cloud, 'lead', 'grant.list', { cursor: invented, creditCode: null })).toEqual(
        refusal('REQUEST_INVALID'),
      )
  })

  const entities = async (who: SampleName, search = '') =>
    successOf(await callAs(cloud, who, 'entity.list', { search, cursor: null })).rows

  test('entities are found by the beginning of their code or name, within reach only', async () => {
    expect((await entities('clerk', SHOP._id.slice(0, 16))).map(({ creditCode }) => creditCode)).toEqual([
      SHOP._id,
    ])
    expect((await entities('clerk', SHOP._id.toLowerCase())).map(({ name }) => name)).toEqual([SHOP.name])
    expect(await entities('clerk', '爱辉区北岸')).toMatchObject([
      { creditCode: SHOP._id, name: SHOP.name, unitName: '爱辉区', hasOwner: true },
    ])
    expect(await entities('otherClerk', '爱辉区北岸')).toEqual([])
    expect((await entities('otherClerk')).map(({ creditCode }) => creditCode)).toEqual([
      UNCLAIMED_ELSEWHERE._id,
    ])
    expect(await entities('clerk', '灯火')).toEqual([])
    expect(await entities('cityOfficer', '.*')).toEqual([])
    await change('entities', SHOP._id, { department: 'marketRegulation' })
    expect((await entities('departmentOfficer')).map(({ creditCode }) => creditCode)).toEqual([SHOP._id])
  })

  test('many entities of one name come once each, in the order of names', async () => {
    const many = Array.from({ length: 50 }, (_, index) => {
      const creditCode = `92231181MA${String(index).padStart(8, '0')}`
      const name = `北安市${['东', '南', '西'][index % 3]}街小卖部`
      return { ...SHOP, _id: creditCode, creditCode, name, unit: 'beian', unitName: '北安市' }
    })
    await openDatabase().collection('entities').add(many)
    for (const search of ['', '92231181', '北安市', '北安市南']) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: { rows: { creditCode: string }[]; cursor: string | null } = successOf(
          await callAs(cloud, 'otherLead', 'entity.list', { search, cursor }),
        )
        seen.push(...page.rows.map(({ creditCode }) => creditCode))
        cursor = page.cursor
      } while (cursor !== null)
      const expected = [...many, UNCLAIMED_ELSEWHERE].filter(
        ({ name }) => search !== '北安市南' || name.startsWith(search),
      )
      expect([...seen].sort()).toEqual(expected.map(({ creditCode }) => creditCode).sort())
    }
  })

  const roleOf = async (who: SampleName): Promise<Role[]> =>
    (await rowOf<Person>('people', samplePersonId(who))).roles.map(({ role }) => role)

  test('a role that ends while its holder fills in a form refuses the form, and nothing of it is kept', async () => {
    expect(await roleOf('lead')).toEqual(['unitLead'])
    successOf(await end('cityOfficer', sampleGrantId('lead')))
    expect(await callAs(cloud, 'lead', 'invitation.make', CLERK)).toEqual(refusal('NOT_ALLOWED'))
    expect(await rowsOf('invitations')).toEqual([])
  })
})
