import fc from 'fast-check'
import { addDays, type LegalDate } from '../../../src/domain/calendar'
import {
  classifyPenalty,
  nextChange,
  type PublicityAnswer,
  type PublicityFacts,
  type PublicityKind,
  publicityOn,
  RULES_FOR_OLD_RECORDS,
  ruleSetOn,
  unchangedSince,
} from '../../../src/domain/publication'
import { PUBLICATION_RULE_SETS } from '../../../src/domain/publicationRules'

const date = (text: string) => text as LegalDate
const shown = (until: string | null, repairFrom: string | null = null) =>
  ({ shown: true, until, repairFrom }) as PublicityAnswer
const hidden = (reason: string) => ({ shown: false, reason }) as PublicityAnswer

describe('rule sets', () => {
  it.each([
    ['2018-01-01', '2019'],
    ['2019-07-01', '2019'],
    ['2023-04-30', '2019'],
    ['2023-05-01', '2023'],
    ['2026-03-31', '2023'],
    ['2026-04-01', '2026'],
    ['2040-01-01', '2026'],
  ])('on %s the rules of %s are in force', (day, id) => {
    expect(ruleSetOn(date(day)).id).toBe(id)
  })

  it('follow each other without a gap', () => {
    PUBLICATION_RULE_SETS.slice(1).forEach((set, i) => {
      expect(addDays(PUBLICATION_RULE_SETS[i]?.effectiveUntil as LegalDate, 1)).toBe(set.effectiveFrom)
    })
    expect(PUBLICATION_RULE_SETS.at(-1)?.effectiveUntil).toBeNull()
  })
})

describe('最短与最长公示期 (月)', () => {
  it.each([
    ['2019年机制: 一般', '2019', 'ordinary', 3, 12],
    ['2019年机制: 轻微按一般', '2019', 'minor', 3, 12],
    ['2019年机制: 严重', '2019', 'serious', 6, 36],
    ['2019年机制: 特定严重不得提前', '2019', 'specificSerious', null, 36],
    ['58号令: 不分档', '2023', 'minor', 3, 36],
    ['58号令: 不分档', '2023', 'ordinary', 3, 36],
    ['58号令: 不分档', '2023', 'serious', 3, 36],
    ['36号令: 轻微, 履行完毕即可申请修复', '2026', 'minor', 0, 3],
    ['36号令: 一般', '2026', 'ordinary', 3, 12],
    ['36号令: 严重', '2026', 'serious', 12, 36],
  ] as const)('%s', (_name, id, tier, minMonths, maxMonths) => {
    const terms = PUBLICATION_RULE_SETS.find((rules) => rules.id === id)?.terms
    expect(terms?.[tier]).toEqual({ minMonths, maxMonths })
  })

  it.each(['食品', '药品', '特种设备', '安全生产', '消防'])('58号令: %s领域最短一年', (field) => {
    const facts: PublicityFacts = { decidedOn: date('2023-06-30'), field: `${field}监管` }
    expect(publicityOn('penalty', facts, date('2024-01-01'))).toEqual(shown('2026-06-30', '2024-06-30'))
  })

  it.each(['食品', '药品', '生态环境', '工程质量', '安全生产', '消防', '强制性产品认证'])(
    '2019年机制: %s领域被吊销许可证的不得提前',
    (field) => {
      const facts: PublicityFacts = { decidedOn: date('2020-01-31'), categories: ['罚款；吊销许可证'], field }
      expect(publicityOn('penalty', facts, date('2021-01-31'))).toEqual(shown('2023-01-31', null))
      const elsewhere = { ...facts, field: '文旅' }
      expect(publicityOn('penalty', elsewhere, date('2021-01-31'))).toEqual(shown('2023-01-31', '2020-07-31'))
    },
  )
})

describe('classifyPenalty (36号令 分类)', () => {
  it.each<[string, PublicityFacts, string]>([
    ['简易程序为轻微', { simpleProcedure: true, categories: ['罚款'] }, 'minor'],
    ['仅警告为轻微', { categories: ['警告'] }, 'minor'],
    ['警告并通报批评为轻微', { categories: ['警告', '通报批评'] }, 'minor'],
    ['警告并罚款为一般', { categories: ['警告', '罚款'] }, 'ordinary'],
    ['没收为一般', { categories: ['没收违法所得、没收非法财物'] }, 'ordinary'],
    ['暂扣许可证件为一般', { categories: ['暂扣许可证件'] }, 'ordinary'],
    ['类别不明为一般', {}, 'ordinary'],
    ['空类别为一般', { categories: [] }, 'ordinary'],
    ['吊销许可证件为严重', { categories: ['吊销许可证件'] }, 'serious'],
    ['限制从业为严重', { categories: ['限制从业'] }, 'serious'],
    ['罚款并责令停产停业, 以最重者为准', { categories: ['罚款', '责令停产停业'] }, 'serious'],
    ...['警告、通报批评', '警告；通报批评', '警告,通报批评', '警告;'].map(
      (text): [string, PublicityFacts, string] => [`“${text}”为轻微`, { categories: [text] }, 'minor'],
    ),
    ...['罚款、吊销许可证件', '罚款;责令停产停业', '警告 责令关闭', '限制从业；罚款'].map(
      (text): [string, PublicityFacts, string] => [
        `“${text}”以最重者为准`,
        { categories: [text] },
        'serious',
      ],
    ),
    ...['吊销许可证', '吊销执照', '吊销营业执照', '降低资质等级', '限制开展生产经营活动'].map(
      (text): [string, PublicityFacts, string] => [`${text}为严重`, { categories: [text] }, 'serious'],
    ),
    [
      '行政处罚法第9条: “暂扣许可证件、降低资质等级、吊销许可证件”未说明是哪一种, 从轻为一般',
      { categories: ['罚款；暂扣许可证件、降低资质等级、吊销许可证件'] },
      'ordinary',
    ],
    [
      '424号: “暂扣或者吊销许可证、暂扣或者吊销执照”未说明是哪一种, 从轻为一般',
      { categories: ['暂扣或者吊销许可证、暂扣或者吊销执照'] },
      'ordinary',
    ],
    ['行政拘留为一般', { categories: ['行政拘留'] }, 'ordinary'],
    ['认定单位改档为轻微者优先', { tier: 'minor', categories: ['责令关闭'] }, 'minor'],
    ['认定单位改档为严重者优先(巨额罚款)', { tier: 'serious', categories: ['罚款'] }, 'serious'],
  ])('%s', (_name, facts, tier) => {
    expect(classifyPenalty(facts)).toBe(tier)
  })
})

const D = date('2026-05-10')
describe('publicityOn', () => {
  it.each<[string, PublicityKind, PublicityFacts, string, PublicityAnswer]>([
    [
      '36号令: 自认定之日起公示',
      'penalty',
      { decidedOn: D },
      '2026-05-10',
      shown('2027-05-10', '2026-08-10'),
    ],
    ['36号令: 认定之日前不公示', 'penalty', { decidedOn: D }, '2026-05-09', hidden('notYet')],
    [
      '36号令: 一般失信公示一年, 截止日当天仍公示',
      'penalty',
      { decidedOn: D },
      '2027-05-10',
      shown('2027-05-10', '2026-08-10'),
    ],
    ['36号令: 一般失信公示一年, 次日停止', 'penalty', { decidedOn: D }, '2027-05-11', hidden('expired')],
    [
      '36号令: 严重失信公示三年, 满一年可修复',
      'penalty',
      { decidedOn: D, tier: 'serious' },
      '2029-05-10',
      shown('2029-05-10', '2027-05-10'),
    ],
    [
      '36号令: 严重失信三年届满次日停止',
      'penalty',
      { decidedOn: D, tier: 'serious' },
      '2029-05-11',
      hidden('expired'),
    ],
    [
      '36号令: 轻微原则上不予公示',
      'penalty',
      { decidedOn: D, categories: ['警告'] },
      '2026-05-10',
      hidden('minor'),
    ],
    [
      '36号令: 轻微确有必要公示的三个月',
      'penalty',
      { decidedOn: D, tier: 'minor', mustPublish: true },
      '2026-08-10',
      shown('2026-08-10', '2026-05-10'),
    ],
    [
      '36号令: 轻微确有必要公示的三个月届满停止',
      'penalty',
      { decidedOn: D, tier: 'minor', mustPublish: true },
      '2026-08-11',
      hidden('expired'),
    ],
    [
      '36号令: 多种处罚以最长者为准',
      'penalty',
      { decidedOn: D, categories: ['警告', '罚款', '吊销许可证件'] },
      '2029-05-10',
      shown('2029-05-10', '2027-05-10'),
    ],
    [
      '月末: 8月31日起三个月为11月30日',
      'penalty',
      { decidedOn: date('2026-08-31'), tier: 'minor', mustPublish: true },
      '2026-11-30',
      shown('2026-11-30', '2026-08-31'),
    ],
    [
      '月末: 闰日起一年为2月28日',
      'penalty',
      { decidedOn: date('2028-02-29') },
      '2029-02-28',
      shown('2029-02-28', '2028-05-29'),
    ],
    [
      '月末: 闰日起一年, 3月1日停止',
      'penalty',
      { decidedOn: date('2028-02-29') },
      '2029-03-01',
      hidden('expired'),
    ],
    [
      '报送的公示截止期较早者从之',
      'penalty',
      { decidedOn: D, reportedUntil: date('2026-12-01') },
      '2026-12-01',
      shown('2026-12-01', '2026-08-10'),
    ],
    [
      '报送的公示截止期届满停止',
      'penalty',
      { decidedOn: D, reportedUntil: date('2026-12-01') },
      '2026-12-02',
      hidden('expired'),
    ],
    [
      '报送的公示截止期不得超过法定最长',
      'penalty',
      { decidedOn: D, reportedUntil: date('2099-12-31') },
      '2027-05-11',
      hidden('expired'),
    ],
    [
      '截止期早于可修复日则无修复日',
      'penalty',
      { decidedOn: D, reportedUntil: date('2026-06-01') },
      '2026-05-20',
      shown('2026-06-01', null),
    ],
    [
      '截止期当天可修复的仍有修复日',
      'penalty',
      { decidedOn: D, reportedUntil: date('2026-08-10') },
      '2026-05-20',
      shown('2026-08-10', '2026-08-10'),
    ],
    ['无处罚决定日期不得公示', 'penalty', {}, '2026-05-10', hidden('notYet')],
    [
      '58号令: 不分档最长三年, 三个月可修复',
      'penalty',
      { decidedOn: date('2023-06-01') },
      '2026-03-31',
      shown('2026-06-01', '2023-09-01'),
    ],
    [
      '58号令: 食品领域满一年可修复',
      'penalty',
      { decidedOn: date('2023-06-01'), field: '食品' },
      '2024-01-01',
      shown('2026-06-01', '2024-06-01'),
    ],
    [
      '58号令: 消防领域满一年可修复',
      'penalty',
      { decidedOn: date('2023-06-01'), field: '消防' },
      '2024-01-01',
      shown('2026-06-01', '2024-06-01'),
    ],
    [
      '58号令: 简易程序不公示',
      'penalty',
      { decidedOn: date('2024-01-01'), simpleProcedure: true, mustPublish: true },
      '2024-02-01',
      hidden('minor'),
    ],
    [
      '58号令: 仅警告不公示',
      'penalty',
      { decidedOn: date('2024-01-01'), categories: ['警告'] },
      '2024-02-01',
      hidden('minor'),
    ],
    [
      '36号令施行日起历史记录按现行规则',
      'penalty',
      { decidedOn: date('2023-06-01') },
      '2026-04-01',
      hidden('expired'),
    ],
    [
      '2019年机制: 一般一年',
      'penalty',
      { decidedOn: date('2020-01-31') },
      '2021-01-31',
      shown('2021-01-31', '2020-04-30'),
    ],
    [
      '2019年机制: 严重三年, 六个月可修复',
      'penalty',
      { decidedOn: date('2020-01-31'), tier: 'serious' },
      '2023-01-31',
      shown('2023-01-31', '2020-07-31'),
    ],
    [
      '2019年机制: 特定严重不得提前',
      'penalty',
      { decidedOn: date('2020-01-31'), categories: ['责令停产停业'], field: '食品' },
      '2021-01-31',
      shown('2023-01-31', null),
    ],
    [
      '2019年机制: 警告按一般公示',
      'penalty',
      { decidedOn: date('2020-01-31'), categories: ['警告'] },
      '2020-02-01',
      shown('2021-01-31', '2020-04-30'),
    ],
    [
      '修复: 当日起终止公示',
      'penalty',
      { decidedOn: D, repairedOn: date('2026-09-01') },
      '2026-09-01',
      hidden('repaired'),
    ],
    [
      '修复: 前一日仍公示',
      'penalty',
      { decidedOn: D, repairedOn: date('2026-09-01') },
      '2026-08-31',
      shown('2027-05-10', '2026-08-10'),
    ],
    [
      '行政处罚法第48条: 撤销即撤回',
      'penalty',
      { decidedOn: D, revokedOn: date('2026-06-01') },
      '2026-06-01',
      hidden('revoked'),
    ],
    [
      '行政处罚法第48条: 撤销前一日仍公示',
      'penalty',
      { decidedOn: D, revokedOn: date('2026-06-01') },
      '2026-05-31',
      shown('2027-05-10', '2026-08-10'),
    ],
    ['复议诉讼期间暂停公示', 'penalty', { decidedOn: D, suspended: true }, '2026-06-01', hidden('suspended')],
    [
      '公示暂行办法第五条: 未成年人不公开',
      'penalty',
      { decidedOn: D, subjectIsMinor: true },
      '2026-06-01',
      hidden('minorPerson'),
    ],
    ['未成年人: 名单也不公开', 'whileListed', { subjectIsMinor: true }, '2026-06-01', hidden('minorPerson')],
    [
      '36号令第四条 严重失信主体名单: 列入期间公示',
      'whileListed',
      { decidedOn: date('2015-01-01') },
      '2026-06-01',
      shown(null),
    ],
    [
      '企业经营异常名录管理暂行办法: 移出当日起不再公示',
      'whileListed',
      { removedOn: date('2026-06-01') },
      '2026-06-01',
      hidden('removed'),
    ],
    [
      '企业经营异常名录管理暂行办法: 移出前一日仍公示',
      'whileListed',
      { removedOn: date('2026-06-01') },
      '2026-05-31',
      shown(null),
    ],
    [
      '名单: 期限当天仍公示',
      'whileListed',
      { reportedUntil: date('2026-06-01') },
      '2026-06-01',
      shown('2026-06-01'),
    ],
    [
      '名单: 期限届满次日不再公示',
      'whileListed',
      { reportedUntil: date('2026-06-01') },
      '2026-06-02',
      hidden('expired'),
    ],
    [
      '36号令: 名单信息修复的也不公示',
      'whileListed',
      { repairedOn: date('2026-06-01') },
      '2026-06-01',
      hidden('repaired'),
    ],
    [
      '424号: 2099-12-31 即长期',
      'whileListed',
      { reportedUntil: date('2099-12-31') },
      '2100-01-01',
      shown(null),
    ],
    ['许可: 长期公示', 'standing', { decidedOn: date('2010-01-01') }, '2026-06-01', shown(null)],
    ['许可: 撤销的不公示', 'standing', { revokedOn: date('2026-01-01') }, '2026-06-01', hidden('revoked')],
  ])('%s', (_name, kind, facts, today, answer) => {
    expect(publicityOn(kind, facts, date(today))).toEqual(answer)
  })

  it('开关: 可按处罚作出时的规则', () => {
    const facts: PublicityFacts = { decidedOn: date('2023-06-01') }
    expect(publicityOn('penalty', facts, date('2026-04-01'), { rules: 'decision' })).toEqual(
      shown('2026-06-01', '2023-09-01'),
    )
  })

  it.each<[string, PublicityFacts, string, PublicityAnswer]>([
    [
      '今天的规则先届满的, 从今天的',
      { decidedOn: date('2025-06-01') },
      '2026-05-01',
      shown('2026-06-01', '2025-09-01'),
    ],
    [
      '作出时的规则先届满的, 从作出时的',
      { decidedOn: date('2022-08-01'), categories: ['罚款'] },
      '2023-08-02',
      hidden('expired'),
    ],
    [
      '作出时不公示的轻微处罚, 今后也不公示',
      { decidedOn: date('2026-03-01'), categories: ['警告'], mustPublish: true },
      '2026-04-02',
      hidden('minor'),
    ],
    [
      '作出时可以更早修复的, 从作出时的',
      { decidedOn: date('2025-12-01'), tier: 'serious' },
      '2026-05-01',
      shown('2028-12-01', '2026-03-01'),
    ],
  ])('默认取对主体有利者: %s', (_name, facts, today, answer) => {
    expect(publicityOn('penalty', facts, date(today))).toEqual(answer)
  })
})

describe('nextChange', () => {
  it.each<[string, PublicityKind, PublicityFacts, string, string | null]>([
    ['届满次日', 'penalty', { decidedOn: D }, '2026-05-10', '2027-05-11'],
    ['作出之日', 'penalty', { decidedOn: D }, '2026-05-09', '2026-05-10'],
    ['36号令施行', 'penalty', { decidedOn: date('2024-01-01') }, '2025-12-01', '2026-04-01'],
    ['将来的修复日', 'penalty', { decidedOn: D, repairedOn: date('2026-10-01') }, '2026-09-01', '2026-10-01'],
    ['将来的移出日', 'whileListed', { removedOn: date('2026-10-01') }, '2026-09-01', '2026-10-01'],
    ['已届满不再变化', 'penalty', { decidedOn: D }, '2028-01-01', null],
    ['轻微不再变化', 'penalty', { decidedOn: D, tier: 'minor' }, '2026-05-10', null],
    ['暂停不因时间变化', 'penalty', { decidedOn: D, suspended: true }, '2026-05-10', null],
    ['长期公示不变化', 'standing', { decidedOn: D }, '2026-05-10', null],
  ])('%s', (_name, kind, facts, today, day) => {
    expect(nextChange(kind, facts, date(today))).toBe(day)
  })
})

const day = fc.integer({ min: 0, max: 5500 }).map((days) => addDays(date('2018-01-01'), days))
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
const category = fc.constantFrom('警告', '通报批评', '罚款', '暂扣许可证件', '吊销许可证件', '责令停产停业')
const factsOf: fc.Arbitrary<PublicityFacts> = fc.record({
  decidedOn: some(day),
  tier: some(fc.constantFrom('minor' as const, 'ordinary' as const, 'serious' as const)),
  categories: some(fc.array(category, { maxLength: 3 })),
  simpleProcedure: rarely(fc.boolean()),
  mustPublish: some(fc.boolean()),
  field: some(fc.constantFrom('食品', '消防', '文旅')),
  reportedUntil: rarely(day),
  repairedOn: rarely(day),
  revokedOn: rarely(day),
  removedOn: rarely(day),
  suspended: fc.constantFrom(undefined, undefined, undefined, true),
})
const kindOf = fc.constantFrom<PublicityKind>('penalty', 'whileListed', 'standing')
const optionsOf = fc.constantFrom(...RULES_FOR_OLD_RECORDS.map((rules) => ({ rules })))

describe('publication properties', () => {
  it('the answer holds until the day before nextChange and differs on that day', () => {
    fc.assert(
      fc.property(kindOf, factsOf, day, optionsOf, fc.nat(), (kind, facts, today, options, pick) => {
        const answer = publicityOn(kind, facts, today, options)
        const change = nextChange(kind, facts, today, options)
        const span = change === null ? 6000 : (Date.parse(change) - Date.parse(today)) / 86_400_000
        expect(span).toBeGreaterThan(0)
        for (const ahead of [pick % span, span - 1]) {
          expect(publicityOn(kind, facts, addDays(today, ahead), options)).toEqual(answer)
        }
        if (change !== null) expect(publicityOn(kind, facts, change, options)).not.toEqual(answer)
      }),
      { numRuns: 2000 },
    )
  })

  it('favourable is never longer, nor later to repair, than the rules of today or of the day of decision', () => {
    fc.assert(
      fc.property(factsOf, day, (facts, today) => {
        const answer = publicityOn('penalty', facts, today)
        for (const rules of ['today', 'decision'] as const) {
          const other = publicityOn('penalty', facts, today, { rules })
          if (!other.shown) expect(answer.shown).toBe(false)
          if (!answer.shown || !other.shown) continue
          expect((answer.until as string) <= (other.until as string)).toBe(true)
          if (other.repairFrom !== null && other.repairFrom <= (answer.until as string))
            expect(answer.repairFrom !== null && answer.repairFrom <= other.repairFrom).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('has been as it is since unchangedSince, and was otherwise the day before', () => {
    fc.assert(
      fc.property(kindOf, factsOf, day, optionsOf, (kind, facts, today, options) => {
        const since = unchangedSince(kind, facts, today, options)
        fc.pre(since !== null)
        const shownOn = (on: string) => publicityOn(kind, facts, on, options).shown
        const span = (Date.parse(today) - Date.parse(since)) / 86_400_000
        expect(span).toBeGreaterThanOrEqual(0)
        for (const back of [0, Math.floor(span / 2), span])
          expect(shownOn(addDays(today, -back))).toBe(shownOn(today))
        if (since !== facts.decidedOn) expect(shownOn(addDays(since, -1))).not.toBe(shownOn(today))
      }),
      { numRuns: 2000 },
    )
  })

  it('nothing repaired, revoked, removed or suspended is shown, and no penalty beyond three years', () => {
    fc.assert(
      fc.property(kindOf, factsOf, day, optionsOf, (kind, facts, today, options) => {
        const answer = publicityOn(kind, facts, today, options)
        if (!answer.shown) return
        for (const end of [facts.repairedOn, facts.revokedOn, facts.removedOn]) {
          expect(end === undefined || end > today).toBe(true)
        }
        expect(facts.suspended).toBeUndefined()
        if (facts.reportedUntil !== undefined) expect(today <= facts.reportedUntil).toBe(true)
        if (kind === 'penalty') {
          const most = addDays(facts.decidedOn as LegalDate, 3 * 365 + 1)
          expect(answer.until !== null && today <= answer.until && answer.until <= most).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
