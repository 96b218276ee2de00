import type { Dice } from '../../../src/democity/dice'
import type { Column } from '../../../src/domain/intake/column'
import { type CleanFile, IDENTITY_NUMBER } from './cleanFile'
import { type Mutated, type Mutation, refusedWhole, someRow, spoiling, untouched } from './mutation'
import { csvOf, type Grid, gridOf, isRealDay, serialOf, someCsvStyle, somehow } from './spelling'

/** What people and programs do to rows and cells, in whatever file they stand. */

/** Changes the cells of a type; the rows in which there were any must not be taken. */
function spoilingType(
  type: Column['type'],
  change: (text: string, dice: Dice) => string | null,
  write = somehow,
): Mutation['mutate'] {
  return (file, dice) => {
    const grid = gridOf(file)
    const places = grid.types.flatMap((one, index) => (one === type ? [index] : []))
    const spoilt = grid.rows.flatMap((cells, row) => {
      const found = places.filter((place) => {
        const changed = cells[place] === '' ? null : change(cells[place] ?? '', dice)
        if (changed !== null) cells[place] = changed
        return changed !== null
      })
      return found.length > 0 ? [row] : []
    })
    return spoilt.length === 0 ? null : spoiling(write(grid, dice), ...spoilt)
  }
}

/** Changes the subject's code in one row, which must not be taken then. */
function spoilingCode(change: (code: string, dice: Dice) => string): Mutation['mutate'] {
  return (file, dice) => {
    const grid = gridOf(file)
    const row = someRow(file, dice)
    const cells = grid.rows[row] ?? []
    const place = file.columns.findIndex(({ name }) => name === file.table.subjectCode)
    const changed = change(cells[place] ?? '', dice)
    if (changed === cells[place]) return null
    cells[place] = changed
    return spoiling(somehow(grid, dice), row)
  }
}

/** Changes a text that stands in the file, of one row, which must not be taken then. */
function spoilingText(change: (text: string) => string, write = somehow): Mutation['mutate'] {
  return (file, dice) => {
    const grid = gridOf(file)
    const row = someRow(file, dice)
    const cells = grid.rows[row] ?? []
    const places = grid.types.flatMap((type, index) =>
      type === 'text' && cells[index] !== '' ? [index] : [],
    )
    if (places.length === 0) return null
    const place = dice.pick(places)
    cells[place] = change(cells[place] ?? '')
    return spoiling(write(grid, dice), row)
  }
}

/** Changes each cell without changing what it says. */
function sayingTheSame(change: (text: string, column: Column, dice: Dice) => string): Mutation['mutate'] {
  return (file, dice) => {
    const grid = gridOf(file)
    const rows = grid.rows.map((cells) =>
      cells.map((cell, index) => change(cell, file.columns[index] as Column, dice)),
    )
    return untouched(somehow({ ...grid, rows }, dice))
  }
}

/** Puts rows between those of the file. */
function addingRows(make: (grid: Grid, dice: Dice) => string[], isCounted: boolean): Mutation['mutate'] {
  return (file, dice) => {
    const grid = gridOf(file)
    const rows: string[][] = []
    const rowNumbers = grid.rows.map((cells, index) => {
      if (index > 0 && dice.happens(300)) rows.push(make(grid, dice))
      rows.push(cells)
      return rows.length + 1
    })
    rows.push(make(grid, dice))
    const added = isCounted ? rows.length - grid.rows.length : 0
    return { bytes: somehow({ ...grid, rows }, dice), file: 'read', rowNumbers, added }
  }
}

/** A cell too many or too few before a column whose cells can be told from others. */
function shifted(file: CleanFile, dice: Dice, rows: readonly number[]): Mutated {
  const grid = gridOf(file)
  const checked = file.columns.flatMap(({ type, must }, index) =>
    must === true && type === 'creditCode' ? [index] : [],
  )
  const last = Math.max(...checked)
  const at = dice.between(0, last)
  const isRight = dice.happens(500)
  for (const row of rows) {
    const cells = grid.rows[row] ?? []
    if (isRight) cells.splice(cells.length - 1, 1)
    else cells.splice(at, 1)
    cells.splice(isRight ? at : cells.length, 0, '')
  }
  const types = grid.types.map((): Column['type'] => 'text')
  return spoiling(somehow({ ...grid, types }, dice), ...rows)
}

const wide = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

/** Each of them. */
export const CELL_MUTATIONS: readonly Mutation[] = [
  { name: 'a row shifted by a column', mutate: (file, dice) => shifted(file, dice, [someRow(file, dice)]) },
  {
    name: 'all rows shifted by a column',
    mutate: (file, dice) => shifted(file, dice, [...file.rows.keys()]),
  },
  {
    name: 'a cell behind the last column',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const row = someRow(file, dice)
      grid.rows[row]?.push('多余')
      return spoiling(somehow(grid, dice), row)
    },
  },
  {
    name: 'a cell too few',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const row = someRow(file, dice)
      grid.rows[row]?.splice(dice.between(0, grid.headings.length - 1), 1)
      return spoiling(csvOf(grid, someCsvStyle(dice)), row)
    },
  },
  {
    name: 'rows in another order',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      const order = [...grid.rows.keys()].reverse()
      const half = dice.between(0, order.length)
      order.push(...order.splice(0, half))
      const rows = order.map((from) => grid.rows[from] ?? [])
      const rowNumbers = file.rows.map((_, row) => order.indexOf(row) + 2)
      return { bytes: somehow({ ...grid, rows }, dice), file: 'read', rowNumbers }
    },
  },
  { name: 'rows without content', mutate: addingRows(({ headings }) => headings.map(() => ''), false) },
  { name: 'the headings again between the rows', mutate: addingRows(({ headings }) => headings, true) },
  {
    name: 'a row of sums',
    mutate: addingRows(({ headings }) => headings.map((_, index) => (index === 0 ? '合计' : '')), true),
  },
  {
    name: 'names of two rows swapped',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      // Of two rows that say the same, one would now contradict the other.
      if (new Set(file.rows).size < file.rows.length) return null
      const place = file.columns.findIndex(({ name }) => name === file.table.subjectName)
      const [one, other] = [someRow(file, dice), someRow(file, dice)]
      const names = [one, other].map((row) => grid.rows[row]?.[place] ?? '')
      if (names[0] === names[1] || names.includes('')) return null
      for (const [row, name] of [
        [one, names[1]],
        [other, names[0]],
      ] as const)
        grid.rows[row]?.splice(place, 1, name ?? '')
      return spoiling(somehow(grid, dice), one, other)
    },
  },
  {
    name: 'spaces and unseen characters around cells',
    mutate: sayingTheSame((text, _, dice) =>
      text === ''
        ? dice.pick(['', ' ', '\u3000'])
        : dice.pick([` ${text}`, `${text}\u00A0`, `\u200B${text}`, `\uFEFF${text}\u3000`]),
    ),
  },
  {
    name: 'codes, days and numbers in full width',
    mutate: sayingTheSame((text, { type }) => (type === 'text' ? text : wide(text))),
  },
  {
    name: 'codes in lower case',
    mutate: sayingTheSame((text, { type }) => (type === 'creditCode' ? text.toLowerCase() : text)),
  },
  {
    name: 'marks for what is empty',
    mutate: sayingTheSame((text, { must }, dice) =>
      text === '' && must === false ? dice.pick(['-', '—', '——', 'N/A', 'null', '']) : text,
    ),
  },
  {
    name: 'days as numbers that are not said to be days',
    mutate: spoilingType('date', (text) => (isRealDay(text) ? String(serialOf(text, false)) : null)),
  },
  {
    name: 'days in another order',
    mutate: spoilingType('date', (text, dice) => {
      const [year, month, day] = text.split('-')
      return dice.pick([
        `${month}/${day}/${year}`,
        `${day}.${month}.${year}`,
        `${year?.slice(2)}/${month}/${day}`,
      ])
    }),
  },
  {
    name: 'days with a time, or without a day',
    mutate: spoilingType('date', (text, dice) =>
      dice.pick([`${text} 08:30`, text.slice(0, 7), `${text}起`, '长期']),
    ),
  },
  {
    name: 'amounts with units and commas',
    mutate: spoilingType('amount', (text, dice) =>
      dice.pick([`1,${text}`, `${text}万元`, `￥${text}`, `${text}e3`, `-${text}`]),
    ),
  },
  {
    name: 'words that are no choice',
    mutate: spoilingType('choice', () => '别的说法'),
  },
  {
    name: 'categories that are none',
    mutate: spoilingType('choices', (text) => `${text}；别的处罚`),
  },
  {
    name: 'codes as powers of ten',
    mutate: spoilingType('creditCode', (text) => `${text[0]}.${text.slice(1, 6)}E+17`),
  },
  {
    name: 'a code with a character of its own replaced',
    mutate: spoilingCode((code, dice) => {
      const at = dice.between(0, 17)
      return code.slice(0, at) + dice.pick([...'0123456789ABCIOZSV']) + code.slice(at + 1)
    }),
  },
  {
    name: 'a code with two characters swapped',
    mutate: spoilingCode((code, dice) => {
      const at = dice.between(0, 16)
      return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
    }),
  },
  {
    name: 'a code cut short or doubled',
    mutate: spoilingCode((code, dice) => dice.pick([code.slice(0, 17), `${code}${code}`, `${code}/${code}`])),
  },
  {
    name: 'the number of an identity paper in a text',
    mutate: spoilingText((text) => `${text.slice(0, 20)} ${IDENTITY_NUMBER}`),
  },
  {
    name: 'a text that lost a character on its way',
    mutate: (file, dice) => {
      const mutated = spoilingText((text) => `\uFFFD${text.slice(1)}`)(file, dice)
      // In GB18030 it cannot be told from a wrong encoding.
      return mutated && { ...mutated, file: 'either' }
    },
  },
  { name: 'a text as a power of ten', mutate: spoilingText(() => '1.23E+15') },
  { name: 'a cell far too long', mutate: spoilingText((text) => text.padEnd(20_000, '长')) },
  {
    name: 'a cell without end',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      grid.rows[someRow(file, dice)]?.splice(0, 1, '长'.repeat(1_000_001))
      return refusedWhole(somehow(grid, dice))
    },
  },
  {
    name: 'no rows',
    mutate: (file, dice) => refusedWhole(somehow({ ...gridOf(file), rows: [] }, dice)),
  },
]
