import { auditReading } from '../../src/cloudbase/auditReading'
import { openDatabase } from '../../src/cloudbase/database'
import { makeGuard } from '../../src/cloudbase/guard'
import { openProtection } from '../../src/cloudbase/protection'
import { INDEXES } from '../../src/cloudbase/rows'
import { AUDIT_SHARDS, type AuditLine } from '../../src/domain/auditLine'
import type { Roster } from '../../src/domain/people'
import { ok } from '../../src/domain/result'
import { matching } from '../../src/localcloud/store/find'
import { verifyLog } from '../../src/usecases/audit/verifyLog'
import type { Call } from '../../src/usecases/call'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'

/** Many who write at the same moment, through the guard and the real SDK. */

const WRITERS = 200
const { protection, auditSeal } = openProtection(SAMPLE_KEYS)

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startTestCloud({ indexes: INDEXES })
})
afterEach(() => cloud.remove())

/** So many people who act at once; each does the same with a number of their own. */
async function actAtOnce(count: number, act: (call: Call, number: number) => Promise<void>) {
  const guard = makeGuard({ database: openDatabase(), protection, auditSeal, now: Date.now })
  const answers = Array.from({ length: count }, (_, number) =>
    guard.answer({
      action: 'people.notice.see',
      contract: { audience: 'identified', effect: 'change', perMinute: 20 },
      input: { success: true, data: {} },
      origin: { openId: `o-${number}`, sessionToken: null, address: '', userAgent: '', isHttp: false },
      handler: async (_input, call) => {
        await act(call, number)
        return ok({})
      },
    }),
  )
  return Promise.all(answers)
}
const linesOf = () =>
  [...matching(cloud.store.collection('auditLines'), {})].map(
    ({ document }) => document as unknown as AuditLine,
  )
const rostersOf = () =>
  [...matching(cloud.store.collection('rosters'), {})].map(({ document }) => document as unknown as Roster)
const rosterOf = (id: string, number: number): Roster => ({
  _id: id,
  holders: [{ grantId: `grant${number}`, personId: `person${number}`, role: 'unitClerk' }],
  claims: [],
})

test(`${WRITERS} changes at once all happen, each with its line, and the log holds`, async () => {
  const answers = await actAtOnce(WRITERS, async ({ changes }, number) => {
    changes.insert('rosters', rosterOf(`place${number}`, number))
  })
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  const lines = linesOf()
  expect(cloud.store.collection('rosters').size()).toBe(WRITERS)
  expect(new Set(lines.map(({ changes }) => changes[0]?.id)).size).toBe(WRITERS)
  expect(new Set(lines.map(({ shard }) => shard)).size).toBeGreaterThan(AUDIT_SHARDS / 2)
  const state = await verifyLog(auditReading(openDatabase(), auditSeal), [])
  expect(state).toEqual({ lineCount: WRITERS, sealedOn: null, flaws: [] })
})

test('twenty at once on one and the same document: none is lost, none goes in twice', async () => {
  const answers = await actAtOnce(20, async ({ changes }, number) => {
    const roster = await changes.find('rosters', 'place')
    const [holder] = rosterOf('place', number).holders
    if (!holder) throw new Error('a roster of one')
    if (roster) changes.update('rosters', { ...roster, holders: [...roster.holders, holder] })
    else changes.insert('rosters', { _id: 'place', holders: [holder], claims: [] })
  })
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  const holders = rostersOf().flatMap((roster) => roster.holders.map(({ grantId }) => grantId))
  expect(holders).toHaveLength(20)
  expect(new Set(holders).size).toBe(20)
  expect(linesOf()).toHaveLength(20)
})
