import iconv from 'iconv-lite'
import { type Mutation, refusedWhole, someRow, untouched } from './mutation'
import { csvLines, csvOf, encoded, gridOf, someCsvStyle, withSpeltDays } from './spelling'

/** What happens to the bytes of a CSV. */

const gb = (text: string) => iconv.encode(text, 'gb18030')
const utf8 = (text: string) => Buffer.from(text)

/** Each of them. */
export const CSV_MUTATIONS: readonly Mutation[] = [
  {
    name: 'UTF-16',
    mutate: (file, dice) => {
      const text = Buffer.from(
        `\uFEFF${csvOf(gridOf(file), { ...someCsvStyle(dice), encoding: 'utf8' })}`,
        'utf16le',
      )
      return refusedWhole(dice.happens(500) ? text : text.swap16())
    },
  },
  {
    name: 'GB18030 under the mark of UTF-8',
    mutate: (file, dice) => {
      const text = csvOf(gridOf(file), { ...someCsvStyle(dice), encoding: 'gb18030' })
      return refusedWhole(Buffer.concat([utf8('\uFEFF'), text]))
    },
  },
  {
    name: 'a row in another encoding',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const lines = csvLines(gridOf(file), style).map((line) => line + style.end)
      const row = someRow(file, dice)
      const [usual, other] = style.encoding === 'gb18030' ? [gb, utf8] : [utf8, gb]
      const bytes = lines.map((line, index) => (index === row + 1 ? other : usual)(line))
      return { bytes: Buffer.concat(bytes), file: 'either' }
    },
  },
  {
    name: 'a cell in another encoding',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const grid = gridOf(file)
      const row = someRow(file, dice)
      const place = file.columns.findIndex(({ name }) => name === file.table.subjectName)
      const places = grid.types.flatMap((type, index) => (type === 'text' ? [index] : []))
      const at = dice.happens(300) ? place : dice.pick(places)
      const text = grid.rows[row]?.[at] ?? ''
      if (!/[\u4e00-\u9fff]/.test(text)) return null
      const marker = '@@cell@@'
      grid.rows[row]?.splice(at, 1, marker)
      const [before = '', after = ''] = csvOf(grid, { ...style, encoding: 'utf8' })
        .toString()
        .split(marker)
      const [usual, other] = style.encoding === 'gb18030' ? [gb, utf8] : [utf8, gb]
      const plain = text.replace(/[",;\t\n]/g, '')
      return { bytes: Buffer.concat([usual(before), other(plain), usual(after)]), file: 'either' }
    },
  },
  {
    name: 'byte order marks between the rows',
    mutate: (file, dice) => {
      const style = { ...someCsvStyle(dice), isQuoted: false }
      const grid = gridOf(file)
      if (grid.rows.some((cells) => /[",;\t\n]/.test(cells[0] ?? ''))) return null
      const lines = csvLines(grid, style).map((line) => `\uFEFF${line}${style.end}`)
      return untouched(encoded(lines.join(''), style))
    },
  },
  {
    name: 'cut off, texts in quotes',
    mutate: (file, dice) => {
      const whole = csvOf(gridOf(file), { ...someCsvStyle(dice), isQuoted: true })
      return { bytes: whole.subarray(0, dice.between(0, whole.length - 1)), file: 'either' }
    },
  },
  {
    name: 'cut off between two rows',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const lines = csvLines(gridOf(file), style)
      const kept = dice.between(1, lines.length - 1)
      return {
        bytes: encoded(lines.slice(0, kept).join(style.end), style),
        file: kept === 1 ? 'refused' : 'either',
      }
    },
  },
  {
    name: 'no end behind the last row',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      return untouched(encoded(csvLines(gridOf(file), style).join(style.end), style))
    },
  },
  {
    name: 'a zero byte',
    mutate: (file, dice) => {
      const bytes = Buffer.from(csvOf(gridOf(file), someCsvStyle(dice)))
      bytes[dice.between(0, bytes.length - 1)] = 0
      return refusedWhole(bytes)
    },
  },
  {
    name: 'a quote lost',
    mutate: (file, dice) => {
      const style = { ...someCsvStyle(dice), isQuoted: true }
      const text = csvOf(gridOf(file), { ...style, encoding: 'utf8' }).toString()
      const quotes = [...text.matchAll(/"/g)].map(({ index }) => index)
      const at = dice.pick(quotes)
      return { bytes: encoded(text.slice(0, at) + text.slice(at + 1), style), file: 'either' }
    },
  },
  {
    name: 'a quote too many',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const text = csvOf(gridOf(file), { ...style, encoding: 'utf8' }).toString()
      // Behind the headings: a name of a heading with a quote in it may be known all the same.
      const at = dice.between(text.indexOf('\n') + 1, text.length - 1)
      return { bytes: encoded(`${text.slice(0, at)}"${text.slice(at)}`, style), file: 'either' }
    },
  },
  {
    name: 'quotes that swallow what lies between two rows',
    mutate: (file, dice) => {
      const style = { ...someCsvStyle(dice), isQuoted: false }
      const grid = gridOf(file)
      if (grid.rows.length < 2 || grid.rows.flat().some((cell) => /[",;\t\n]/.test(cell))) return null
      const from = dice.between(0, grid.rows.length - 2)
      const to = dice.between(from + 1, grid.rows.length - 1)
      const places = grid.types.flatMap((type, index) => (type === 'text' ? [index] : []))
      const place = dice.pick(places)
      const [lines, mark] = [csvLines(grid, style), style.separator]
      const open = (lines[from + 1] ?? '').split(mark).map((cell, at) => (at === place ? `"${cell}` : cell))
      const close = (lines[to + 1] ?? '').split(mark).map((cell, at) => (at === place ? `${cell}"` : cell))
      lines[from + 1] = open.join(mark)
      lines[to + 1] = close.join(mark)
      return { bytes: encoded(lines.map((line) => line + style.end).join(''), style), file: 'either' }
    },
  },
  {
    name: 'a row with another separator',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const row = someRow(file, dice)
      const separator = style.separator === ';' ? ',' : ';'
      const [lines, others] = [csvLines(gridOf(file), style), csvLines(gridOf(file), { ...style, separator })]
      lines[row + 1] = others[row + 1] ?? ''
      const bytes = encoded(lines.map((line) => line + style.end).join(''), style)
      // Quotes look broken beside a separator that is not theirs.
      return { bytes, file: 'either', spoilt: [row] }
    },
  },
  {
    name: 'headings with another separator than the rows',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const separator = style.separator === ';' ? ',' : ';'
      const [lines, others] = [csvLines(gridOf(file), style), csvLines(gridOf(file), { ...style, separator })]
      lines[0] = others[0] ?? ''
      const bytes = encoded(lines.map((line) => line + style.end).join(''), style)
      return { bytes, file: 'either', spoilt: [...file.rows.keys()] }
    },
  },
  {
    name: 'line ends of all systems mixed',
    mutate: (file, dice) => {
      const style = someCsvStyle(dice)
      const lines = csvLines(withSpeltDays(gridOf(file), dice), style)
      return untouched(encoded(lines.map((line) => line + dice.pick(['\n', '\r\n'])).join(''), style))
    },
  },
  {
    name: 'line ends of old systems',
    mutate: (file, dice) => {
      const grid = gridOf(file)
      if (grid.rows.flat().some((cell) => cell.includes('\n'))) return null
      return untouched(csvOf(grid, { ...someCsvStyle(dice), end: '\r' }))
    },
  },
  {
    name: 'a line end inside a row',
    mutate: (file, dice) => {
      const style = { ...someCsvStyle(dice), isQuoted: false }
      const grid = gridOf(file)
      const row = someRow(file, dice)
      if (grid.rows[row]?.some((cell) => /[",;\t\n]/.test(cell))) return null
      const lines = csvLines(grid, style)
      const line = lines[row + 1] ?? ''
      const at = dice.between(1, line.length - 1)
      lines[row + 1] = line.slice(0, at) + style.end + line.slice(at)
      return { bytes: encoded(lines.map((one) => one + style.end).join(''), style), file: 'either' }
    },
  },
]
