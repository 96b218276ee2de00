import type { Dice } from '../../../src/democity/dice'
import { makeCreditCode } from '../../../src/domain/creditCode'
import type { Column, IntakeTable } from '../../../src/domain/intake/column'
import { INTAKE_TABLES } from '../../../src/domain/intake/tables'
import { recordKind } from '../../../src/domain/recordKinds'

/** Valid files of every kind of record, and what each of their rows says; the readers have no part in it. */

/** The day by which all rows are judged, and a moment of it. */
export const TODAY = '2026-11-02'
export const NOW = Date.parse(`${TODAY}T04:00:00Z`)

/** What becomes of a row when nobody touches its file. */
export type Fate = 'taken' | 'held' | 'refused'
/** A row in plain texts, in the order of the columns. `values`: what it says, by column; what is empty is absent. */
export type CleanRow = { cells: readonly string[]; values: Record<string, string>; fate: Fate }
/** A file before anybody has touched it. */
export type CleanFile = {
  table: IntakeTable
  columns: readonly Column[]
  rows: readonly CleanRow[]
  /** Numbers of identity papers that it brings; they must not be kept anywhere. */
  identityNumbers: readonly string[]
}

/** Withdrawals and the registry are judged by what is kept. */
const TABLES = INTAKE_TABLES.filter(({ kind }) => recordKind(kind) !== undefined)

/** The entities of a fictional city: name by credit code. */
export const ENTITIES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 40 }, (_, index) => [
    makeCreditCode('92231102', `MA${String(index).padStart(6, '0')}`),
    `爱辉区虚构第${index}小吃店`,
  ]),
)
const CODES = [...ENTITIES.keys()]
const STRANGER = makeCreditCode('92231102', 'MA999999')
/** Fictional; its checksum is right. */
export const IDENTITY_NUMBER = '110101190001010006'
const MOBILE_NUMBER = '13800000000'

const PHRASES = [
  '未明码标价',
  '经营场所无法联系，已电话告知',
  '见“决定书”第3页',
  '写作"直引号"的店',
  '逗号,分号;竖线|都有',
  '第一行\n第二行',
  '甲&乙<丙>',
  '𠮷祥、㐂福',
  'Амурская торговля',
  '制表\t之后',
]

/** A file of a random kind with four to twelve rows, most of which are taken. */
export function makeCleanFile(dice: Dice): CleanFile {
  const table = dice.pick(TABLES)
  const columns = table.columns.filter(
    ({ must, type }) => must !== false || dice.happens(type === 'text' ? 400 : 700),
  )
  const identityNumbers: string[] = []
  const rows: CleanRow[] = []
  const first = dice.between(0, CODES.length - 1)
  const count = dice.between(4, 12)
  while (rows.length < count) {
    const previous = rows.at(-1)
    if (previous?.fate === 'taken' && dice.happens(60)) rows.push(previous)
    else {
      const values = valuesOf(table, columns, CODES[(first + rows.length) % CODES.length] ?? '', dice)
      rows.push(rowOf(table, columns, values, dice))
    }
  }
  return { table, columns, rows, identityNumbers }

  function rowOf(
    { subjectName, subjectCode, kind }: IntakeTable,
    shown: readonly Column[],
    values: Record<string, string>,
    chance: Dice,
  ): CleanRow {
    const dateField = recordKind(kind)?.dateField
    const spoilt = chance.happens(250) ? chance.between(0, 5) : null
    let fate: Fate = 'taken'
    if (spoilt === 0) {
      values[subjectName] = '名称不同的虚构店'
      fate = 'held'
    } else if (spoilt === 1) {
      values[subjectCode] = STRANGER
      fate = 'held'
    } else if (spoilt === 2 && dateField && shown.some(({ name }) => name === dateField)) {
      // Both days of a term, so that they stay in order.
      for (const { name } of shown.filter(({ type, name }) => type === 'date' && values[name]))
        values[name] = '2027-01-01'
      fate = 'held'
    } else if (spoilt === 3) {
      const open = shown.find(
        ({ isPublic, type, name, length }) =>
          isPublic && type === 'text' && length >= 200 && name !== subjectName,
      )
      if (open) {
        values[open.name] = `请拨打${MOBILE_NUMBER}`
        fate = 'held'
      }
    } else if (spoilt === 4) {
      delete values[chance.pick(shown.filter(({ must }) => must === true)).name]
      fate = 'refused'
    } else if (spoilt === 5) {
      const date = shown.find(({ type }) => type === 'date')
      if (date) {
        values[date.name] = '2026-02-30'
        fate = 'refused'
      }
    }
    const number = shown.find(({ type }) => type === 'identityNumber')
    const cells = shown.map((column) => {
      if (column !== number || !chance.happens(300)) return values[column.name] ?? ''
      identityNumbers.push(IDENTITY_NUMBER)
      return IDENTITY_NUMBER
    })
    return { cells, values, fate }
  }
}

function valuesOf(
  table: IntakeTable,
  columns: readonly Column[],
  creditCode: string,
  dice: Dice,
): Record<string, string> {
  const values: Record<string, string> = {}
  let day = dice.between(0, 20)
  for (const column of columns) {
    if (column.must === false && dice.happens(400)) continue
    if (column.type === 'date') day += dice.between(0, 9)
    const value = textFor(column, day, dice)
    if (value !== '') values[column.name] = value
  }
  values[table.subjectCode] = creditCode
  values[table.subjectName] = ENTITIES.get(creditCode) ?? ''
  return values
}

function textFor(column: Column, day: number, dice: Dice): string {
  const { type, choices, name, example, length } = column
  switch (type) {
    case 'date':
      return new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10)
    case 'amount':
      return dice.pick(['0.05', '3', '12.5', '0.000001', '99999'])
    case 'choice':
      if (name === 'subjectKind') return '个体工商户'
      if (name === 'disclosure') return '可向社会公开'
      if (name === 'status') return '1'
      return dice.pick(choices)
    case 'choices':
      return dice.happens(300) ? `${dice.pick(choices)};${dice.pick(choices)}` : dice.pick(choices)
    case 'creditCode':
      return example || '112311020000000191'
    case 'identityNumber':
      return ''
    case 'text': {
      const text = length < 200 || dice.happens(500) ? example : dice.pick(PHRASES)
      return text || dice.pick(PHRASES).slice(0, length)
    }
  }
}
