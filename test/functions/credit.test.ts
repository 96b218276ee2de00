import { shanghaiDate } from '../../src/domain/calendar'
import { matching } from '../../src/localcloud/store/find'
import type { Document } from '../../src/localcloud/store/values'
import type { TestCloud } from '../support/cloud'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'

/** The built function, through the real SDK, on localcloud. */

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

type Answer = { ok: boolean; value?: Record<string, unknown>; error?: { code: string; message: string } }
const call = (action: string, input: unknown) =>
  cloud.callFunction('credit', { action, input }) as Promise<Answer>
const post = async (body: string) => {
  const answer = await fetch(`${cloud.url}/api/credit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return { status: answer.status, answer: (await answer.json()) as Answer }
}
const requestsOf = async (work: () => Promise<unknown>) => {
  const before = cloud.databaseRequests()
  await work()
  return cloud.databaseRequests() - before
}

describe('report.read', () => {
  test('an assigned plaque shows its report, asked by code or by number', async () => {
    const byCode = await call('report.read', { code: PLAQUES.assigned.code })
    expect(byCode.value).toMatchObject({
      outcome: 'report',
      plaque: PLAQUES.assigned,
      body: { entity: { name: SHOP.name } },
    })
    const byNumber = await call('report.read', { number: PLAQUES.assigned.number })
    expect(byNumber.value).toMatchObject({ outcome: 'report', plaque: PLAQUES.assigned })
  })

  test.each(['notAssigned', 'replaced', 'suspended', 'revoked', 'deregistered'] as const)(
    'a genuine plaque that is %s says so and shows nothing',
    async (reason) => {
      const { value } = await call('report.read', { code: PLAQUES[reason].code })
      expect(value).toMatchObject({ outcome: 'notShown', reason, plaque: PLAQUES[reason] })
      expect(value).not.toHaveProperty('body')
    },
  )

  test('a forged code, a mistyped number and a plaque that the city does not know are told apart', async () => {
    const forged = PLAQUES.assigned.code.slice(0, 19) + (PLAQUES.assigned.code.endsWith('0') ? '1' : '0')
    expect((await call('report.read', { code: forged })).error?.code).toBe('PLAQUE_CODE_NOT_GENUINE')
    expect((await call('report.read', { number: '111111112' })).error?.code).toBe('PLAQUE_NUMBER_CHECK')
    expect((await call('report.read', { code: PLAQUES.unknown.code })).error?.code).toBe('PLAQUE_UNKNOWN')
  })

  test('costs one database request for an assigned plaque, at most two in another state, none when forged', async () => {
    expect(await requestsOf(() => call('report.read', { code: PLAQUES.assigned.code }))).toBe(1)
    expect(await requestsOf(() => call('report.read', { code: PLAQUES.suspended.code }))).toBe(2)
    expect(await requestsOf(() => call('report.read', { code: '0'.repeat(20) }))).toBe(0)
    expect(await requestsOf(() => call('report.read', { number: '123456789' }))).toBe(0)
  })

  test('nothing leaves that is not on the white list: no home address, no personal number, no field of ours', async () => {
    const text = JSON.stringify(await call('report.read', { code: PLAQUES.assigned.code }))
    for (const secret of [
      SHOP.address as string,
      '110101199003074512',
      '13800138000',
      PENALTY.values.internalNote as string,
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain(PENALTY.values.documentNumber as string)
  })

  test('a projection past its day, or marked while a job writes, is computed anew', async () => {
    const reports = cloud.store.collection('reports')
    const change = (fields: object) => {
      const [match] = [...matching(reports, { _id: SHOP._id })]
      if (!match) throw new Error('the sample city has the report')
      const next = { ...match.document, ...fields } as Document
      reports.replace(match.place, match.document, next, JSON.stringify(next))
    }
    const shownName = async () =>
      (
        (await call('report.read', { code: PLAQUES.assigned.code })).value as {
          body: { entity: { name: string } }
        }
      ).body.entity.name
    const [original] = [...matching(reports, { _id: SHOP._id })]
    const body = original?.document.body as { entity: object }
    change({ body: { ...body, entity: { ...body.entity, name: '旧名' } } })
    expect(await shownName()).toBe('旧名')
    change({ changesOn: shanghaiDate(Date.now()) })
    expect(await shownName()).toBe(SHOP.name)
    change({ changesOn: null, stale: true, writers: ['intake-1'] })
    expect(await shownName()).toBe(SHOP.name)
    change({ ...original?.document })
  })
})

describe('scan.record', () => {
  const count = () =>
    [...matching(cloud.store.collection('scanCounts'), {})].reduce(
      (sum, { document }) => sum + (document.count as number),
      0,
    )

  test('counts each scan once per entity and day, also when many come at once, and nothing of the person', async () => {
    const scans = Array.from({ length: 20 }, () => call('scan.record', { code: PLAQUES.assigned.code }))
    expect((await Promise.all(scans)).every((answer) => answer.value?.recorded)).toBe(true)
    expect(count()).toBe(20)
    const [row] = [...matching(cloud.store.collection('scanCounts'), {})]
    expect(Object.keys(row?.document ?? {}).sort()).toEqual(['_id', 'count', 'creditCode', 'day'])
  })

  test('does not count a plaque that shows no report', async () => {
    const before = count()
    for (const standing of ['suspended', 'revoked', 'notAssigned', 'deregistered'] as const)
      expect((await call('scan.record', { code: PLAQUES[standing].code })).value).toEqual({ recorded: false })
    expect(count()).toBe(before)
  })
})

describe('the contract', () => {
  test('both roads give the same answer', async () => {
    const event = { action: 'report.read', input: { code: PLAQUES.suspended.code } }
    const { status, answer } = await post(JSON.stringify(event))
    expect(status).toBe(200)
    expect(answer).toEqual(await call(event.action, event.input))
  })

  test.each([
    ['no object', '"x"', 'REQUEST_INVALID'],
    ['no JSON', '{"action":', 'REQUEST_INVALID'],
    ['empty', '', 'REQUEST_INVALID'],
    ['an unknown action', '{"action":"report.delete","input":{}}', 'ACTION_UNKNOWN'],
    ['an inherited name as action', '{"action":"constructor","input":{}}', 'ACTION_UNKNOWN'],
    [
      'an unknown field beside the action',
      '{"action":"report.read","input":{"code":"x"},"caller":"admin"}',
      'REQUEST_INVALID',
    ],
    [
      'an unknown field in the input',
      '{"action":"report.read","input":{"code":"x","openId":"someone"}}',
      'REQUEST_INVALID',
    ],
    ['a wrong type', '{"action":"report.read","input":{"code":7}}', 'REQUEST_INVALID'],
    [
      'a code that is far too long',
      JSON.stringify({ action: 'report.read', input: { code: 'x'.repeat(1_000_000) } }),
      'REQUEST_TOO_LARGE',
    ],
  ])(
    'an event that is %s is refused with a code and a sentence, without the database',
    async (_what, body, code) => {
      const before = cloud.databaseRequests()
      const { answer } = await post(body)
      expect(answer).toMatchObject({ ok: false, error: { code } })
      expect(answer.error?.message).toMatch(/。$/)
      expect(JSON.stringify(answer)).not.toMatch(/at .*\.js/)
      expect(cloud.databaseRequests()).toBe(before)
    },
  )

  test('a function that does not exist is a plain 404', async () => {
    const answer = await fetch(`${cloud.url}/api/nothing`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
  })
})
