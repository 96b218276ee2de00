import fc from 'fast-check'
import { makeCreditCode } from '../../../src/domain/creditCode'
import {
  coarseKind,
  REGISTRY_COLUMNS,
  type RegistryRow,
  readRegistryRow,
} from '../../../src/domain/registryRow'

const ORGANISATION = 'MA1TEXT1'
const codeOf = (firstEight: string) => makeCreditCode(firstEight, ORGANISATION)
const row = (more: Partial<RegistryRow> = {}): RegistryRow => ({
  企业名称: '爱辉区示例百货商店',
  统一社会信用代码: codeOf('91231102'),
  注册日期: '2019-04-20',
  企业类型: '有限责任公司',
  法人代表: '李某',
  注册资金: '50万元人民币',
  经营范围: '日用百货零售',
  所在省份: '黑龙江',
  地区: '黑河',
  注册地址: '黑龙江省黑河市爱辉区示例街1号',
  ...more,
})

const TODAY = '2026-11-24'
const readRow = (fields: RegistryRow) => readRegistryRow(fields, TODAY)

describe('what a row of the registry extract tells', () => {
  it('a complete row becomes an entity, placed by its division', () => {
    expect(readRow(row())).toEqual({
      outcome: 'accepted',
      entity: {
        creditCode: codeOf('91231102'),
        name: '爱辉区示例百货商店',
        legalRepresentative: '李某',
        entityType: 'enterprise',
        entityKind: '有限责任公司',
        establishedOn: '2019-04-20',
        address: '黑龙江省黑河市爱辉区示例街1号',
        scope: '日用百货零售',
        divisionName: '爱辉区',
        unit: 'aihui',
        unitName: '爱辉区',
      },
      warning: null,
    })
  })

  it.each(['N/A', 'n/a', '', '  ', '-', '—', 'null'])('“%s” is unknown, not a value', (unknown) => {
    const nothing = {
      注册日期: unknown,
      企业类型: unknown,
      法人代表: unknown,
      经营范围: unknown,
      注册地址: unknown,
    }
    expect(readRow(row(nothing))).toMatchObject({
      outcome: 'accepted',
      entity: {
        establishedOn: null,
        entityKind: null,
        legalRepresentative: null,
        scope: null,
        address: null,
      },
    })
  })

  it('stray spaces, full width and lower case do not make another entity', () => {
    const untidy = `  ${codeOf('91231102').slice(0, 9)} ${codeOf('91231102').slice(9).toLowerCase()}　`
    const read = readRow(
      row({ 统一社会信用代码: untidy, 企业名称: '\t爱辉区示例百货商店 ', 法人代表: '　李某 ' }),
    )
    expect(read).toEqual(readRow(row()))
  })

  it.each([
    ['2019-04-20', '2019-04-20'],
    ['2019/4/2', '2019-04-02'],
    ['2000-02-29', '2000-02-29'],
    [TODAY, TODAY],
  ])('the day %s is read as %s', (text, establishedOn) => {
    expect(readRow(row({ 注册日期: text }))).toMatchObject({ entity: { establishedOn } })
  })

  it.each([
    ['91', 'enterprise', '企业'],
    ['92', 'individual', '个体工商户'],
    ['93', 'cooperative', '农民专业合作社'],
  ])('GB 32100: %s means %s where the extract names no kind', (firstTwo, entityType, kind) => {
    const read = readRow(row({ 统一社会信用代码: codeOf(`${firstTwo}231102`), 企业类型: 'N/A' }))
    expect(read).toMatchObject({ outcome: 'accepted', entity: { entityType, entityKind: null } })
    expect(coarseKind(entityType as 'enterprise')).toBe(kind)
  })

  it('the old county code 231121 belongs to 嫩江市', () => {
    expect(readRow(row({ 统一社会信用代码: codeOf('91231121') }))).toMatchObject({
      entity: { unit: 'nenjiang', divisionName: '嫩江市' },
    })
  })
})

describe('refused: what cannot be right', () => {
  it.each<[string, Partial<RegistryRow>, string]>([
    ['no name', { 企业名称: 'N/A' }, '企业名称为空'],
    ['no code', { 统一社会信用代码: '' }, '统一社会信用代码为空'],
    ['a code of 17 characters', { 统一社会信用代码: codeOf('91231102').slice(1) }, '应为 18 位，实为 17 位'],
    [
      'a letter O',
      { 统一社会信用代码: `O${codeOf('91231102').slice(1)}` },
      '第 1 位“O”不是代码用字，是否应为“0”',
    ],
    ['a sign', { 统一社会信用代码: `?${codeOf('91231102').slice(1)}` }, '第 1 位“?”不是代码用字'],
    ['a day that does not exist', { 注册日期: '2019-02-29' }, '注册日期“2019-02-29”不是存在的日期'],
    ['a day written in another order', { 注册日期: '20/04/2019' }, '注册日期“20/04/2019”不是存在的日期'],
    ['tomorrow', { 注册日期: '2026/11/25' }, '注册日期“2026/11/25”晚于今天（2026-11-24）'],
    ['the day that means without end', { 注册日期: '2099-12-31' }, '注册日期“2099-12-31”晚于今天'],
  ])('%s', (_, more, reason) => {
    expect(readRow(row(more))).toEqual({
      outcome: 'refused',
      reason: expect.stringContaining(reason),
    })
  })

  it('a wrong check character, with the right one named', () => {
    const right = codeOf('91231102')
    const wrong = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
    expect(readRow(row({ 统一社会信用代码: wrong }))).toEqual({
      outcome: 'refused',
      reason: `统一社会信用代码的校验码应为“${right.slice(17)}”，实为“${wrong.slice(17)}”，请核对执照`,
    })
  })

  it('all faults of a row are told at once', () => {
    expect(readRow(row({ 企业名称: '', 统一社会信用代码: '1', 注册日期: '2019-13-01' }))).toEqual({
      outcome: 'refused',
      reason: expect.stringMatching(/企业名称.*；.*18 位.*；.*注册日期/),
    })
  })
})

describe('held: what a person must decide', () => {
  it.each<[string, Partial<RegistryRow>, string]>([
    ['a state farm', { 统一社会信用代码: codeOf('91233005') }, '北安垦区'],
    ['a registration of the province', { 统一社会信用代码: codeOf('91230000') }, '省级登记机关'],
    ['another city by its code', { 统一社会信用代码: codeOf('91230184') }, '不属于黑河市'],
    ['another city by its column', { 地区: '哈尔滨' }, '地区为“哈尔滨”'],
    ['a public institution', { 统一社会信用代码: codeOf('12231102') }, '代码以 12 开头'],
    ['a household kind with an enterprise code', { 企业类型: '个体工商户' }, '不一致'],
    ['an enterprise kind with a household code', { 统一社会信用代码: codeOf('92231102') }, '不一致'],
  ])('%s', (_, more, reason) => {
    expect(readRow(row(more))).toMatchObject({
      outcome: 'held',
      reason: expect.stringContaining(reason),
    })
  })

  it('the address never decides the unit: a state farm in 嫩江 stays held', () => {
    const farm = { 统一社会信用代码: codeOf('91233004'), 注册地址: '黑龙江省黑河市嫩江县示例农场' }
    expect(readRow(row(farm)).outcome).toBe('held')
  })
})

describe('accepted with a warning', () => {
  it('GB 11714: an organisation part whose own check character is wrong', () => {
    const right = codeOf('91231102')
    const organisationWrong = right.slice(0, 16) + (right.charAt(16) === '1' ? '2' : '1')
    const outcomes = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) =>
      readRow(row({ 统一社会信用代码: organisationWrong + last })),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toMatchObject([
      { warning: 'organisationCheckCharacter' },
    ])
  })

  it('an early code (M0...) that fails its check character by birth', () => {
    const right = makeCreditCode('91231102', 'M0001TGQ')
    const early = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
    expect(readRow(row({ 统一社会信用代码: early }))).toMatchObject({
      outcome: 'accepted',
      entity: { creditCode: early },
      warning: 'earlyCode',
    })
  })
})

it('whatever a row holds, it is accepted, held or refused with a reason, and never throws', () => {
  const field = fc.oneof(fc.string(), fc.constantFrom('N/A', codeOf('92231102'), '2019-04-31', '黑河'))
  const anyRow = fc.record(Object.fromEntries(REGISTRY_COLUMNS.map((column) => [column, field])))
  fc.assert(
    fc.property(anyRow, (fields) => {
      const read = readRow(fields as RegistryRow)
      if (read.outcome === 'accepted') expect(read.entity.name).not.toBe('')
      else expect(read.reason).not.toBe('')
    }),
  )
})
