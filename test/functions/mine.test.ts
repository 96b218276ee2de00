import { openProtection } from '../../src/cloudbase/protection'
import type { AuditLine } from '../../src/domain/auditLine'
import type { Claim, Grant, Person, Roster, Session } from '../../src/domain/people'
import { RETENTION } from '../../src/domain/retention'
import type { Document } from '../../src/localcloud/store/values'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { callAs, codeOf, refusal, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { SHOP, UNCLAIMED_SHOP } from '../support/sampleCity'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { type SampleName, sampleGrantId, samplePersonId } from '../support/samplePeople'

/** What people see, take away and delete of themselves, and looks at what is sealed, on the built function. */

const { protection, randomness } = openProtection(SAMPLE_KEYS)
const DAY_MS = 86_400_000
const PHONE = '13900000001'
const REASON = '核对营业执照'

let cloud: TestCloud
const startCloud = async () => {
  cloud = await borrowSampleCloud()
}
const removeCloud = () => cloud.remove()

const insert = (collection: string, row: object) =>
  cloud.store.write(() => cloud.store.collection(collection).insert(row as Document, JSON.stringify(row)))
const person = (who: SampleName) =>
  documentsOf<Person>(cloud.store, 'people', { _id: samplePersonId(who) })[0]
const grant = (who: Parameters<typeof sampleGrantId>[0]) =>
  documentsOf<Grant>(cloud.store, 'grants', { _id: sampleGrantId(who) })[0]
const lastLine = (action: string) =>
  documentsOf<AuditLine>(cloud.store, 'auditLines', { action: `people.${action}` }).sort(
    (a, b) => b.at - a.at,
  )[0]
const givePhone = (who: SampleName) =>
  overwrite(cloud.store, 'people', samplePersonId(who), {
    phone: protection.seal('phone', PHONE),
    maskedPhone: '139****0001',
    phoneDigest: protection.digest('phone', PHONE),
  })
/** A claim as it lies there, with its place in the roster while it waits. */
const layClaim = (who: SampleName, more: Partial<Claim> = {}): Claim => {
  const claim: Claim = {
    _id: randomness.id(),
    creditCode: UNCLAIMED_SHOP._id,
    unit: UNCLAIMED_SHOP.unit,
    entityName: UNCLAIMED_SHOP.name,
    personId: samplePersonId(who),
    name: protection.seal('name', '顾长风'),
    maskedName: '顾**',
    phone: protection.seal('phone', PHONE),
    maskedPhone: '139****0001',
    phoneDigest: protection.digest('phone', PHONE),
    evidence: 'cloud://localcloud/evidence/a.png',
    consentVersion: '2026-01',
    submittedAt: Date.now() - DAY_MS,
    isDispute: false,
    state: 'submitted',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    ...more,
  }
  insert('claims', claim)
  if (claim.state === 'submitted')
    insert('rosters', {
      _id: claim.creditCode,
      holders: [],
      claims: [{ claimId: claim._id, personId: claim.personId }],
    })
  return claim
}
const layNotice = (who: SampleName) => {
  const _id = randomness.id()
  const told = { kind: 'roleEnded', creditCode: null, entityName: null, reason: null, seenAt: null }
  insert('notices', { _id, personId: samplePersonId(who), at: Date.now(), ...told })
  return _id
}
const laySession = (who: SampleName, startedAt: number) => {
  const session: Session = {
    _id: randomness.id(),
    personId: samplePersonId(who),
    device: 'Windows 上的 Chrome',
    maskedAddress: '10.0.*.*',
    startedAt,
    usedAt: startedAt,
    endedAt: null,
  }
  insert('sessions', session)
  overwrite(cloud.store, 'people', session.personId, { sessionIds: [session._id] })
  return session._id
}
const withoutOtherOfficer = async () => {
  successOf(await callAs(cloud, 'secondOfficer', 'grant.leave', { grantId: sampleGrantId('secondOfficer') }))
}

describe('what people see of themselves', () => {
  beforeAll(startCloud)
  afterAll(removeCloud)

  test('is nothing for somebody who only scans', async () => {
    const nothing = {
      name: null,
      maskedPhone: null,
      hasPin: false,
      pinLockedUntil: null,
      grants: [],
      sessions: [],
      claims: [],
      notices: [],
    }
    expect(successOf(await callAs(cloud, 'citizen', 'me.read', {}))).toEqual(nothing)
    expect(documentsOf(cloud.store, 'people', { _id: samplePersonId('citizen') })).toEqual([])
  })

  test('is their name, roles with the place’s name, desktops that live, claims, and notices until they are seen', async () => {
    givePhone('owner')
    const sessionId = laySession('owner', Date.now())
    laySession('clerk', Date.now())
    const { _id: claimId } = layClaim('owner')
    const noticeId = layNotice('owner')
    layNotice('clerk')
    const me = successOf(await callAs(cloud, 'owner', 'me.read', {}))
    expect(me).toMatchObject({
      name: '宋知远',
      maskedPhone: '139****0001',
      hasPin: true,
      pinLockedUntil: null,
    })
    expect(me.grants).toMatchObject([{ role: 'merchantOwner', creditCode: SHOP._id, placeName: SHOP.name }])
    expect(me.sessions.map(({ id }) => id)).toEqual([sessionId])
    expect(me.claims).toMatchObject([{ id: claimId, entityName: UNCLAIMED_SHOP.name, state: 'submitted' }])
    expect(me.notices.map(({ id }) => id)).toEqual([noticeId])
    successOf(await callAs(cloud, 'owner', 'notice.see', { ids: [noticeId] }))
    expect(successOf(await callAs(cloud, 'owner', 'me.read', {})).notices).toEqual([])
  })

  test('leaves out a desktop that has not been used for long', async () => {
    laySession('manager', Date.now() - 3_600_000)
    expect(successOf(await callAs(cloud, 'manager', 'me.read', {})).sessions).toEqual([])
  })

  test('a notice of somebody else cannot be seen away, and looks like one that is not there', async () => {
    const id = layNotice('clerk')
    const foreign = await callAs(cloud, 'owner', 'notice.see', { ids: [id] })
    const missing = await callAs(cloud, 'owner', 'notice.see', { ids: [randomness.id()] })
    expect(foreign).toEqual(missing)
    expect(foreign).toEqual(refusal('NOT_FOUND'))
    expect(documentsOf(cloud.store, 'notices', { _id: id })).toMatchObject([{ seenAt: null }])
  })
})

describe('leaving a role', () => {
  beforeEach(startCloud)
  afterEach(removeCloud)

  test('ends the manager’s right at once', async () => {
    successOf(await callAs(cloud, 'manager', 'grant.leave', { grantId: sampleGrantId('manager') }))
    expect(grant('manager')).toMatchObject({
      endedAt: expect.any(Number),
      endedBy: samplePersonId('manager'),
    })
    expect(person('manager')).toMatchObject({ roles: [], rolelessSince: expect.any(Number) })
    expect(codeOf(await callAs(cloud, 'manager', 'grant.leave', { grantId: sampleGrantId('manager') }))).toBe(
      'ROLE_ENDED',
    )
  })

  test('of an owner ends the managers, who are told', async () => {
    successOf(await callAs(cloud, 'owner', 'grant.leave', { grantId: sampleGrantId('owner') }))
    expect(grant('manager')?.endedAt).not.toBeNull()
    expect(documentsOf<Roster>(cloud.store, 'rosters', { _id: SHOP._id })).toEqual([])
    expect(successOf(await callAs(cloud, 'manager', 'me.read', {})).notices).toMatchObject([
      { kind: 'roleEnded', entityName: SHOP.name },
    ])
    expect(lastLine('grant.leave')).toMatchObject({ subject: sampleGrantId('owner'), creditCode: SHOP._id })
  })

  test('of somebody else is not possible, and is refused to the last officer of the city', async () => {
    expect(codeOf(await callAs(cloud, 'owner', 'grant.leave', { grantId: sampleGrantId('clerk') }))).toBe(
      'NOT_FOUND',
    )
    await withoutOtherOfficer()
    expect(
      codeOf(await callAs(cloud, 'cityOfficer', 'grant.leave', { grantId: sampleGrantId('cityOfficer') })),
    ).toBe('ROLE_LAST_OFFICER')
    expect(grant('cityOfficer')?.endedAt).toBeNull()
  })
})

describe('the file that a person takes away', () => {
  beforeAll(startCloud)
  afterAll(removeCloud)

  test('holds everything that is kept of them in words, and nothing of anybody else', async () => {
    givePhone('owner')
    laySession('owner', Date.now())
    layClaim('owner')
    layNotice('owner')
    const { fileName, text } = successOf(await callAs(cloud, 'owner', 'me.export', {}))
    expect(fileName).toMatch(/^我的信息-\d{4}-\d{2}-\d{2}\.txt$/)
    for (const own of [
      '宋知远',
      PHONE,
      '店主',
      SHOP.name,
      UNCLAIMED_SHOP.name,
      'Windows 上的 Chrome',
      '角色已结束',
    ])
      expect(text).toContain(own)
    expect(text).not.toContain('叶青禾')
    expect(text).not.toMatch(/p1:|scrypt|undefined|null|NaN|\[object/)
    for (const { what } of [RETENTION.invitations, RETENTION.claimCodes, RETENTION.auditLines])
      expect(text).toContain(`【${what}】`)
    expect(lastLine('me.export')).toMatchObject({ personId: samplePersonId('owner'), outcome: 'ok' })
  })

  test('of a clerk names the codes and invitations that they made, however many', async () => {
    for (let count = 0; count < 1001; count++)
      insert('claimCodes', {
        _id: randomness.id(),
        creditCode: SHOP._id,
        unit: 'aihui',
        madeBy: samplePersonId('clerk'),
        madeAt: 0,
        expiresAt: 0,
        usedBy: null,
        usedAt: null,
      })
    const { text } = successOf(await callAs(cloud, 'clerk', 'me.export', {}))
    expect(text.split(SHOP._id)).toHaveLength(1002)
  })
})

describe('deleting what is kept', () => {
  beforeEach(startCloud)
  afterEach(removeCloud)
  const remove = (who: SampleName) => callAs(cloud, who, 'me.delete', { confirm: true })

  test('takes phone, PIN, notices and open claims, ends roles and sessions, and says what is kept until when', async () => {
    givePhone('owner')
    const sessionId = laySession('owner', Date.now())
    const claim = layClaim('owner')
    layNotice('owner')
    const refused = layClaim('owner', { state: 'refused', decidedBy: 'x', decidedAt: Date.now() })
    const before = Date.now()
    const { kept } = successOf(await remove('owner'))

    expect(person('owner')).toMatchObject({
      phone: null,
      maskedPhone: null,
      phoneDigest: null,
      pin: null,
      roles: [],
    })
    expect(grant('owner')?.endedAt).not.toBeNull()
    expect(documentsOf(cloud.store, 'sessions', { _id: sessionId })).not.toMatchObject([{ endedAt: null }])
    expect(documentsOf(cloud.store, 'notices', { personId: samplePersonId('owner') })).toEqual([])
    expect(documentsOf<Claim>(cloud.store, 'claims').map(({ _id }) => _id)).toEqual([refused._id])
    expect(documentsOf(cloud.store, 'rosters', { _id: UNCLAIMED_SHOP._id })).toEqual([])
    // Its picture is thrown away by the job of the night, like every upload that no claim needs.
    expect(documentsOf(cloud.store, 'uploads', { fileId: claim.evidence })).toMatchObject([{ claimId: null }])

    const untilOf = (kind: string) => kept.find((each) => each.kind === kind)?.until
    expect(kept.map(({ kind }) => kind)).toEqual([
      'people',
      'grants',
      'refusedClaims',
      'uploads',
      'sessions',
      'auditLines',
    ])
    expect(untilOf('people')).toBeGreaterThanOrEqual(before + RETENTION.people.days * DAY_MS)
    expect(untilOf('grants')).toBeGreaterThanOrEqual(before + RETENTION.grants.days * DAY_MS)
    expect(untilOf('auditLines')).toBeNull()
  })

  test('leaves nothing of somebody who never held a role', async () => {
    layClaim('newcomer')
    insert('people', {
      ...person('owner'),
      _id: samplePersonId('newcomer'),
      phone: protection.seal('phone', PHONE),
      roles: [],
      rolelessSince: Date.now(),
    })
    const { kept } = successOf(await remove('newcomer'))
    expect(kept.map(({ kind }) => kind)).toEqual(['uploads', 'auditLines'])
    expect(person('newcomer')).toBeUndefined()
    expect(documentsOf(cloud.store, 'claims')).toEqual([])
  })

  test('is done for somebody of whom nothing is kept', async () => {
    expect(successOf(await remove('citizen')).kept).toEqual([{ kind: 'auditLines', until: null }])
  })

  test('is refused to the last officer of the city, and then nothing is touched', async () => {
    await withoutOtherOfficer()
    givePhone('cityOfficer')
    layNotice('cityOfficer')
    expect(codeOf(await remove('cityOfficer'))).toBe('ROLE_LAST_OFFICER')
    expect(person('cityOfficer')).toMatchObject({
      maskedPhone: '139****0001',
      roles: [{ role: 'cityOfficer' }],
    })
    expect(documentsOf(cloud.store, 'notices', { personId: samplePersonId('cityOfficer') })).toHaveLength(1)
    expect(lastLine('me.delete')).toMatchObject({ outcome: 'ROLE_LAST_OFFICER', changes: [] })
  })

  test('ends every role of somebody who holds several, an own manager’s among them', async () => {
    const own = grant('owner') as Grant
    const second = { ...own, _id: randomness.id(), role: 'merchantManager' as const }
    insert('grants', second)
    const roles = [own, second].map(({ _id, role }) => ({ grantId: _id, role }))
    overwrite(cloud.store, 'people', samplePersonId('owner'), { roles })
    const [roster] = documentsOf<Roster>(cloud.store, 'rosters', { _id: SHOP._id })
    overwrite(cloud.store, 'rosters', SHOP._id, {
      holders: [
        ...(roster?.holders ?? []),
        { grantId: second._id, personId: samplePersonId('owner'), role: 'merchantManager' },
      ],
    })
    successOf(await remove('owner'))
    expect(documentsOf(cloud.store, 'grants', { creditCode: SHOP._id, endedAt: null })).toEqual([])
  })
})

describe('a look at a sealed value', () => {
  beforeAll(startCloud)
  afterAll(removeCloud)
  const DECIDED = { state: 'refused', decidedBy: samplePersonId('lead'), decidedAt: 0 } as const
  const reveal = (who: SampleName, id: string, more: object = {}) =>
    callAs(cloud, who, 'value.reveal', { kind: 'claim', id, field: 'phone', reason: REASON, ...more })

  test('is given to the clerk of the unit, with the reason, who and what in the log, and no value', async () => {
    const claim = layClaim('newcomer', DECIDED)
    expect(successOf(await reveal('clerk', claim._id))).toEqual({ value: PHONE })
    const line = lastLine('value.reveal')
    expect(line).toMatchObject({
      personId: samplePersonId('clerk'),
      roles: ['unitClerk'],
      subject: claim._id,
      creditCode: claim.creditCode,
      reason: `手机号：${REASON}`,
      outcome: 'ok',
    })
    expect(JSON.stringify(line)).not.toContain(PHONE)
  })

  test.each([
    ['no reason', { reason: '  ' }, 'REASON_MISSING'],
    ['a reason that says nothing', { reason: '看看' }, 'REASON_MISSING'],
    ['a personal number in the reason', { reason: '核对 13900000001 的执照' }, 'PERSONAL_NUMBER_REFUSED'],
  ])('is refused for %s, and the log does not repeat it', async (_what, more, code) => {
    const claim = layClaim('newcomer', DECIDED)
    expect(codeOf(await reveal('clerk', claim._id, more))).toBe(code)
    expect(lastLine('value.reveal')).toMatchObject({ outcome: code, subject: claim._id, reason: null })
  })

  test('out of reach looks like one at nothing', async () => {
    const claim = layClaim('newcomer', DECIDED)
    const foreign = await reveal('otherClerk', claim._id)
    expect(foreign).toEqual(await reveal('otherClerk', randomness.id()))
    expect(foreign).toEqual(refusal('NOT_FOUND'))
    expect(lastLine('value.reveal')).toMatchObject({ outcome: 'NOT_FOUND' })
  })

  test('at a person reaches as far as a role of theirs: the unit of the role or of the shop', async () => {
    givePhone('owner')
    const look = (who: SampleName, whose: SampleName, field: 'name' | 'phone') =>
      reveal(who, samplePersonId(whose), { kind: 'person', field })
    expect(successOf(await look('clerk', 'owner', 'phone'))).toEqual({ value: PHONE })
    expect(successOf(await look('lead', 'clerk', 'name'))).toEqual({ value: '乔望舒' })
    expect(successOf(await look('cityOfficer', 'otherClerk', 'name'))).toEqual({ value: '温如故' })
    expect(codeOf(await look('otherClerk', 'owner', 'phone'))).toBe('NOT_FOUND')
    expect(codeOf(await look('clerk', 'cityOfficer', 'name'))).toBe('NOT_FOUND')
    // Nothing is kept there to look at.
    expect(codeOf(await look('clerk', 'manager', 'phone'))).toBe('NOT_FOUND')
  })

  test.each(['citizen', 'owner', 'auditor', 'departmentOfficer'] as const)('is not for %s', async (who) => {
    expect(codeOf(await reveal(who, layClaim('newcomer', DECIDED)._id))).toBe('NOT_ALLOWED')
  })
})
