import { RECORD_KINDS } from '../../../src/domain/recordKinds'
import { filledChapters, reportEdition } from '../../../src/domain/reportEdition'
import { fullRecords, fullReport } from '../../support/fullReport'

describe.each(['2022', '2021'] as const)('the edition of %s', (name) => {
  const edition = reportEdition(name)

  test('has a place for every kind of record, and only one', () => {
    for (const kind of RECORD_KINDS)
      expect(edition.chapters.filter(({ holds }) => holds(kind))).toHaveLength(1)
  })

  test('shows every record once', () => {
    const records = fullRecords(60)
    const shown = filledChapters(fullReport(records), edition).flatMap(({ groups }) =>
      groups.flatMap((group) => group.records),
    )
    expect(shown).toHaveLength(records.length)
    expect(new Set(shown)).toEqual(new Set(records))
  })

  test('numbers its chapters without a gap', () => {
    const numerals = [
      ...edition.chapters.map(({ numeral }) => numeral),
      ...edition.closing.map(({ numeral }) => numeral),
      edition.local.numeral,
    ]
    expect(numerals).toEqual(
      ['二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].slice(0, numerals.length),
    )
  })
})

test('the names are those of the standards', () => {
  expect(reportEdition('2022').chapters.map(({ title }) => title)).toEqual([
    '行政管理信息',
    '诚实守信相关荣誉信息',
    '严重失信主体名单信息',
    '经营（活动）异常名录（状态）信息',
    '信用承诺信息',
    '信用评价信息',
    '司法判决及执行信息',
    '其他信息',
  ])
  expect(reportEdition('2021').chapters.map(({ title }) => title)).toEqual([
    '行政许可信息',
    '行政处罚信息',
    '守信激励信息',
    '失信惩戒信息',
    '重点关注信息',
    '资质/资格信息',
    '风险提示信息',
    '其他信息',
  ])
})
