import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import { makeCreditCode } from '../../src/domain/creditCode'
import { matching } from '../../src/localcloud/store/find'
import type { Document } from '../../src/localcloud/store/values'
import type { TestCloud } from '../support/cloud'
import { CLOSED_SHOP, SHOP, UNCLAIMED_ELSEWHERE, UNCLAIMED_SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { type SampleName, sampleIdentity, samplePersonId } from '../support/samplePeople'
import { PAGE_AS_PICTURE, PNG_PICTURE, TOO_LARGE_PICTURE } from '../support/samplePictures'

const UNKNOWN_CODE = makeCreditCode('92231102', 'MA000009')

/** Claims of shops: the built function, through the real SDK, on localcloud. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

type Who = SampleName | { openId: string }
const identityOf = (who: Who) => (typeof who === 'string' ? sampleIdentity(who) : who)
const call = <A extends ActionName<'people'>>(
  who: Who,
  action: A,
  input: Request<'people', A>,
): Promise<CallAnswer<Response<'people', A>>> =>
  cloud.callFunction('people', { action, input }, identityOf(who)) as never
const done = async <A extends ActionName<'people'>>(who: Who, action: A, input: Request<'people', A>) => {
  const answer = await call(who, action, input)
  if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`)
  return answer.value
}
const refusal = async <A extends ActionName<'people'>>(who: Who, action: A, input: Request<'people', A>) => {
  const answer = await call(who, action, input)
  return answer.ok ? 'ok' : answer.error.code
}
const rows = <Row extends object>(collection: string, query: object = {}): Row[] =>
  [...matching(cloud.store.collection(collection), query as never)].map(({ document }) => document as Row)
const change = (collection: string, id: string, fields: object) => {
  const kept = cloud.store.collection(collection)
  const [match] = [...matching(kept, { _id: id })]
  if (!match) throw new Error(`${collection} has no ${id}`)
  const next = { ...match.document, ...fields } as Document
  kept.replace(match.place, match.document, next, JSON.stringify(next))
}

const upload = async (who: Who, content = PNG_PICTURE) => {
  const { uploadId, url, fields } = await done(who, 'evidence.prepare', {
    type: 'image/png',
    // What is said before need not be true.
    bytes: PNG_PICTURE.length,
  })
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([content]))
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
  return uploadId
}
const claimant = { name: '顾长风', phone: '138 0000 0000', consentVersion: CONSENT_TEXT.version }
const claim = async (who: Who, more: Partial<Request<'people', 'claim.submit'>> = {}) => {
  const input = { creditCode: UNCLAIMED_SHOP._id, uploadId: await upload(who), ...claimant, ...more }
  return (await done(who, 'claim.submit', input)).claim
}
const decide = (who: Who, claimId: string, decision: 'confirm' | 'refuse', reason = '') =>
  refusal(who, 'claim.decide', { claimId, decision, reason })
const holders = (creditCode: string) =>
  rows<{ personId: string; role: string }>('grants', { creditCode, endedAt: null }).map(
    ({ personId, role }) => `${role} ${personId}`,
  )
const noticesOf = (who: SampleName) =>
  rows<{ kind: string; reason: string | null }>('notices', { personId: samplePersonId(who) }).map(
    ({ kind, reason }) => (reason === null ? kind : `${kind}: ${reason}`),
  )

describe('a claim', () => {
  test('that a clerk confirms makes the claimant the owner, records the consent, and tells the claimant', async () => {
    const { id } = await claim('citizen')
    expect(holders(UNCLAIMED_SHOP._id)).toEqual([])
    expect(await decide('clerk', id, 'confirm')).toBe('ok')
    expect(holders(UNCLAIMED_SHOP._id)).toEqual([`merchantOwner ${samplePersonId('citizen')}`])
    expect(rows('consents')).toMatchObject([
      {
        creditCode: UNCLAIMED_SHOP._id,
        personId: samplePersonId('citizen'),
        textVersion: CONSENT_TEXT.version,
        medium: 'phone',
        withdrawnAt: null,
      },
    ])
    expect(noticesOf('citizen')).toEqual(['claimConfirmed'])
    expect(rows('claims')).toMatchObject([{ state: 'confirmed', decidedBy: samplePersonId('clerk') }])
    expect(rows('rosters', { _id: UNCLAIMED_SHOP._id })).toMatchObject([{ claims: [] }])
  })

  test('that a clerk refuses gives nothing, and the claimant reads why and may claim again', async () => {
    const { id } = await claim('citizen')
    expect(await decide('clerk', id, 'refuse', ' ')).toBe('REASON_MISSING')
    expect(await decide('clerk', id, 'refuse', '请找 13800138000')).toBe('PERSONAL_NUMBER_REFUSED')
    expect(await decide('clerk', id, 'refuse', '照片看不清楚，请重拍')).toBe('ok')
    expect(noticesOf('citizen')).toEqual(['claimRefused: 照片看不清楚，请重拍'])
    expect(holders(UNCLAIMED_SHOP._id)).toEqual([])
    expect(rows('rosters', { _id: UNCLAIMED_SHOP._id })).toEqual([])
    await claim('citizen')
  })

  test('keeps name and phone sealed, and no list shows them', async () => {
    await claim('citizen')
    const kept = JSON.stringify([rows('claims'), rows('auditLines'), rows('people')])
    for (const secret of [claimant.name, '13800000000', claimant.phone]) expect(kept).not.toContain(secret)
    const listed = JSON.stringify(await call('clerk', 'claim.list', { cursor: null, state: 'submitted' }))
    expect(listed).toContain('顾**')
    expect(listed).not.toMatch(/长风|138/)
  })

  test('is withdrawn by whoever made it, and by nobody else', async () => {
    const { id } = await claim('citizen')
    expect(await refusal('newcomer', 'claim.withdraw', { claimId: id })).toBe('NOT_FOUND')
    expect(await refusal('citizen', 'claim.withdraw', { claimId: id })).toBe('ok')
    expect(await refusal('citizen', 'claim.withdraw', { claimId: id })).toBe('CLAIM_DECIDED')
    expect(await decide('clerk', id, 'confirm')).toBe('CLAIM_DECIDED')
  })

  test('of the same person for the same shop is taken once, also when it is sent twice at once', async () => {
    const [first, second] = [await upload('citizen'), await upload('citizen')]
    const send = (uploadId: string) =>
      refusal('citizen', 'claim.submit', { creditCode: UNCLAIMED_SHOP._id, uploadId, ...claimant })
    expect((await Promise.all([send(first), send(second)])).sort()).toEqual(['CLAIM_OPEN_ALREADY', 'ok'])
    expect(rows('claims')).toHaveLength(1)
  })

  test('with something wrong is refused, each with its words, and leaves nothing', async () => {
    const cases: [what: string, wrong: object, code: string][] = [
      ['a name of digits', { name: '12345' }, 'NAME_INVALID'],
      ['a phone that is none', { phone: '12345' }, 'PHONE_INVALID'],
      ['no consent', { consentVersion: null }, 'CONSENT_MISSING'],
      ['consent to other words', { consentVersion: '2020-01' }, 'CONSENT_MISSING'],
      ['a credit code with a slip', { creditCode: '92231102MA00000313' }, 'CREDIT_CODE_INVALID'],
      ['an entity that is not there', { creditCode: UNKNOWN_CODE }, 'ENTITY_UNKNOWN'],
      ['an entity that is closed', { creditCode: CLOSED_SHOP._id }, 'ENTITY_CLOSED'],
      ['no picture', { uploadId: null }, 'CLAIM_EVIDENCE_MISSING'],
      ['an invented picture', { uploadId: '0'.repeat(26) }, 'CLAIM_EVIDENCE_MISSING'],
      ['a picture that is no id', { uploadId: 'cloud://x/../../y' }, 'REQUEST_INVALID'],
    ]
    const uploadId = await upload('citizen')
    for (const [index, [what, wrong, code]] of cases.entries()) {
      const who = { openId: `o-wrong-${index}` }
      const right = { creditCode: UNCLAIMED_SHOP._id, uploadId: await upload(who), ...claimant }
      expect([what, await refusal(who, 'claim.submit', { ...right, ...wrong })]).toEqual([what, code])
    }
    expect(rows('claims')).toEqual([])
    const right = { creditCode: UNCLAIMED_SHOP._id, uploadId, ...claimant }
    expect(await refusal('citizen', 'claim.submit', right)).toBe('ok')
  })

  test('of somebody who reads the audit log is refused', async () => {
    const input = { creditCode: UNCLAIMED_SHOP._id, uploadId: await upload('auditor'), ...claimant }
    expect(await refusal('auditor', 'claim.submit', input)).toBe('ROLE_EXCLUDED')
  })

  test('of the owner is refused', async () => {
    const input = { creditCode: SHOP._id, uploadId: await upload('owner'), ...claimant }
    expect(await refusal('owner', 'claim.submit', input)).toBe('CLAIM_ALREADY_OWNER')
  })
})

describe('the picture of the licence', () => {
  const submit = (uploadId: string, who: Who = 'citizen') =>
    refusal(who, 'claim.submit', { creditCode: UNCLAIMED_SHOP._id, uploadId, ...claimant })

  test('is told by what is in it, whatever was said before', async () => {
    expect(await submit(await upload('citizen', PAGE_AS_PICTURE))).toBe('FILE_REFUSED')
    expect(await submit(await upload('citizen', Buffer.alloc(0)))).toBe('FILE_REFUSED')
    expect(await submit(await upload('citizen', TOO_LARGE_PICTURE))).toBe('FILE_REFUSED')
    expect(rows('claims')).toEqual([])
  })

  test('is refused before it is sent when it is a PDF, nothing, or more than 10 MB', async () => {
    for (const input of [
      { type: 'application/pdf', bytes: 1000 },
      { type: 'constructor', bytes: 1000 },
      { type: 'image/png', bytes: 0 },
      { type: 'image/jpeg', bytes: 10 * 1024 * 1024 + 1 },
    ])
      expect([input, await refusal('citizen', 'evidence.prepare', input)]).toEqual([input, 'FILE_REFUSED'])
  })

  test('that was never sent, belongs to somebody else or was used before makes no claim', async () => {
    const { uploadId } = await done('citizen', 'evidence.prepare', { type: 'image/png', bytes: 10 })
    expect(await submit(uploadId)).toBe('CLAIM_EVIDENCE_MISSING')
    expect(await submit(await upload('newcomer'))).toBe('CLAIM_EVIDENCE_MISSING')
    const used = await upload('citizen')
    expect(await submit(used)).toBe('ok')
    const again = { creditCode: UNCLAIMED_ELSEWHERE._id, uploadId: used, ...claimant }
    expect(await refusal('citizen', 'claim.submit', again)).toBe('CLAIM_EVIDENCE_MISSING')
  })

  test('is shown to a clerk of the unit who says why, by a link that dies, and the look is in the log', async () => {
    const { id } = await claim('citizen')
    const look = (who: Who, reason: string) => call(who, 'claim.evidence', { claimId: id, reason })
    expect(await look('clerk', '看')).toMatchObject({ ok: false, error: { code: 'REASON_MISSING' } })
    expect(await look('otherClerk', '核对营业执照')).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    const answer = await look('clerk', '核对营业执照')
    if (!answer.ok) throw new Error(answer.error.code)
    const shown = await fetch(answer.value.url)
    expect(Buffer.from(await shown.arrayBuffer()).equals(PNG_PICTURE)).toBe(true)
    const endsAt = Number(new URL(answer.value.url).searchParams.get('t')) * 1000
    expect(endsAt - Date.now()).toBeLessThanOrEqual(5 * 60_000)
    expect((await fetch(answer.value.url.replace(/sign=\w/, 'sign=x'))).status).toBe(403)
    expect((await fetch(answer.value.url.split('?')[0] ?? '')).status).toBe(403)
    expect(rows('auditLines', { action: 'people.claim.evidence', outcome: 'ok' })).toMatchObject([
      { subject: id, reason: '核对营业执照', personId: samplePersonId('clerk') },
    ])
  })
})

describe('who decides', () => {
  test('is never the claimant', async () => {
    const { id } = await claim('clerk')
    expect(await decide('clerk', id, 'confirm')).toBe('CLAIM_OWN')
    expect(await done('clerk', 'claim.read', { claimId: id })).toMatchObject({ isOwn: true })
    expect(await decide('secondClerk', id, 'confirm')).toBe('ok')
  })

  test('is of the shop’s unit or the city office; to others the claim is not there', async () => {
    const { id } = await claim('citizen')
    for (const who of ['otherClerk', 'otherLead'] as const) {
      expect(await decide(who, id, 'confirm')).toBe('NOT_FOUND')
      expect(await refusal(who, 'claim.read', { claimId: id })).toBe('NOT_FOUND')
      expect(await done(who, 'claim.list', { cursor: null, state: 'submitted' })).toEqual({
        rows: [],
        cursor: null,
      })
    }
    for (const who of ['citizen', 'owner', 'departmentOfficer', 'auditor'] as const)
      expect(await decide(who, id, 'confirm')).toBe('NOT_ALLOWED')
    expect(await decide('cityOfficer', id, 'confirm')).toBe('ok')
  })

  test('is one of two who decide at once; the other reads that it is decided', async () => {
    const { id } = await claim('citizen')
    const answers = await Promise.all([
      decide('clerk', id, 'confirm'),
      decide('secondClerk', id, 'refuse', '照片看不清楚'),
    ])
    expect(answers.sort()).toEqual(['CLAIM_DECIDED', 'ok'])
    expect(noticesOf('citizen')).toHaveLength(1)
  })

  test('sees the registry’s data beside the claim', async () => {
    const { id } = await claim('citizen')
    expect(await done('clerk', 'claim.read', { claimId: id })).toMatchObject({
      claim: { maskedName: '顾**', isDispute: false },
      maskedPhone: '138****0000',
      isOwn: false,
      owner: null,
      registry: { name: UNCLAIMED_SHOP.name, legalRepresentative: '顾长风', status: 'active' },
    })
  })
})

describe('a shop that somebody else holds', () => {
  test('is in dispute: the owner is told, a person decides, and confirming ends the owner and the managers', async () => {
    const { id } = await claim('citizen', { creditCode: SHOP._id })
    expect(noticesOf('owner')).toEqual(['claimDisputed'])
    expect(await done('clerk', 'claim.read', { claimId: id })).toMatchObject({
      claim: { isDispute: true },
      owner: { maskedName: '宋**' },
    })
    expect(await decide('clerk', id, 'confirm')).toBe('REASON_MISSING')
    expect(await decide('clerk', id, 'confirm', '执照已变更经营者')).toBe('ok')
    expect(holders(SHOP._id)).toEqual([`merchantOwner ${samplePersonId('citizen')}`])
    expect(noticesOf('owner')).toEqual(['claimDisputed', 'roleEnded: 执照已变更经营者'])
    expect(noticesOf('manager')).toEqual(['roleEnded: 执照已变更经营者'])
  })

  test('stays with its owner when the claim is refused', async () => {
    const { id } = await claim('citizen', { creditCode: SHOP._id })
    expect(await decide('clerk', id, 'refuse', '执照不是这家店的')).toBe('ok')
    expect(holders(SHOP._id)).toContain(`merchantOwner ${samplePersonId('owner')}`)
  })

  test('is not decided by its owner', async () => {
    const { id: first } = await claim('clerk')
    expect(await decide('lead', first, 'confirm')).toBe('ok')
    const { id } = await claim('citizen')
    expect(await decide('clerk', id, 'refuse', '这是我的店铺')).toBe('CLAIM_OWN')
  })

  test('became so while the claim waited: it is flagged, and the new owner is told', async () => {
    const { id: first } = await claim('citizen')
    const { id: second } = await claim('newcomer')
    expect(await decide('clerk', first, 'confirm')).toBe('ok')
    expect(await done('clerk', 'claim.read', { claimId: second })).toMatchObject({
      claim: { isDispute: true },
      owner: { maskedName: '顾**' },
    })
    expect(noticesOf('citizen').sort()).toEqual(['claimConfirmed', 'claimDisputed'])
  })

  test('gets one owner when two claims are confirmed at once', async () => {
    const { id: first } = await claim('citizen')
    const { id: second } = await claim('newcomer')
    const answers = await Promise.all([
      decide('clerk', first, 'confirm', '执照与本人一致'),
      decide('secondClerk', second, 'confirm', '执照与本人一致'),
    ])
    expect(answers).toEqual(['ok', 'ok'])
    expect(holders(UNCLAIMED_SHOP._id)).toHaveLength(1)
    expect(rows('rosters', { _id: UNCLAIMED_SHOP._id })).toMatchObject([{ claims: [] }])
  })
})

describe('the list of claims', () => {
  test('shows those that wait in the order they came, page by page, each once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 23; n++) ids.push((await claim({ openId: `o-many-${n}` })).id)
    const first = await done('clerk', 'claim.list', { cursor: null, state: 'submitted' })
    expect(first.rows).toHaveLength(20)
    const second = await done('clerk', 'claim.list', { cursor: first.cursor, state: 'submitted' })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids)
    expect(second.cursor).toBeNull()
    const ofCity = await done('cityOfficer', 'claim.list', { cursor: first.cursor, state: 'submitted' })
    expect(ofCity).toEqual(second)
  })

  test('refuses a cursor that it has not given', async () => {
    for (const cursor of ['', 'x', '1-2', `{"$gt":""}`])
      expect(await refusal('clerk', 'claim.list', { cursor, state: 'submitted' })).toBe('REQUEST_INVALID')
  })
})

describe('a claim code', () => {
  const make = (who: Who = 'clerk', creditCode = UNCLAIMED_SHOP._id) =>
    done(who, 'claimCode.make', { creditCode })
  const redeem = (who: Who, code: string, more: object = {}) =>
    refusal(who, 'claimCode.redeem', { code, ...claimant, ...more })

  test('makes whoever types it the owner, with consent, and works once', async () => {
    const { code, entityName } = await make()
    expect(code).toMatch(/^\d{8}$/)
    expect(entityName).toBe(UNCLAIMED_SHOP.name)
    expect(await redeem('citizen', code, { consentVersion: null })).toBe('CONSENT_MISSING')
    expect(await redeem('citizen', `${code.slice(0, 4)} ${code.slice(4)}`)).toBe('ok')
    expect(holders(UNCLAIMED_SHOP._id)).toEqual([`merchantOwner ${samplePersonId('citizen')}`])
    expect(rows('consents')).toMatchObject([{ creditCode: UNCLAIMED_SHOP._id, medium: 'phone' }])
    expect(await redeem('newcomer', code)).toBe('CLAIM_CODE_USED')
  })

  test('is kept as a digest, and the digits stand nowhere', async () => {
    const { code } = await make()
    expect(JSON.stringify([rows('claimCodes'), rows('auditLines')])).not.toContain(code)
  })

  test('used by two at once makes one of them the owner', async () => {
    const { code } = await make()
    const answers = await Promise.all([redeem('citizen', code), redeem('newcomer', code)])
    expect(answers.sort()).toEqual(['CLAIM_CODE_USED', 'ok'])
    expect(holders(UNCLAIMED_SHOP._id)).toHaveLength(1)
  })

  test('dies after half an hour', async () => {
    const { code, expiresAt } = await make()
    const [row] = rows<{ _id: string; madeAt: number }>('claimCodes')
    expect(expiresAt - (row?.madeAt ?? 0)).toBe(30 * 60_000)
    change('claimCodes', row?._id ?? '', { expiresAt: Date.now() })
    expect(await redeem('citizen', code)).toBe('CLAIM_CODE_EXPIRED')
  })

  test('that was never given is unknown, and after six tries in a minute there is a pause', async () => {
    for (const code of ['', 'abcdefgh', '1234567', '00000000', '123456789'])
      expect(await redeem('citizen', code)).toBe('CLAIM_CODE_UNKNOWN')
    const { code } = await make()
    await redeem('citizen', '11111111')
    expect(await redeem('citizen', code)).toBe('TOO_MANY_REQUESTS')
    expect(await redeem('newcomer', code)).toBe('ok')
  })

  test('is not for the clerk who made it, nor for a shop that has an owner', async () => {
    const { code } = await make()
    expect(await redeem('clerk', code)).toBe('CLAIM_OWN')
    expect(await refusal('clerk', 'claimCode.make', { creditCode: SHOP._id })).toBe('ROLE_SHOP_HAS_OWNER')
    const { id } = await claim('newcomer')
    expect(await decide('lead', id, 'confirm')).toBe('ok')
    expect(await redeem('citizen', code)).toBe('ROLE_SHOP_HAS_OWNER')
  })

  test('is made for shops of the own unit only; others answer as if they were not there', async () => {
    const ask = (creditCode: string) => refusal('clerk', 'claimCode.make', { creditCode })
    expect(await ask(UNCLAIMED_ELSEWHERE._id)).toBe('ENTITY_UNKNOWN')
    expect(await ask(UNKNOWN_CODE)).toBe('ENTITY_UNKNOWN')
    expect(await ask(CLOSED_SHOP._id)).toBe('ENTITY_CLOSED')
    expect(await ask('?')).toBe('CREDIT_CODE_INVALID')
    await make('otherClerk', UNCLAIMED_ELSEWHERE._id)
  })

  test('settles the claim that its holder had sent before', async () => {
    const { id } = await claim('citizen')
    const { code } = await make()
    expect(await redeem('citizen', code)).toBe('ok')
    expect(rows('claims', { _id: id })).toMatchObject([
      { state: 'confirmed', decidedBy: samplePersonId('clerk') },
    ])
  })
})

test('before claiming, the shop is found by its credit code, however it was typed', async () => {
  const find = (creditCode: string) => call('citizen', 'entity.find', { creditCode })
  const typed = ` ${UNCLAIMED_SHOP._id.toLowerCase().slice(0, 8)} ${UNCLAIMED_SHOP._id.slice(8)} `
  expect(await find(typed)).toEqual({
    ok: true,
    value: { creditCode: UNCLAIMED_SHOP._id, name: UNCLAIMED_SHOP.name, unitName: '爱辉区' },
  })
  expect(await find('123')).toMatchObject({ error: { code: 'CREDIT_CODE_INVALID' } })
  expect(await find(CLOSED_SHOP._id)).toMatchObject({ error: { code: 'ENTITY_CLOSED' } })
})
