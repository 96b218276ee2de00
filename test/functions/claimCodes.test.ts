import { makeCreditCode } from '../../src/domain/creditCode'
import { claimant, openClaims, type Who } from '../support/claims'
import { CLOSED_SHOP, SHOP, UNCLAIMED_ELSEWHERE, UNCLAIMED_SHOP } from '../support/sampleCity'
import { samplePersonId } from '../support/samplePeople'

/** Codes that a clerk reads out and that make whoever types them the owner. */

const { done, refusal, rows, change, claim, decide, holders } = openClaims()

const UNKNOWN_CODE = makeCreditCode('92231102', 'MA000009')

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
