import type { Dice } from '../../../src/democity/dice'
import type { Column } from '../../../src/domain/intake/column'
import { INTAKE_TABLES } from '../../../src/domain/intake/tables'
import type { CleanFile } from './cleanFile'
import { type Mutation, refusedWhole, untouched } from './mutation'
import { type Grid, gridOf, somehow } from './spelling'

/** What people do to the headings and columns of a table. */

/** Headings, cells and types in another order or number; -1 makes an empty column. */
function arranged(grid: Grid, order: readonly number[]): Grid {
  return {
    headings: order.map((from) => grid.headings[from] ?? ''),
    rows: grid.rows.map((cells) => order.map((from) => cells[from] ?? '')),
    types: order.map((from) => grid.types[from] ?? 'text'),
  }
}

const placesOf = ({ columns }: CleanFile) => columns.map((_, index) => index)

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const left = [...items]
  return items.map(() => left.splice(dice.between(0, left.length - 1), 1)[0] as T)
}

function inserted<T>(items: readonly T[], item: T, dice: Dice): T[] {
  const at = dice.between(0, items.length)
  return [...items.slice(0, at), item, ...items.slice(at)]
}

/** Names under which nothing but this column is known. */
function aliasesOf({ table }: CleanFile, column: Column): string[] {
  const namesOf = (one: Column) => [one.heading, ...(one.code ? [one.code] : []), ...one.otherHeadings]
  const others = table.columns.filter(({ name }) => name !== column.name).flatMap(namesOf)
  return namesOf(column).filter((name) => !others.includes(name))
}

const mustPlaces = ({ columns }: CleanFile) =>
  columns.flatMap(({ must }, index) => (must === true ? [index] : []))

/** Each of them. */
export const HEADING_MUTATIONS: readonly Mutation[] = [
  { name: 'nothing', mutate: (file, dice) => untouched(somehow(gridOf(file), dice)) },
  {
    name: 'columns in another order',
    mutate: (file, dice) => untouched(somehow(arranged(gridOf(file), shuffled(placesOf(file), dice)), dice)),
  },
  {
    name: 'headings by code or as they were called before',
    mutate: (file, dice) => {
      const headings = file.columns.map((column) => dice.pick([...aliasesOf(file, column), column.heading]))
      return untouched(somehow({ ...gridOf(file), headings }, dice))
    },
  },
  {
    name: 'marks and spaces in headings',
    mutate: (file, dice) => {
      const mark = dice.pick<(heading: string) => string>([
        (heading) => `*${heading}`,
        (heading) => `${heading}（必填）`,
        (heading) => ` ${heading.split('').join(' ')}`,
        (heading) => heading.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
        (heading) => `${heading}\n(选填)`,
      ])
      const grid = gridOf(file)
      return untouched(somehow({ ...grid, headings: grid.headings.map(mark) }, dice))
    },
  },
  {
    name: 'headings swapped over cells of other types',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const [one, other] = shuffled(placesOf(file), dice)
      if (one === undefined || other === undefined || grid.types[one] === grid.types[other]) return null
      // Where one of the two is empty, the other may be meant to stand where it now does.
      if (grid.rows.some((cells) => cells[one] === '' || cells[other] === '')) return null
      const headings = [...grid.headings]
      headings[one] = grid.headings[other] ?? ''
      headings[other] = grid.headings[one] ?? ''
      const types = [...grid.types]
      types[one] = types[other] = 'text'
      return { bytes: somehow({ ...grid, headings, types }, dice), file: 'either' }
    },
  },
  {
    name: 'a heading twice',
    mutate: (file, dice) => {
      const places = placesOf(file)
      return refusedWhole(somehow(arranged(gridOf(file), inserted(places, dice.pick(places), dice)), dice))
    },
  },
  {
    name: 'a column that must be there is missing',
    mutate: (file, dice) => {
      const gone = dice.pick(mustPlaces(file))
      return refusedWhole(
        somehow(
          arranged(
            gridOf(file),
            placesOf(file).filter((place) => place !== gone),
          ),
          dice,
        ),
      )
    },
  },
  {
    name: 'a heading that must be there is misspelt or empty',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const place = dice.pick(mustPlaces(file))
      grid.headings[place] = dice.pick(['', `${grid.headings[place]}？`, '列1'])
      return refusedWhole(somehow(grid, dice))
    },
  },
  {
    name: 'columns that mean nothing here',
    mutate: (file, dice) => {
      const grid = arranged(gridOf(file), inserted(placesOf(file), -1, dice))
      const place = grid.headings.indexOf('')
      grid.headings[place] = '内部流水'
      for (const [index, cells] of grid.rows.entries()) cells[place] = `甲${index}`
      return untouched(somehow(grid, dice))
    },
  },
  {
    name: 'the columns of a result file',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      grid.headings.push('处理结果', '原因')
      for (const cells of grid.rows) cells.push('退回', '文书号：“空”，应为必须填写')
      return untouched(somehow({ ...grid, types: [...grid.types, 'text', 'text'] }, dice))
    },
  },
  {
    name: 'empty columns',
    mutate: (file, dice) =>
      untouched(somehow(arranged(gridOf(file), inserted([...placesOf(file), -1], -1, dice)), dice)),
  },
  {
    name: 'a title above the headings',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const title = grid.headings.map((_, index) => (index === 0 ? '2026年报送表' : ''))
      return refusedWhole(somehow({ ...grid, headings: title, rows: [grid.headings, ...grid.rows] }, dice))
    },
  },
  {
    name: 'no headings',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      return refusedWhole(somehow({ ...grid, headings: grid.rows[0] ?? [], rows: grid.rows.slice(1) }, dice))
    },
  },
  {
    name: 'the headings of another kind',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const other = dice.pick(INTAKE_TABLES.filter(({ kind }) => kind !== file.table.kind))
      const headings = grid.headings.map((_, index) => other.columns[index]?.heading ?? '')
      return { bytes: somehow({ ...grid, headings }, dice), file: 'either' }
    },
  },
]
