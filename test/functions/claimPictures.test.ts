import { claimant, openClaims, type Who } from '../support/claims'
import { UNCLAIMED_ELSEWHERE, UNCLAIMED_SHOP } from '../support/sampleCity'
import { samplePersonId } from '../support/samplePeople'
import { PAGE_AS_PICTURE, PNG_PICTURE, TOO_LARGE_PICTURE } from '../support/samplePictures'

/** Pictures of licences that prove a claim: who may send which, and who sees them. */

const { call, done, refusal, rows, upload, claim } = openClaims()

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
