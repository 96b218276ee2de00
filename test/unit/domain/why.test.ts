import { addDays, addMonths } from '../../../src/domain/calendar'
import type { PublicityFacts, RulesForOldRecords } from '../../../src/domain/publication'
import type { PenaltyTier } from '../../../src/domain/publicationRules'
import { projectReport, type RecordFacts } from '../../../src/domain/report'
import { why } from '../../../src/domain/why'
import { SHOP } from '../../support/sampleCity'

/** The law table, row by row: what an officer and a merchant read of a record, and that the report does the same. */

/** Domain facts 3.1, by hand: [shortest, longest] in months; null: no early repair, or not shown. */
const LAW: Record<
  string,
  { decidedOn: string; words: string; terms: Record<PenaltyTier, [number, number] | null> }
> = {
  '2019': {
    decidedOn: '2020-01-31',
    words: '发改办财金〔2019〕527号',
    terms: { minor: [3, 12], ordinary: [3, 12], serious: [6, 36] },
  },
  '2023': {
    decidedOn: '2023-06-30',
    words: '国家发展改革委令第58号',
    // No tiers; what is 轻微 by its nature is not shown, and here the nature is that of the ordinary.
    terms: { minor: [3, 36], ordinary: [3, 36], serious: [3, 36] },
  },
  '2026': {
    decidedOn: '2026-05-31',
    words: '国家发展改革委令第36号',
    terms: { minor: null, ordinary: [3, 12], serious: [12, 36] },
  },
}
const PROCEDURES = { 普通程序: {}, 简易程序: { simpleProcedure: true } }
const EVENTS: Record<string, (decidedOn: string) => PublicityFacts> = {
  无: () => ({}),
  确有必要公示: () => ({ mustPublish: true }),
  报送截止期更早: (on) => ({ reportedUntil: addDays(on, 40) }),
  已修复: (on) => ({ repairedOn: addDays(on, 5) }),
  已撤销: (on) => ({ revokedOn: addDays(on, 5) }),
  复议诉讼: () => ({ suspended: true }),
  未成年人: () => ({ subjectIsMinor: true }),
}
const TIERS: PenaltyTier[] = ['minor', 'ordinary', 'serious']

const ROWS = Object.keys(LAW).flatMap((law) =>
  TIERS.flatMap((tier) =>
    Object.keys(PROCEDURES).flatMap((procedure) =>
      Object.keys(EVENTS).map((event) => [law, tier, procedure, event]),
    ),
  ),
) as [string, PenaltyTier, keyof typeof PROCEDURES, string][]

const penalty = (facts: PublicityFacts): RecordFacts => ({
  kind: 'penalty',
  source: '黑河市爱辉区市场监督管理局',
  values: { documentNumber: '爱市监罚〔2026〕7号', category: '罚款' },
  ...facts,
})

const isInReport = (record: RecordFacts, today: string, rules: RulesForOldRecords = 'favourable') =>
  projectReport(
    { entity: SHOP, records: [record], declarations: [], commitments: [], rules },
    today,
  ).body.chapters.some(({ records }) => records.length > 0)

/** What the law says, worked out from the table above and from nothing of ours. */
function expected(law: string, tier: PenaltyTier, procedure: string, event: string) {
  const { decidedOn, terms } = LAW[law] as (typeof LAW)[string]
  const day = addDays(decidedOn, 10)
  if (event === '未成年人') return { reason: 'minorPerson', day }
  if (event === '已撤销') return { reason: 'revoked', since: addDays(decidedOn, 5), day }
  if (event === '已修复') return { reason: 'repaired', since: addDays(decidedOn, 5), day }
  if (event === '复议诉讼') return { reason: 'suspended', day }
  if (law === '2023' && procedure === '简易程序') return { reason: 'minor', since: decidedOn, day }
  const term =
    event === '确有必要公示' && law === '2026' && tier === 'minor' ? ([0, 3] as const) : terms[tier]
  if (term === null) return { reason: 'minor', since: decidedOn, day }
  const longest = addMonths(decidedOn, term[1])
  const reported = addDays(decidedOn, 40)
  const until = event === '报送截止期更早' && reported < longest ? reported : longest
  const repair = addMonths(decidedOn, term[0])
  return { reason: 'shown', since: decidedOn, until, repairFrom: repair <= until ? repair : null, day }
}

describe('why, for every row of the law table', () => {
  const printed: string[] = []
  test.each(ROWS)('%s %s %s %s', (law, tier, procedure, event) => {
    const { decidedOn, words } = LAW[law] as (typeof LAW)[string]
    const record = penalty({
      decidedOn,
      tier,
      ...PROCEDURES[procedure],
      ...(EVENTS[event] as (on: string) => PublicityFacts)(decidedOn),
    })
    const { day, ...wanted } = expected(law, tier, procedure, event)
    const found = why(record, day, {})
    expect(found).toMatchObject(wanted)
    printed.push(`${law} ${tier} ${procedure} ${event}: ${found.words}`)
    expect(found.words).toMatch(found.reason === 'shown' ? /^正在公示/ : /^不公示/)
    if (found.reason === 'shown' || found.reason === 'minor') expect(found.words).toContain(words)
    for (const date of [found.until, found.repairFrom]) if (date !== null) expect(found.words).toContain(date)
    expect(isInReport(record, day)).toBe(found.reason === 'shown')
    if (wanted.until === undefined) return
    expect(why(record, wanted.until, { rules: 'decision' }).reason).toBe('shown')
    const after = why(record, addDays(wanted.until, 1), { rules: 'decision' })
    expect(after).toMatchObject({ reason: 'expired', since: addDays(wanted.until, 1), until: null })
  })

  afterAll(() => {
    expect(printed).toHaveLength(3 * 3 * 2 * 7)
    console.info(printed.join('\n'))
  })
})

describe('why, for lists and the rest', () => {
  test.each<[string, PublicityFacts, string, object]>([
    ['abnormal', {}, '2026-06-01', { reason: 'shown', until: null, repairFrom: null }],
    ['abnormal', { removedOn: '2026-05-01' }, '2026-06-01', { reason: 'removed', since: '2026-05-01' }],
    ['licence', {}, '2026-06-01', { reason: 'shown', since: '2025-01-02', until: null }],
    ['licence', { revokedOn: '2026-05-01' }, '2026-06-01', { reason: 'revoked', since: '2026-05-01' }],
    ['licence', { decidedOn: '2026-07-01' }, '2026-06-01', { reason: 'notYet', until: '2026-06-30' }],
    ['no such kind', {}, '2026-06-01', { reason: 'unknownKind' }],
  ])('%s %j', (kind, facts, today, wanted) => {
    const record = { kind, source: '', values: {}, decidedOn: '2025-01-02', ...facts }
    expect(why(record, today, {})).toMatchObject(wanted)
    expect(isInReport(record, today)).toBe(why(record, today, {}).reason === 'shown')
  })

  test('a record without any usable day is not shown, and says so', () => {
    const record = { kind: 'penalty', source: '', values: {} }
    expect(why(record, '2026-06-01', {})).toMatchObject({ reason: 'undated', since: null })
    expect(isInReport(record, '2026-06-01')).toBe(false)
  })

  test('the setting of the city changes report and answer alike', () => {
    const record = penalty({ decidedOn: '2023-12-01' })
    for (const [rules, reason] of [
      ['favourable', 'expired'],
      ['today', 'expired'],
      ['decision', 'shown'],
    ] as const) {
      expect(why(record, '2026-06-01', { rules }).reason).toBe(reason)
      expect(isInReport(record, '2026-06-01', rules)).toBe(reason === 'shown')
    }
  })
})
