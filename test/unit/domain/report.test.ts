import fc from 'fast-check'
import { CHAPTER_KEYS, reportBody } from '../../../src/contracts/report'
import { addDays, type LegalDate } from '../../../src/domain/calendar'
import { reportCounts } from '../../../src/domain/chapters'
import { RECORD_KINDS } from '../../../src/domain/recordKinds'
import {
  type EntityFacts,
  projectReport,
  type RecordFacts,
  type ReportSources,
} from '../../../src/domain/report'

const date = (text: string) => text as LegalDate
const TODAY = date('2026-06-15')

const entity: EntityFacts = {
  name: '黑河市示例商贸有限公司',
  creditCode: '91231100MA00000000',
  legalRepresentative: '张三',
  entityType: 'enterprise',
  entityKind: '有限责任公司',
  establishedOn: date('2015-03-02'),
  address: '黑河市示例街1号',
  status: 'active',
  statusSince: null,
  divisionName: '黑河市',
  unitName: '市直',
  source: '黑河市市场监督管理局',
  sourceOn: date('2026-06-01'),
}
const sources = (more: Partial<ReportSources> = {}): ReportSources => ({
  entity,
  records: [],
  declarations: [],
  commitments: [],
  ...more,
})
const record = (
  kind: string,
  values: Record<string, string>,
  more: Partial<RecordFacts> = {},
): RecordFacts => ({
  kind,
  values,
  source: '某局',
  ...more,
})
const penalty = (documentNumber: string, decidedOn: string, more: Partial<RecordFacts> = {}) =>
  record('penalty', { documentNumber, decidedOn }, { decidedOn: date(decidedOn), ...more })
const commitment = (number: string, validUntil: string | null) => ({
  number,
  content: '明码标价',
  liability: '退一赔三',
  madeOn: '2026-01-01',
  validUntil,
  fulfilment: '全部履行' as const,
})
const recordsOf = (from: ReportSources, chapter: string, today = TODAY) =>
  projectReport(from, today).body.chapters.find(({ key }) => key === chapter)?.records ?? []

describe('projectReport', () => {
  it('报告V2.0: 无信息时八章齐全, 顺序固定', () => {
    const { body, changesOn } = projectReport(sources(), TODAY)
    expect(body.chapters.map(({ key }) => key)).toEqual([...CHAPTER_KEYS])
    expect(Object.values(reportCounts(body))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(changesOn).toBeNull()
    expect(reportBody.safeParse(body).success).toBe(true)
  })

  it.each([
    ['enterprise', '黑河市示例街1号'],
    ['individual', null],
    ['cooperative', null],
  ] as const)('住所只对企业公示: %s', (entityType, address) => {
    const customs = record('customsAdvanced', { certifiedOn: '2020-01-01', registeredAddress: '某小区2单元' })
    const from = sources({ entity: { ...entity, entityType }, records: [customs] })
    expect(projectReport(from, TODAY).body.entity.address).toBe(address)
    expect(recordsOf(from, 'honour')[0]?.values.registeredAddress).toBe(address ? '某小区2单元' : undefined)
  })

  it('records stand newest first, then by document number, whatever the order of the input', () => {
    const records = [
      penalty('乙2', '2026-02-01'),
      penalty('乙3', '2026-03-01'),
      penalty('乙1', '2026-02-01'),
      record('licence', { documentNumber: '甲', decidedOn: '2026-02-15' }),
    ]
    const numbers = (list: RecordFacts[]) =>
      recordsOf(sources({ records: list }), 'administration').map(({ values }) => values.documentNumber)
    expect(numbers(records)).toEqual(['乙3', '甲', '乙1', '乙2'])
    expect(numbers([...records].reverse())).toEqual(['乙3', '甲', '乙1', '乙2'])
  })

  it('36号令: 处罚公示期届满次日从报告消失, changesOn 即次日', () => {
    const from = sources({ records: [penalty('甲', '2026-02-01')] })
    expect(projectReport(from, TODAY).changesOn).toBe('2027-02-02')
    expect(recordsOf(from, 'administration', date('2027-02-01'))).toHaveLength(1)
    expect(recordsOf(from, 'administration', date('2027-02-02'))).toHaveLength(0)
  })

  it('a penalty whose facts are missing is judged by its own date and categories', () => {
    const own = (category: string) => record('penalty', { decidedOn: '2026-02-01', category })
    expect(recordsOf(sources({ records: [own('警告;通报批评')] }), 'administration')).toHaveLength(0)
    expect(recordsOf(sources({ records: [own('警告;罚款')] }), 'administration')).toHaveLength(1)
    const last = projectReport(sources({ records: [own('罚款,吊销许可证件')] }), TODAY).changesOn
    expect(last).toBe('2029-02-02')
  })

  it('unknown kinds and records without a date are left out', () => {
    const records = [record('gossip', { title: '传闻' }), record('evaluation', { grade: '优' })]
    const { body } = projectReport(sources({ records }), TODAY)
    expect(Object.values(reportCounts(body)).every((count) => count === 0)).toBe(true)
  })

  it('公示暂行办法第七条: 任何字段中的身份证号、电话、住址都隐去, 文号与金额不动', () => {
    const facts = '当事人张三(身份证号23110219900307123X)电话13800138000, 合同号20260101000123456789'
    const values = {
      documentNumber: '13800138000',
      decidedOn: '2026-02-01',
      offenceFacts: facts,
      offenceType: '无证驾驶，住所：某村1组',
      revokedCertificate: '机动车驾驶证231102199003071234',
      fineTenThousandYuan: '0.5',
    }
    const records = [
      record('penalty', values),
      record('overloadOffender', { storedOn: '2026-02-01', operationCertificate: '231102199003071234' }),
    ]
    const from = sources({ entity: { ...entity, entityType: 'individual' }, records })
    expect(recordsOf(from, 'administration')[0]?.values).toEqual({
      documentNumber: '13800138000',
      decidedOn: '2026-02-01',
      offenceFacts: '当事人张三(身份证号（已隐去）)电话（已隐去）, 合同号20260101000123456789',
      offenceType: '无证驾驶，住所：（已隐去）',
      revokedCertificate: '机动车驾驶证（已隐去）',
      fineTenThousandYuan: '0.5',
    })
    expect(recordsOf(from, 'dishonesty')[0]?.values.operationCertificate).toBe('（已隐去）')
  })

  it('a merchant may give its own telephone number, never an identity number', () => {
    const text = '订座13800138000，身份证231102199003071234'
    const from = sources({
      declarations: [
        { category: 'operation', title: text, content: text, declaredOn: TODAY, confirmedOn: null },
      ],
      commitments: [{ ...commitment('1', null), content: text, liability: text }],
    })
    const { declarations, commitments } = projectReport(from, TODAY).body
    const kept = '订座13800138000，身份证（已隐去）'
    expect(declarations[0]).toMatchObject({ title: kept, content: kept })
    expect(commitments[0]).toMatchObject({ content: kept, liability: kept })
  })

  it('a record whose own day does not exist goes by the day it was delivered with, or is left out', () => {
    const impossible = { decidedOn: '2026-02-31', documentNumber: '甲' }
    const records = [record('licence', impossible), record('penalty', impossible)]
    expect(recordsOf(sources({ records }), 'administration')).toEqual([])
    const delivered = records.map((each) => ({ ...each, decidedOn: date('2026-03-01') }))
    expect(recordsOf(sources({ records: delivered }), 'administration').map((each) => each.date)).toEqual([
      '2026-03-01',
      '2026-03-01',
    ])
  })

  it('主动承诺: 有效期届满次日消失, 长期有效的不消失', () => {
    const from = sources({ commitments: [commitment('10', null), commitment('2', '2026-06-15')] })
    const today = projectReport(from, TODAY)
    expect(today.body.commitments.map(({ number }) => number)).toEqual(['2', '10'])
    expect(today.changesOn).toBe('2026-06-16')
    const tomorrow = projectReport(from, date('2026-06-16'))
    expect(tomorrow.body.commitments.map(({ number }) => number)).toEqual(['10'])
    expect(tomorrow.changesOn).toBeNull()
  })

  it('424号: 有效期至2099-12-31的承诺即长期有效, 不随时间变化', () => {
    const from = sources({ commitments: [commitment('1', '2099-12-31')] })
    expect(projectReport(from, TODAY).changesOn).toBeNull()
    expect(projectReport(from, date('2100-01-01')).body.commitments).toHaveLength(1)
  })

  it('自愿注册: newest first', () => {
    const declaration = (declaredOn: string) =>
      ({ category: 'operation', title: '营业时间', content: '8-20', declaredOn, confirmedOn: null }) as const
    const declarations = ['2026-01-01', '2026-03-01', '2026-02-01'].map(declaration)
    const { body } = projectReport(sources({ declarations }), TODAY)
    expect(body.declarations.map(({ declaredOn }) => declaredOn)).toEqual([
      '2026-03-01',
      '2026-02-01',
      '2026-01-01',
    ])
    expect(declarations[0]?.declaredOn).toBe('2026-01-01')
  })

  it('a person and a state that no source tells stay unknown, and the body keeps the contract', () => {
    const unknown = { ...entity, legalRepresentative: null, status: null }
    const { body } = projectReport(sources({ entity: unknown }), TODAY)
    expect(reportBody.parse(body).entity).toMatchObject({ legalRepresentative: null, status: null })
  })

  it('reportCounts counts per chapter', () => {
    const records = [
      penalty('甲', '2026-02-01'),
      penalty('乙', '2026-02-01'),
      record('judgment', { judgedOn: '2020-01-01' }),
    ]
    expect(reportCounts(projectReport(sources({ records }), TODAY).body)).toMatchObject({
      administration: 2,
      judgment: 1,
      honour: 0,
    })
  })
})

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(date('2020-01-01'), days))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
const SECRET = '绝密'
/** A record with all its public fields, fields that are not public, and random facts. */
const recordOf: fc.Arbitrary<RecordFacts> = fc
  .record({
    kind: fc.constantFrom(...RECORD_KINDS.map(({ kind }) => kind), 'unknownKind'),
    on: day,
    tier: fc.constantFrom(undefined, 'minor' as const, 'ordinary' as const, 'serious' as const),
    mustPublish: maybe(fc.boolean()),
    reportedUntil: maybe(day),
    repairedOn: maybe(day),
    revokedOn: maybe(day),
    removedOn: maybe(day),
    suspended: fc.constantFrom(undefined, undefined, true),
    extra: fc.array(
      fc.constantFrom('idNumber', 'phone', 'homeAddress', 'bankAccount', '_id', '__proto__x', 'toString'),
    ),
  })
  .map(({ kind, on, extra, ...facts }) => {
    const known = RECORD_KINDS.find((one) => one.kind === kind)
    const values: Record<string, string> = {}
    for (const name of extra) values[name] = SECRET
    for (const { name } of known?.fields ?? []) values[name] = kind
    if (known) values[known.dateField] = on
    return { kind, values, source: '某局', decidedOn: on, ...facts, idNumber: SECRET } as RecordFacts
  })
const sourcesOf: fc.Arbitrary<ReportSources> = fc
  .record({
    entityType: fc.constantFrom('enterprise' as const, 'individual' as const, 'cooperative' as const),
    records: fc.array(recordOf, { maxLength: 6 }),
    until: fc.array(fc.option(day), { maxLength: 3 }),
  })
  .map(({ entityType, records, until }) => ({
    entity: { ...entity, entityType, idNumber: SECRET, phone: SECRET } as EntityFacts,
    records,
    declarations: [
      {
        category: 'contract',
        title: '题',
        content: '文',
        declaredOn: TODAY,
        confirmedOn: null,
        phone: SECRET,
      } as never,
    ],
    commitments: until.map((last, i) => ({ ...commitment(`${i}`, last), idNumber: SECRET })),
  }))

describe('report properties', () => {
  it('between today and the day before changesOn the projection is the same; on changesOn it differs', () => {
    fc.assert(
      fc.property(sourcesOf, day, fc.nat(), (from, today, pick) => {
        const { body, changesOn } = projectReport(from, today)
        const span = changesOn === null ? 5000 : (Date.parse(changesOn) - Date.parse(today)) / 86_400_000
        expect(span).toBeGreaterThan(0)
        for (const ahead of [pick % span, span - 1]) {
          expect(projectReport(from, addDays(today, ahead))).toEqual({ body, changesOn })
        }
        if (changesOn !== null) expect(projectReport(from, changesOn).body).not.toEqual(body)
      }),
      { numRuns: 600 },
    )
  })

  it('nothing outside the white list leaves, and the body keeps the contract', () => {
    fc.assert(
      fc.property(sourcesOf, day, (from, today) => {
        const { body } = projectReport(from, today)
        expect(JSON.stringify(body)).not.toMatch(/绝密|idNumber|phone|homeAddress|bankAccount|_id/)
        expect(reportBody.safeParse(body).success).toBe(true)
        if (from.entity.entityType !== 'enterprise')
          expect(JSON.stringify(body)).not.toContain('registeredAddress')
      }),
      { numRuns: 600 },
    )
  })

  it('nothing repaired or revoked is ever shown', () => {
    fc.assert(
      fc.property(sourcesOf, day, (from, today) => {
        const open = from.records.filter(
          ({ repairedOn, revokedOn, removedOn, suspended }) =>
            !suspended && [repairedOn, revokedOn, removedOn].every((end) => end === undefined || end > today),
        )
        expect(projectReport(from, today).body).toEqual(projectReport({ ...from, records: open }, today).body)
      }),
      { numRuns: 600 },
    )
  })
})
