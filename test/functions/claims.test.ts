import { CONSENT_TEXT } from '../../src/domain/consentText'
import { makeCreditCode } from '../../src/domain/creditCode'
import { claimant, openClaims } from '../support/claims'
import { CLOSED_SHOP, SHOP, UNCLAIMED_SHOP } from '../support/sampleCity'
import { samplePersonId } from '../support/samplePeople'

/** Claims of shops, as claimants make them: the built function, through the real SDK, on localcloud. */

const { call, refusal, rows, upload, claim, decide, holders, noticesOf } = openClaims()

const UNKNOWN_CODE = makeCreditCode('92231102', 'MA000009')

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
