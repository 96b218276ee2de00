import { parse } from 'csv-parse/sync'
import { appendJobLine, appendLineAlone } from '../../src/cloudbase/auditLog'
import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import type { AuditFilter } from '../../src/contracts/audit'
import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import type { AuditDaySeal, AuditEntry, AuditLine } from '../../src/domain/auditLine'
import { shanghaiDate } from '../../src/domain/calendar'
import { matching } from '../../src/localcloud/store/find'
import { ENTRY } from '../support/auditLines'
import { codeOf, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { type SampleName, sampleIdentity, samplePersonId } from '../support/samplePeople'

/** The built functions `audit` and `nightly`, through the real SDK. */

const ANY: AuditFilter = {
  personId: null,
  creditCode: null,
  action: null,
  outcome: null,
  from: null,
  to: null,
}
const T0 = Date.parse('2026-11-20T09:00:00+08:00')
const { protection, auditSeal } = openProtection(SAMPLE_KEYS)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
  const database = openDatabase()
  const write = (entry: Partial<AuditEntry>) => appendLineAlone(database, auditSeal, { ...ENTRY, ...entry })
  for (let number = 0; number < 120; number++)
    await write({
      // Two at a time have the same instant.
      at: T0 + Math.floor(number / 2) * 1000,
      personId: samplePersonId(number % 3 === 0 ? 'clerk' : 'lead'),
      creditCode: number % 4 === 0 ? SHOP._id : null,
      action: number % 5 === 0 ? 'people.grant.end' : 'people.claim.decide',
      outcome: number % 10 === 0 ? 'NOT_ALLOWED' : 'ok',
      reason: `=第 ${number} 条`,
    })
  await write({
    at: T0 - 1000,
    changes: [
      { collection: 'claims', id: 'c', field: 'state', before: '"submitted"', after: '"confirmed"' },
      {
        collection: 'people',
        id: 'p',
        field: 'name',
        before: null,
        after: JSON.stringify(protection.seal('name', '宋知远')),
      },
    ],
  })
  await appendJobLine(database, auditSeal, {
    at: T0 - 2000,
    door: 'timer',
    action: 'job.auditArchive',
    ids: ['a', 'b'],
  })
}, 120_000)
afterAll(() => cloud.remove())

function ask<A extends ActionName<'audit'>>(who: SampleName, action: A, input: Request<'audit', A>) {
  return cloud.callFunction('audit', { action, input }, sampleIdentity(who)) as Promise<
    CallAnswer<Response<'audit', A>>
  >
}
async function wholeList(filter: Partial<AuditFilter>) {
  const rows = []
  for (let cursor: string | null = null; ; ) {
    const page: Response<'audit', 'line.list'> = successOf(
      await ask('auditor', 'line.list', { ...ANY, to: T0 + 3_600_000, ...filter, cursor }),
    )
    rows.push(...page.rows)
    cursor = page.cursor
    if (cursor === null) return rows
  }
}
const written = () => documentsOf<AuditLine>(cloud.store, 'auditLines')

describe('the list', () => {
  test('gives every line once, newest first, over all pages', async () => {
    const rows = await wholeList({})
    expect(rows).toHaveLength(122)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(122)
    const order = rows.map(({ at, id }) => [at, id] as const)
    expect(order).toEqual([...order].sort(([a, x], [b, y]) => b - a || (x < y ? 1 : -1)))
  })

  test.each<[string, Partial<AuditFilter>, (line: AuditLine) => boolean]>([
    [
      'a person',
      { personId: samplePersonId('clerk') },
      ({ personId }) => personId === samplePersonId('clerk'),
    ],
    [
      'a shop, as it may be typed',
      { creditCode: ` ${SHOP._id.toLowerCase()} ` },
      ({ creditCode }) => creditCode === SHOP._id,
    ],
    ['an action', { action: 'people.grant.end' }, ({ action }) => action === 'people.grant.end'],
    ['what was done', { outcome: 'ok' }, ({ outcome }) => outcome === 'ok'],
    ['what was refused', { outcome: 'refused' }, ({ outcome }) => outcome !== 'ok'],
    ['one reason of refusal', { outcome: 'NOT_ALLOWED' }, ({ outcome }) => outcome === 'NOT_ALLOWED'],
    ['a time', { from: T0 + 10_000, to: T0 + 20_000 }, ({ at }) => at >= T0 + 10_000 && at < T0 + 20_000],
    [
      'all of them together',
      {
        personId: samplePersonId('clerk'),
        creditCode: SHOP._id,
        action: 'people.grant.end',
        outcome: 'refused',
        from: T0,
      },
      (line) =>
        line.personId === samplePersonId('clerk') &&
        line.creditCode === SHOP._id &&
        line.action === 'people.grant.end' &&
        line.isRefused,
    ],
  ])('by %s', async (_what, filter, isMeant) => {
    const expected = written().filter((line) => line.at < T0 + 3_600_000 && isMeant(line))
    expect(expected.length).toBeGreaterThan(0)
    const found = (await wholeList(filter)).map(({ id }) => id)
    expect(found.sort()).toEqual(expected.map(({ _id }) => _id).sort())
  })

  test('a cursor that no list gave is refused', async () => {
    for (const cursor of ['1', `${T0}-x`, '-', `${T0}-00:1`])
      expect(codeOf(await ask('auditor', 'line.list', { ...ANY, cursor }))).toBe('REQUEST_INVALID')
  })
})

describe('one line', () => {
  test('says what changed in words; what is personal stays sealed', async () => {
    const [line] = written().filter(({ at }) => at === T0 - 1000)
    const answer = successOf(await ask('auditor', 'line.read', { id: line?._id ?? '' }))
    expect(answer.changes).toEqual([
      { thing: '认领', id: 'c', field: '状态', before: '等待核对', after: '已通过', isSealed: false },
      { thing: '人员', id: 'p', field: '姓名', before: '无', after: '已加密，不显示', isSealed: true },
    ])
    expect(answer).toMatchObject({ sequence: line?.sequence, hash: line?.hash, batch: null })
    expect(JSON.stringify(answer)).not.toContain(JSON.parse(line?.changes[1]?.after ?? '""'))
  })

  test('of a job tells how many it touched, with the digest of their ids', async () => {
    const [line] = written().filter(({ at }) => at === T0 - 2000)
    const { batch } = successOf(await ask('auditor', 'line.read', { id: line?._id ?? '' }))
    // printf 'a\nb\n' | sha256sum
    expect(batch).toEqual({
      count: 2,
      digest: '911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2',
    })
  })

  test('that is not there is not found', async () => {
    expect(codeOf(await ask('auditor', 'line.read', { id: '00:999999999999' }))).toBe('NOT_FOUND')
  })
})

describe('taking the log out', () => {
  test('gives a CSV over several pages, with one header and no formula', async () => {
    let text = ''
    let count = 0
    for (let cursor: string | null = null; ; ) {
      const page: Response<'audit', 'line.export'> = successOf(
        await ask('auditor', 'line.export', { ...ANY, to: T0 + 3_600_000, cursor, reason: '年度审计需要' }),
      )
      text += page.text
      count += page.count
      cursor = page.cursor
      if (cursor === null) break
    }
    expect(text.startsWith('\uFEFF')).toBe(true)
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]
    expect(rows).toHaveLength(count)
    expect(rows).toHaveLength(122)
    expect(rows[0]).toMatchObject({ 操作: '处理认领', 结果: '完成', 角色: '单位经办人', 入口: '微信小程序' })
    expect(rows[0]?.理由).toMatch(/^'=第/)
    expect(rows.find(({ 变更 }) => 变更?.includes('认领·状态：等待核对 → 已通过'))).toBeDefined()
    expect(text).not.toMatch(/p1:/)
  })

  test('needs a reason without personal numbers, which then is in the log with what was taken', async () => {
    const take = (reason: string) =>
      ask('auditor', 'line.export', { ...ANY, creditCode: SHOP._id, cursor: null, reason })
    expect(codeOf(await take('  看 '))).toBe('REASON_MISSING')
    expect(codeOf(await take('核对 13800138000 的操作'))).toBe('PERSONAL_NUMBER_REFUSED')
    successOf(await take('核对这家店的操作'))
    const lines = written().filter(
      ({ action, creditCode }) => action === 'audit.line.export' && creditCode === SHOP._id,
    )
    expect(lines.map(({ outcome, reason }) => [outcome, reason]).sort()).toEqual([
      ['PERSONAL_NUMBER_REFUSED', null],
      ['REASON_MISSING', null],
      ['ok', '核对这家店的操作'],
    ])
  })
})

test('an auditor’s own looks are in the log, and who is none gets nothing and is in it too', async () => {
  const before = written().length
  expect(codeOf(await ask('cityOfficer', 'line.list', { ...ANY, cursor: null }))).toBe('NOT_ALLOWED')
  expect(codeOf(await ask('clerk', 'line.read', { id: '00:000000000001' }))).toBe('NOT_ALLOWED')
  expect(codeOf(await ask('citizen', 'line.export', { ...ANY, cursor: null, reason: '看看日志' }))).toBe(
    'NOT_ALLOWED',
  )
  successOf(await ask('auditor', 'line.list', { ...ANY, personId: samplePersonId('clerk'), cursor: null }))
  expect(written().length - before).toBe(4)
  const [look] = written()
    .filter(({ action, outcome }) => action === 'audit.line.list' && outcome === 'ok')
    .sort((a, b) => b.at - a.at)
  expect(look).toMatchObject({
    personId: samplePersonId('auditor'),
    subject: `personId=${samplePersonId('clerk')}`,
  })
})

test('what an auditor pastes into a search is written down only if it can be found: no phone number stays', async () => {
  const pasted = { personId: '13900000001', creditCode: '139 0000 0001' }
  expect(await wholeList(pasted)).toEqual([])
  expect(JSON.stringify(written())).not.toMatch(/139 ?0000/)
})

describe('every night', () => {
  test('its timer seals where the chains end, once; nobody else may ask for it', async () => {
    const event = { Type: 'Timer', TriggerName: 'everyNight' }
    expect(await cloud.callFunction('nightly', event, sampleIdentity('cityOfficer'))).toMatchObject({
      ok: false,
    })
    const http = await fetch(`${cloud.url}/api/nightly`, { method: 'POST', body: '{}' })
    expect(await http.json()).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } })
    expect(documentsOf(cloud.store, 'auditSeals')).toEqual([])

    expect(cloud.timers().map(({ function: name }) => name)).toContain('nightly')
    const sealedOn = shanghaiDate(Date.now())
    const done = { sealedOn, deleted: {}, rebuilt: 0, sealedAnew: 0, unopened: [], cleared: 0, told: 0 }
    expect(await cloud.callFunction('nightly', event)).toEqual(done)
    expect(await cloud.callFunction('nightly', event)).toEqual(done)
    const [day, ...others] = documentsOf<AuditDaySeal>(cloud.store, 'auditSeals')
    expect(others).toEqual([])
    expect(day?.flaws).toEqual([])
    const jobs = written().filter(({ action }) => action === 'job.auditSeal')
    expect(jobs).toHaveLength(1)
    expect(jobs[0]).toMatchObject({ door: 'timer', personId: null, batch: { count: day?.heads.length } })
  })

  test('a run fails, for the operator to be told, when the log was tampered with', async () => {
    const line = written().find(({ at }) => at === T0)
    overwrite(cloud.store, 'auditLines', line?._id ?? '', { outcome: 'NOBODY_WROTE_THIS' })
    takeOutSeals()
    await expect(cloud.callFunction('nightly', { Type: 'Timer' })).rejects.toThrow('nightly threw')
    expect(documentsOf<AuditDaySeal>(cloud.store, 'auditSeals')).toEqual([
      expect.objectContaining({ flaws: [{ kind: 'altered', id: line?._id }] }),
    ])
  })
})

/** As if no day had been sealed yet. */
function takeOutSeals() {
  const seals = cloud.store.collection('auditSeals')
  for (const { place, document } of [...matching(seals, {})])
    cloud.store.write(() => seals.remove(place, document))
}
