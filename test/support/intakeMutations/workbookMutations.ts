import type { Dice } from '../../../src/democity/dice'
import { type MadeSheet, textRow } from '../workbook'
import type { CleanFile } from './cleanFile'
import { type Mutated, type Mutation, refusedWhole, someRow, spoiling, untouched } from './mutation'
import { bookOf, gridOf, isRealDay, serialOf, sheetRows, someBookStyle } from './spelling'

/** What people do to the sheets and cells of a workbook. */

/** Changes the XML of one row, which must not be taken then. */
function spoilingXml(change: (xml: string, dice: Dice) => string): Mutation['mutate'] {
  return (file, dice) => {
    const row = someRow(file, dice)
    const style = { ...someBookStyle(dice), hasPlaces: true }
    const rows = sheetRows(gridOf(file), style).rows
    if (change(rows[row + 1] ?? '', dice) === rows[row + 1]) return null
    const bytes = bookOf(gridOf(file), style, {
      change: (all) => all.map((xml, index) => (index === row + 1 ? change(xml, dice) : xml)),
    })
    return spoiling(bytes, row)
  }
}

/** Changes the XML of one cell of a row, any of them. */
function someCell(change: (xml: string) => string): (xml: string, dice: Dice) => string {
  return (xml, dice) => {
    const at = dice.between(0, (xml.match(/<c /g)?.length ?? 1) - 1)
    let index = 0
    return xml.replace(/<c .*?<\/c>/gs, (cell) => (index++ === at ? change(cell) : cell))
  }
}

/** The same sheet with rows that nobody has checked. */
function strangeSheet(file: CleanFile, more: Partial<MadeSheet>): MadeSheet {
  const grid = gridOf(file)
  const { rows } = sheetRows(grid, {
    texts: 'str',
    hasPlaces: false,
    hasSerialDays: false,
    hasNumbers: false,
    startsIn1904: false,
  })
  return { name: '底稿', rows: rows.join('').replaceAll('小吃店', '大酒楼'), ...more }
}

/** Each of them. */
export const WORKBOOK_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a formula',
    mutate: spoilingXml(someCell((cell) => cell.replace(/>/, '><f>A1</f>').replace('inlineStr', 'str'))),
  },
  {
    name: 'a formula that several cells share',
    mutate: spoilingXml(
      someCell((cell) => cell.replace(/>/, '><f t="shared" si="0"/>').replace('inlineStr', 'str')),
    ),
  },
  {
    name: 'a heading that is computed',
    mutate: (file, dice) =>
      refusedWhole(
        bookOf(gridOf(file), someBookStyle(dice), {
          change: ([head = '', ...rows]) => [head.replace(/(<c[^>]*>)/, '$1<f>B1</f>'), ...rows],
        }),
      ),
  },
  {
    name: 'a cell in error',
    mutate: spoilingXml(someCell((cell) => cell.replace(/(<c r="\w+").*/s, '$1 t="e"><v>#REF!</v></c>'))),
  },
  {
    name: 'yes and no instead of a number',
    mutate: (file, dice) => {
      const place = file.columns.findIndex(({ name, must }) => name === 'status' && must === true)
      if (place < 0) return null
      const row = someRow(file, dice)
      if (gridOf(file).rows[row]?.[place] === '') return null
      const style = { ...someBookStyle(dice), hasPlaces: false }
      const change = (xml: string) => {
        let index = 0
        return xml.replace(/<c.*?<\/c>/gs, (cell) => (index++ === place ? '<c t="b"><v>1</v></c>' : cell))
      }
      return spoiling(
        bookOf(gridOf(file), style, {
          change: (rows) => rows.map((xml, index) => (index === row + 1 ? change(xml) : xml)),
        }),
        row,
      )
    },
  },
  {
    name: 'merged cells',
    mutate: (file, dice) => {
      const from = someRow(file, dice)
      const to = Math.min(file.rows.length - 1, from + dice.between(0, 2))
      const ref = dice.pick([`A${from + 2}:A${to + 2}`, `B${from + 2}:D${to + 2}`])
      const behind = `<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`
      const spoilt = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      return spoiling(bookOf(gridOf(file), someBookStyle(dice), { behind }), ...spoilt)
    },
  },
  {
    name: 'merged headings',
    mutate: (file, dice) =>
      refusedWhole(
        bookOf(gridOf(file), someBookStyle(dice), {
          behind: '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>',
        }),
      ),
  },
  {
    name: 'whole columns merged',
    mutate: (file, dice) =>
      refusedWhole(
        bookOf(gridOf(file), someBookStyle(dice), {
          behind: '<mergeCells><mergeCell ref="A:B"/></mergeCells>',
        }),
      ),
  },
  {
    name: 'hidden sheets with other rows',
    mutate: (file, dice) => {
      const state = dice.pick(['hidden', 'veryHidden'] as const)
      return untouched(bookOf(gridOf(file), someBookStyle(dice), { before: [strangeSheet(file, { state })] }))
    },
  },
  {
    name: 'two sheets that could be meant',
    mutate: (file, dice) =>
      refusedWhole(bookOf(gridOf(file), someBookStyle(dice), { before: [strangeSheet(file, {})] })),
  },
  {
    name: 'a sheet of explanations in front',
    mutate: (file, dice) =>
      untouched(
        bookOf(gridOf(file), someBookStyle(dice), {
          before: [{ name: '说明', rows: textRow(1, ['填写说明']) + textRow(2, ['每行一条']) }],
        }),
      ),
  },
  {
    name: 'days as numbers without their style',
    mutate: (file, dice) => numbersForDays(file, dice, (serial) => `><v>${serial}</v>`),
  },
  {
    name: 'days at noon, or in no calendar',
    mutate: (file, dice) => {
      const value = dice.pick<(serial: number) => number | string>([
        (serial) => serial + 0.5,
        (serial) => -serial,
        (serial) => serial * 1000,
        (serial) => `${serial}x`,
      ])
      return numbersForDays(file, dice, (serial) => ` s="1"><v>${value(serial)}</v>`)
    },
  },
  {
    name: 'a code of digits as a number',
    mutate: (file, dice) => {
      const place = file.columns.findIndex(
        ({ type, name }) => type === 'creditCode' && name.endsWith('Code') && name !== file.table.subjectCode,
      )
      const row = someRow(file, dice)
      const cell = gridOf(file).rows[row]?.[place] ?? ''
      if (!/^\d{18}$/.test(cell)) return null
      const change = (xml: string) => {
        let index = 0
        return xml.replace(/<c.*?<\/c>/gs, (one) => (index++ === place ? `<c><v>${cell}</v></c>` : one))
      }
      const style = { ...someBookStyle(dice), hasPlaces: false }
      return spoiling(
        bookOf(gridOf(file), style, {
          change: (rows) => rows.map((xml, index) => (index === row + 1 ? change(xml) : xml)),
        }),
        row,
      )
    },
  },
]

/** Days in one column as something else; the rows in which there were any must not be taken. */
function numbersForDays(file: CleanFile, dice: Dice, content: (serial: number) => string): Mutated | null {
  const grid = gridOf(file)
  const place = grid.types.indexOf('date')
  const days = grid.rows.map((cells) => cells[place] ?? '')
  const spoilt = days.flatMap((day, row) => (isRealDay(day) ? [row] : []))
  if (spoilt.length === 0) return null
  const bytes = bookOf(
    grid,
    { ...someBookStyle(dice), hasPlaces: false, startsIn1904: false },
    {
      change: ([head = '', ...rows]) => [
        head,
        ...rows.map((xml, row) => {
          const day = days[row] ?? ''
          let index = 0
          return xml.replace(/<c.*?<\/c>/gs, (cell) =>
            index++ === place && isRealDay(day) ? `<c${content(serialOf(day, false))}</c>` : cell,
          )
        }),
      ],
    },
  )
  return spoiling(bytes, ...spoilt)
}
