import { createHash } from 'node:crypto'
import type {
  CodeRow,
  CommitmentRow,
  ConsentRow,
  DeclarationRow,
  EntityRow,
  RecordRow,
  ReportRow,
} from '../../../src/cloudbase/rows'
import { hmacKey } from '../../../src/cloudbase/settings'
import { CHAPTER_KEYS, reportBody } from '../../../src/contracts/report'
import { type CityPlan, cityRows, entityTotals } from '../../../src/democity/city'
import { addDays, isLegalDate, shanghaiDate } from '../../../src/domain/calendar'
import { CODE_STATES, plaqueStanding } from '../../../src/domain/codeStates'
import { checkCreditCode, divisionOfCreditCode } from '../../../src/domain/creditCode'
import { DEPARTMENTS } from '../../../src/domain/departments'
import { checkPlaqueCode } from '../../../src/domain/plaqueCode'
import { checkPlaqueNumber } from '../../../src/domain/plaqueNumber'
import { classifyPenalty, publicityOn, ruleSetOn } from '../../../src/domain/publication'
import { RECORD_KINDS, recordKind } from '../../../src/domain/recordKinds'
import { PROJECTION_VERSION, projectReport } from '../../../src/domain/report'
import { UNITS } from '../../../src/domain/units'

const MAC_KEY = hmacKey('test', Buffer.alloc(32, 7))
const TODAY = '2026-11-24'
const plan = (more: Partial<CityPlan> = {}): CityPlan => ({
  size: 'small',
  seed: 2022,
  today: TODAY,
  macKey: MAC_KEY,
  ...more,
})

type Tables = {
  entities: EntityRow[]
  records: RecordRow[]
  declarations: DeclarationRow[]
  commitments: CommitmentRow[]
  consents: ConsentRow[]
  codes: CodeRow[]
  reports: ReportRow[]
}

function tablesOf(of: CityPlan): Tables {
  const tables: Record<string, unknown[]> = {
    entities: [],
    records: [],
    declarations: [],
    commitments: [],
    consents: [],
    codes: [],
    reports: [],
  }
  for (const { collection, row } of cityRows(of)) tables[collection]?.push(row)
  return tables as Tables
}

function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
const byCreditCode = <T extends { creditCode: string }>(rows: readonly T[]) =>
  byKey(rows, ({ creditCode }) => creditCode)

function digestOf(of: CityPlan): string {
  const hash = createHash('sha256')
  for (const row of cityRows(of)) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

describe('The plan of the demo city', () => {
  it('gives each unit of the full city the number of entities in annex 2', () => {
    expect(entityTotals('full').map(({ unit, total }) => [unit.name, total])).toEqual([
      ['黑河市直', 787],
      ['北安市', 23805],
      ['嫩江市', 27979],
      ['五大连池市', 15784],
      ['逊克县', 10433],
      ['孙吴县', 8053],
      ['爱辉区', 22505],
      ['五大连池风景区管委会', 1678],
      ['黑河自贸片区管委会', 10049],
    ])
  })

  it('gives each unit of the small city its share of 1,200 to less than one entity', () => {
    const totals = entityTotals('small')
    expect(totals.reduce((sum, { total }) => sum + total, 0)).toBe(1200)
    for (const { unit, total } of totals) {
      expect(Math.abs(total - (unit.entityTotal * 1200) / 121073)).toBeLessThan(1)
      expect(total).toBeGreaterThanOrEqual(5)
    }
  })

  it('makes the same rows of the same plan, and others of another seed, day or key', () => {
    const digest = digestOf(plan())
    expect(digestOf(plan())).toBe(digest)
    expect(digestOf(plan({ seed: 2023 }))).not.toBe(digest)
    expect(digestOf(plan({ today: '2026-11-25' }))).not.toBe(digest)
    expect(digestOf(plan({ macKey: hmacKey('test', Buffer.alloc(32, 8)) }))).not.toBe(digest)
  })
})

describe.each([
  ['today', plan()],
  ['with another seed', plan({ seed: 7 })],
  ['on a 29 February', plan({ today: '2028-02-29' })],
])('The small city %s', (_, of) => {
  const { entities, records, declarations, commitments, consents, codes, reports } = tablesOf(of)
  const entityOf = new Map(entities.map((entity) => [entity._id, entity]))

  it('has as many entities in each unit as planned, of all sorts, most of them households', () => {
    const units = byKey(entities, ({ unit }) => unit)
    for (const { unit, total } of entityTotals('small')) expect(units.get(unit.key)).toHaveLength(total)
    const sorts = byKey(entities, ({ entityType }) => entityType)
    expect(sorts.get('individual')?.length).toBeGreaterThan(entities.length / 2)
    expect(sorts.get('enterprise')?.length).toBeGreaterThan(100)
    expect(sorts.get('cooperative')?.length).toBeGreaterThan(30)
    const states = new Set(entities.map(({ status }) => status))
    expect(states).toEqual(new Set(['active', 'deregistered', 'licenceRevoked']))
    expect(new Set(entities.map(({ zone }) => zone)).size).toBeGreaterThan(10)
    expect(new Set(entities.map(({ department }) => department)).size).toBeGreaterThan(6)
  })

  it('gives every entity a credit code without fault, of its sort and of the division it lies in', () => {
    const digits = { enterprise: '91', individual: '92', cooperative: '93' }
    const within: Record<string, string> = { wudalianchiScenic: 'wudalianchi', freeTradeZone: 'aihui' }
    for (const { creditCode, entityType, unit } of entities) {
      expect(checkCreditCode(creditCode)).toEqual({ ok: true, value: { creditCode, warnings: [] } })
      expect(creditCode.slice(0, 2)).toBe(digits[entityType])
      const home = UNITS.find(({ key }) => key === (within[unit] ?? unit))
      expect(home?.divisions).toContain(divisionOfCreditCode(creditCode))
    }
    expect(entityOf.size).toBe(entities.length)
  })

  it('names an address for enterprises only', () => {
    for (const { entityType, address } of entities) expect(address !== null).toBe(entityType === 'enterprise')
    for (const { creditCode, values } of records)
      if (values.registeredAddress) expect(entityOf.get(creditCode)?.entityType).toBe('enterprise')
  })

  it('mints genuine plaque codes and right numbers, each once', () => {
    for (const { _id, number, keyId } of codes) {
      expect(checkPlaqueCode(_id, [MAC_KEY])).toEqual({ ok: true, value: { code: _id, keyId } })
      expect(checkPlaqueNumber(number).ok).toBe(true)
    }
    expect(new Set(codes.map(({ _id }) => _id)).size).toBe(codes.length)
    expect(new Set(codes.map(({ number }) => number)).size).toBe(codes.length)
  })

  it('has codes in every state and plaques of every standing, and more than half the entities have one', () => {
    expect(new Set(codes.map(({ state }) => state))).toEqual(new Set(CODE_STATES))
    const standings = new Set(codes.map(plaqueStanding))
    expect(standings).toEqual(new Set(['assigned', 'notAssigned', 'suspended', 'revoked', 'replaced']))
    expect(byCreditCode(codes).size / entities.length).toBeGreaterThan(0.55)
    expect(byCreditCode(codes).size / entities.length).toBeLessThan(0.65)
  })

  it('assigns no code without a consent given before', () => {
    const consentOf = new Map(consents.map((consent) => [consent._id, consent]))
    for (const { state, assignedAt, consentId, creditCode, since } of codes) {
      if (state === 'assigned') expect(consentId).not.toBeNull()
      if (consentId === null) {
        expect(assignedAt).toBeNull()
        continue
      }
      const consent = consentOf.get(consentId)
      expect(consent?.creditCode).toBe(creditCode)
      expect(consent?.givenAt).toBeLessThan(assignedAt ?? 0)
      if (state === 'assigned') {
        expect(consent?.withdrawnAt).toBeNull()
        expect(shanghaiDate(assignedAt ?? 0)).toBe(since)
        expect(since < of.today && since > addDays(of.today, -550)).toBe(true)
      }
    }
  })

  it('revokes a code because the consent is withdrawn, or because another takes its place', () => {
    const codeOf = new Map(codes.map((code) => [code._id, code]))
    const consentOf = new Map(consents.map((consent) => [consent._id, consent]))
    const revoked = codes.filter(({ state }) => state === 'revoked')
    for (const { replacedBy, consentId, creditCode, since } of revoked) {
      if (replacedBy === null) {
        const withdrawnAt = consentOf.get(consentId ?? '')?.withdrawnAt
        expect(shanghaiDate(withdrawnAt ?? 0)).toBe(since)
      } else {
        expect(codeOf.get(replacedBy)).toMatchObject({ state: 'assigned', creditCode })
      }
    }
  })

  it('stores for each assigned code the report that a scan of today would compute, and no other report', () => {
    const recordsOf = byCreditCode(records)
    const declarationsOf = byCreditCode(declarations)
    const commitmentsOf = byCreditCode(commitments)
    const assigned = codes.filter(({ state }) => state === 'assigned')
    expect(reports.map(({ plaqueCode }) => plaqueCode)).toEqual(assigned.map(({ _id }) => _id))
    for (const [index, report] of reports.entries()) {
      const { creditCode, number, since } = assigned[index] as CodeRow
      const entity = entityOf.get(creditCode) as EntityRow
      const sources = {
        entity,
        records: recordsOf.get(creditCode) ?? [],
        declarations: declarationsOf.get(creditCode) ?? [],
        commitments: commitmentsOf.get(creditCode) ?? [],
      }
      const { body, changesOn } = projectReport(sources, of.today)
      expect(report).toEqual({
        _id: creditCode,
        plaqueCode: report.plaqueCode,
        plaqueNumber: number,
        plaqueSince: since,
        body,
        changesOn,
        stale: false,
        writers: [],
        version: 0,
        projectionVersion: PROJECTION_VERSION,
      })
      expect(reportBody.safeParse(report.body).error).toBeUndefined()
    }
  })

  it('says which department answers for a licence or a penalty, and for nothing that the nation reports', () => {
    const keys = DEPARTMENTS.map(({ key }) => key)
    for (const { kind, department, source } of records) {
      if (kind === 'licence' || kind === 'penalty') expect(keys).toContain(department)
      if (/^(国家|最高|财政部)/.test(source)) expect(department).toBeUndefined()
    }
  })

  it('has assigned plaques of entities that have closed since', () => {
    const states = new Set(reports.map(({ body }) => body.entity.status))
    expect(states).toEqual(new Set(['active', 'deregistered', 'licenceRevoked']))
  })

  it('begins each unit with a report too long for a screen and one with something in every chapter', () => {
    const reportOf = new Map(reports.map((report) => [report._id, report]))
    for (const unit of UNITS) {
      const [many, every] = entities.filter((entity) => entity.unit === unit.key)
      const long = reportOf.get(many?._id ?? '')?.body.chapters.flatMap((chapter) => chapter.records) ?? []
      expect(long.length).toBeGreaterThan(60)
      expect(long.some(({ values }) => Object.values(values).some((text) => text.length > 200))).toBe(true)
      const full = reportOf.get(every?._id ?? '')?.body.chapters ?? []
      expect(full.filter((chapter) => chapter.records.length > 0).map(({ key }) => key)).toEqual(CHAPTER_KEYS)
    }
  })

  it('has every kind of record with every public field of it, and no other field', () => {
    const ofKind = byKey(records, ({ kind }) => kind)
    expect(new Set(ofKind.keys())).toEqual(new Set(RECORD_KINDS.map(({ kind }) => kind)))
    for (const { kind, fields } of RECORD_KINDS) {
      const named = new Set((ofKind.get(kind) ?? []).flatMap(({ values }) => Object.keys(values)))
      expect(named).toEqual(new Set(fields.map(({ name }) => name)))
    }
    const texts = records.flatMap(({ values }) => Object.values(values))
    expect(texts.filter((text) => text === '' || /undefined|null|NaN/.test(text))).toEqual([])
  })

  it('fills what a penalty and a licence must say by the national table (发改办财金〔2018〕424号)', () => {
    const must = {
      licence:
        'documentNumber documentName category decidedOn validFrom validUntil content authority authorityCode source sourceCode',
      penalty:
        'documentNumber category decidedOn content offenceType offenceFacts legalBasis authority authorityCode source sourceCode',
    }
    for (const [kind, fields] of Object.entries(must))
      for (const { values } of records.filter((record) => record.kind === kind)) {
        expect(Object.keys(values)).toEqual(expect.arrayContaining(fields.split(' ')))
        expect(checkCreditCode(values.authorityCode ?? '')).toMatchObject({ value: { warnings: [] } })
        if (values.category?.includes('罚款')) expect(Number(values.fineTenThousandYuan)).toBeGreaterThan(0)
        if (values.category?.includes('没收'))
          expect(Number(values.confiscatedTenThousandYuan)).toBeGreaterThan(0)
        expect(/暂扣|吊销/.test(values.category ?? '')).toBe(values.revokedCertificate !== undefined)
      }
  })

  it('dates each record in the life of its entity, and under the date its kind is ordered by', () => {
    for (const { kind, values, decidedOn = '', creditCode } of records) {
      const entity = entityOf.get(creditCode) as EntityRow
      expect(isLegalDate(decidedOn)).toBe(true)
      expect(decidedOn >= (entity.establishedOn ?? '') && decidedOn <= (entity.statusSince ?? of.today)).toBe(
        true,
      )
      const ownDate = values[recordKind(kind)?.dateField ?? '']
      expect([undefined, decidedOn]).toContain(ownDate)
    }
  })

  it('has penalties that are shown and penalties hidden for each reason', () => {
    const answers = records
      .filter(({ kind }) => kind === 'penalty')
      .map((facts) => publicityOn('penalty', facts, of.today))
    const reasons = new Set(answers.map((answer) => (answer.shown ? 'shown' : answer.reason)))
    for (const reason of ['shown', 'expired', 'repaired', 'minor', 'suspended', 'revoked'])
      expect(reasons).toContain(reason)
  })

  it('has lists that an entity stands on and lists that it was taken off', () => {
    const abnormal = records.filter(({ kind }) => kind === 'abnormal')
    const isRemoved = (record: RecordRow) => (record.removedOn ?? '9999') <= of.today
    expect(abnormal.some(isRemoved)).toBe(true)
    expect(abnormal.some((record) => !isRemoved(record))).toBe(true)
  })

  it('numbers commitments by division, day and serial, each once', () => {
    expect(commitments.length).toBeGreaterThan(100)
    for (const { number, madeOn, creditCode } of commitments) {
      expect(number).toMatch(/^\d{20}$/)
      expect(number.slice(0, 14)).toBe(divisionOfCreditCode(creditCode) + madeOn.replaceAll('-', ''))
    }
    expect(new Set(commitments.map(({ number }) => number)).size).toBe(commitments.length)
  })

  it('dates the merchants own words after their consent and not after today', () => {
    const consentOf = byCreditCode(consents)
    const spoken = [
      ...commitments.map(({ creditCode, madeOn }) => ({ creditCode, day: madeOn })),
      ...declarations.map(({ creditCode, declaredOn }) => ({ creditCode, day: declaredOn })),
    ]
    for (const { creditCode, day } of spoken) {
      const givenAt = consentOf.get(creditCode)?.[0]?.givenAt ?? Number.POSITIVE_INFINITY
      expect(day >= shanghaiDate(givenAt) && day <= of.today).toBe(true)
    }
    const categories = new Set(declarations.map(({ category }) => category))
    expect(categories).toEqual(new Set(['qualification', 'operation', 'contract', 'publicGood']))
  })

  it('holds nothing that looks like an identity or a telephone number', () => {
    const identity = /(?<!\d)[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/
    const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/
    const landline = /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/
    const texts = [...entities, ...records, ...declarations, ...commitments, ...codes, ...consents].flatMap(
      (row) =>
        Object.values({ ...row, ...('values' in row && row.values) }).filter(
          (text) => typeof text === 'string',
        ),
    )
    const isPersonal = (text: string) => [identity, mobile, landline].some((pattern) => pattern.test(text))
    expect(isPersonal('联系人 13800000000')).toBe(true)
    expect(texts.filter(isPersonal)).toEqual([])
  })
})

it('The penalties of today were decided under each rule set, in every tier, some to be shown all the same', () => {
  const penalties = tablesOf(plan()).records.filter(({ kind }) => kind === 'penalty')
  const ruleSets = new Set(penalties.map(({ decidedOn = '' }) => ruleSetOn(decidedOn).id))
  expect(ruleSets).toEqual(new Set(['2019', '2023', '2026']))
  expect(new Set(penalties.map(classifyPenalty))).toEqual(new Set(['minor', 'ordinary', 'serious']))
  const isShown = (record: RecordRow) => publicityOn('penalty', record, TODAY).shown
  expect(penalties.some((record) => record.mustPublish && isShown(record))).toBe(true)
  expect(penalties.some((record) => record.reportedUntil && isShown(record))).toBe(true)
  expect(penalties.some((record) => record.reportedUntil && !isShown(record))).toBe(true)
})

it('The full city has 121,073 entities, each with a code of its own, in the shares of the programme', () => {
  const counts: Record<string, number> = {}
  const kinds: Record<string, number> = {}
  const units = new Map(UNITS.map(({ key }) => [key, { entities: 0, assigned: 0 }]))
  const keys = new Set<string>()
  const numbers = new Set<string>()
  for (const { collection, row } of cityRows(plan({ size: 'full' }))) {
    counts[collection] = (counts[collection] ?? 0) + 1
    if (collection === 'records') {
      const { kind } = row as RecordRow
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }
    if (collection !== 'entities' && collection !== 'codes') continue
    keys.add(row._id)
    const { unit } = row as EntityRow | CodeRow
    const sums = units.get(unit) as { entities: number; assigned: number }
    if (collection === 'entities') {
      sums.entities++
    } else {
      const { number, state } = row as CodeRow
      numbers.add(number)
      if (state === 'assigned') sums.assigned++
    }
  }
  expect([...units].map(([, sums]) => sums.entities)).toEqual(UNITS.map(({ entityTotal }) => entityTotal))
  expect(counts.entities).toBe(121073)
  expect(keys.size).toBe(121073 + (counts.codes ?? 0))
  expect(numbers.size).toBe(counts.codes)
  for (const [, { entities, assigned }] of units) {
    expect(assigned / entities).toBeGreaterThan(0.1)
    expect(assigned / entities).toBeLessThan(0.2)
  }
  expect((counts.reports ?? 0) / 121073).toBeCloseTo(0.15, 1)
  expect((counts.records ?? 0) / 121073).toBeLessThan(1.25)
  for (const { kind } of RECORD_KINDS) expect(kinds[kind]).toBeGreaterThan(20)
})
