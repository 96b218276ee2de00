import { kindsOfHeadings, recogniseHeadings } from '../../../../src/domain/intake/headings'
import { INTAKE_KINDS } from '../../../../src/domain/intake/kinds'
import { readIntakeRow } from '../../../../src/domain/intake/row'
import { INTAKE_TABLES, intakeTable } from '../../../../src/domain/intake/tables'
import { RECORD_KINDS, recordKind } from '../../../../src/domain/recordKinds'

/** What departments hand over: one table a kind, read by parser, checker and template alike. */

const examplesOf = (kind: string) => {
  const table = intakeTable(kind)
  if (!table) throw new Error(`no table ${kind}`)
  const map = recogniseHeadings(
    table,
    table.columns.map(({ heading }) => heading),
  )
  if (!map.ok) throw new Error(JSON.stringify(map.error))
  return { table, map: map.value, cells: table.columns.map(({ example }) => example) }
}

test('every kind of the report has its table, and every public field of it a column', () => {
  for (const { kind, fields } of RECORD_KINDS) {
    const shown = intakeTable(kind)
      ?.columns.filter(({ isPublic }) => isPublic)
      .map(({ name }) => name)
    expect(shown?.sort()).toEqual(fields.map(({ name }) => name).sort())
  }
  const others = INTAKE_TABLES.map(({ kind }) => kind).filter((kind) => !recordKind(kind))
  expect(others).toEqual(['withdrawal', 'registration'])
  const asKinds = INTAKE_TABLES.map(({ kind, label, department }) => ({
    key: kind,
    name: label,
    ...(department !== undefined && { department }),
  }))
  expect(asKinds).toEqual(INTAKE_KINDS)
})

test.each([
  [
    'licence',
    'XK_XDR_MC XK_XDR_LB XK_XDR_SHXYM XK_XDR_GSZC XK_XDR_ZZJG XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FR_ZJLX XK_FR_ZJHM XK_XDR_ZJLX XK_XDR_ZJHM XK_XKWS XK_WSH XK_XKLB XK_XKZS XK_XKBH XK_NR XK_JDRQ XK_YXQZ XK_YXQZI XK_XKJG XK_XKJGDM XK_ZT XK_LYDW XK_LYDWDM BZ',
  ],
  [
    'penalty',
    'CF_XDR_MC CF_XDR_LB CF_XDR_SHXYM CF_XDR_GSZC CF_XDR_ZZJG CF_XDR_SWDJ CF_XDR_SYDW CF_XDR_SHZZ CF_FRDB CF_FR_ZJLX CF_FR_ZJHM CF_XDR_ZJLX CF_XDR_ZJHM CF_WSH CF_WFXW CF_SY CF_YJ CF_CFLB CF_NR CF_NR_FK CF_NR_WFFF CF_NR_ZKDX CF_JDRQ CF_YXQ CF_GSJZQ CF_CFJG CF_CFJGDM CF_SJLY CF_SJLYDM BZ',
  ],
])('发改办财金〔2018〕424号: a file of %s by its codes is known whole', (kind, codes) => {
  const { table } = examplesOf(kind)
  const map = recogniseHeadings(table, codes.split(' '))
  expect(map).toMatchObject({ ok: true, value: { unknown: [] } })
  if (map.ok) expect(map.value.columns.every((column) => column !== null)).toBe(true)
})

test('发改办财金〔2018〕424号: 附件 20 items of a promise are known', () => {
  const headings =
    '承诺编码 承诺人名称 承诺人类别 承诺人代码 承诺类型 承诺事由 承诺内容 违诺责任 承诺作出日期 承诺有效期 承诺履行状态 未履行的承诺内容 违诺责任追究内容 承诺履行状态认定日期 承诺履行状态认定单位 承诺履行状态认定单位代码 承诺受理单位 承诺受理单位代码 公开类型 备注'.split(
      ' ',
    )
  const { table } = examplesOf('promise')
  const map = recogniseHeadings(table, [...headings, '数据来源'])
  expect(map).toMatchObject({ ok: true, value: { unknown: [] } })
})

test.each(INTAKE_TABLES.map(({ kind }) => kind))(
  'the example of %s is itself a right row, and no two headings are alike',
  (kind) => {
    const { table, map, cells } = examplesOf(kind)
    expect(map.columns).toEqual([...table.columns])
    expect(readIntakeRow(map, cells, '2026-11-25')).toMatchObject({
      outcome: 'read',
      doubts: [],
      droppedNumbers: 0,
    })
    expect(kindsOfHeadings(map.headings)[0]).toBe(kind)
  },
)

test('headings of 2015/16, full width, spaces and the mark of what must be filled do not matter', () => {
  const { table } = examplesOf('licence')
  const headings = table.columns.map(({ heading, otherHeadings }) =>
    ` ＊${otherHeadings[0] ?? heading}（必填）`.replace('(', '（'),
  )
  expect(recogniseHeadings(table, headings)).toMatchObject({ ok: true })
})

test('what is missing, twice or strange is told by its heading; the two columns of a result file are passed over', () => {
  const { table } = examplesOf('penalty')
  const headings = table.columns.map(({ heading }) => heading)
  expect(recogniseHeadings(table, ['a', 'b'])).toEqual({
    ok: false,
    error: { code: 'HEADINGS_UNKNOWN', headings: ['a', 'b'] },
  })
  expect(
    recogniseHeadings(
      table,
      headings.filter((heading) => heading !== '处罚机关'),
    ),
  ).toEqual({
    ok: false,
    error: { code: 'HEADINGS_MISSING', headings: ['处罚机关'] },
  })
  expect(recogniseHeadings(table, [...headings, 'CF_CFJG'])).toEqual({
    ok: false,
    error: { code: 'HEADINGS_TWICE', headings: ['处罚机关'] },
  })
  expect(recogniseHeadings(table, [...headings, '处理结果', '原因', '经办'])).toMatchObject({
    ok: true,
    value: { unknown: ['经办'] },
  })
})
