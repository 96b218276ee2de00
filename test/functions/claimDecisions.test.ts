import { openClaims } from '../support/claims'
import { SHOP, UNCLAIMED_SHOP } from '../support/sampleCity'
import { samplePersonId } from '../support/samplePeople'

/** Who decides a claim, and what becomes of a shop that somebody else holds. */

const { done, refusal, rows, claim, decide, holders, noticesOf } = openClaims()

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
