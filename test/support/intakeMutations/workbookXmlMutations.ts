import type { Dice } from '../../../src/democity/dice'
import type { CleanFile } from './cleanFile'
import { type Mutated, type Mutation, refusedWhole, untouched } from './mutation'
import { bookOf, gridOf, someBookStyle } from './spelling'

/** What programs write into the XML of a sheet, well or badly. */

/** Changes the XML of the rows. */
function withRows(
  change: (rows: string[], dice: Dice, file: CleanFile) => string[],
  come: (bytes: Buffer, file: CleanFile) => Mutated,
): Mutation['mutate'] {
  return (file, dice) => {
    const bytes = bookOf(gridOf(file), someBookStyle(dice), { change: (rows) => change(rows, dice, file) })
    return come(bytes, file)
  }
}

const eachText = (rows: string[], change: (text: string) => string) =>
  rows.map((row) =>
    row.replace(
      /(<t xml:space="preserve">)([^<]*)(<\/t>)/g,
      (_, open, text, close) => `${change(open + text + close)}`,
    ),
  )

/** Each of them. */
export const WORKBOOK_XML_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a shared text that is not there',
    mutate: withRows((rows, dice) => {
      const cell = dice.pick(['<c t="s"><v>9999</v></c>', '<c t="s"><v>x</v></c>', '<c t="s"><v>-1</v></c>'])
      return rows.map((row, index) => (index === 1 ? row.replace(/<c.*?<\/c>/s, cell) : row))
    }, refusedWhole),
  },
  {
    name: 'readings above characters, and texts in pieces',
    mutate: withInline((rows) =>
      eachText(rows, (text) => {
        const [, open = '', content = ''] = /^(<t[^>]*>)(.*)<\/t>$/s.exec(text) ?? []
        if (content.length < 2 || content.includes('&')) return text
        const half = Math.floor(content.length / 2)
        const [first, second] = [content.slice(0, half), content.slice(half)]
        if (/[\uD800-\uDBFF]$/.test(first)) return text
        return `<r><rPr><b/></rPr>${open}${first}</t></r><r>${open}${second}</t></r><rPh sb="0" eb="1"><t>ヨミ</t></rPh>`
      }),
    ),
  },
  {
    name: 'characters in their written form',
    mutate: withInline((rows) =>
      eachText(rows, (text) => {
        const [, open = '', content = ''] = /^(<t[^>]*>)(.*)<\/t>$/s.exec(text) ?? []
        if (content.includes('&')) return text
        return `${open}${content.replaceAll('\n', '_x000D_\n').replaceAll('店', '_x5E97_')}</t>`
      }),
    ),
  },
  {
    name: 'texts as CDATA',
    mutate: withInline((rows) =>
      eachText(rows, (text) =>
        text.replace(/>(.*)</s, (_, content) =>
          content.includes('&') ? `>${content}<` : `><![CDATA[${content}]]><`,
        ),
      ),
    ),
  },
  {
    name: 'names with a prefix',
    mutate: withRows((rows) => rows.map((row) => row.replace(/<(\/?)(\w)/g, '<$1x:$2')), untouched),
  },
  {
    name: 'rows that begin further down',
    mutate: (file, dice) => {
      const down = dice.between(1, 900)
      const style = { ...someBookStyle(dice), hasPlaces: false }
      const bytes = bookOf(gridOf(file), style, {
        change: (rows) =>
          rows.map((row) => row.replace(/r="(\d+)"/, (_, number) => `r="${Number(number) + down}"`)),
      })
      return { bytes, file: 'read', rowNumbers: file.rows.map((_, row) => row + 2 + down) }
    },
  },
  {
    name: 'rows that do not say where they stand',
    mutate: (file, dice) =>
      untouched(
        bookOf(
          gridOf(file),
          { ...someBookStyle(dice), hasPlaces: false },
          { change: (rows) => rows.map((row) => row.replace(/<row r="\d+">/, '<row>')) },
        ),
      ),
  },
  {
    name: 'two rows in one place',
    mutate: withRows((rows) => rows.map((row) => row.replace(/<row r="3">/, '<row r="2">')), refusedWhole),
  },
  {
    name: 'rows whose places are no numbers',
    mutate: withRows(
      (rows, dice) =>
        rows.map((row) => row.replace(/<row r="3">/, `<row r="${dice.pick(['x', '-3', '3.5', '0'])}">`)),
      refusedWhole,
    ),
  },
  {
    name: 'two cells in one place',
    mutate: placed((row) => row.replace(/(<c r="\w+".*?<\/c>)/s, '$1$1')),
  },
  {
    name: 'cells whose places cannot be read',
    mutate: placed((row, dice) =>
      row.replace(/<c r="\w+"/, `<c r="${dice.pick(['3', 'c3', '$C$3', 'C', 'C9'])}"`),
    ),
  },
  {
    name: 'cells far to the right',
    mutate: placed((row) => row.replace('</row>', '<c r="XFD3"><v>1</v></c></row>')),
  },
  {
    name: 'cells that have only a style',
    mutate: withRows(
      (rows) => rows.map((row) => row.replace('</row>', '<c s="1"/><c s="1"/></row>')),
      untouched,
    ),
  },
  {
    name: 'a sheet that is no XML',
    mutate: withRows((rows, dice) => {
      const spoil = dice.pick([
        '</c>',
        '<row',
        '&nichts;',
        '<c><v>1</c></v>',
        '\u0000',
        '</sheetData></worksheet>',
      ])
      return rows.map((row, index) => (index === 2 ? row + spoil : row))
    }, refusedWhole),
  },
]

/** Texts in the cells, whose XML is changed without changing what they say. */
function withInline(change: (rows: string[]) => string[]): Mutation['mutate'] {
  return (file, dice) =>
    untouched(bookOf(gridOf(file), { ...someBookStyle(dice), texts: 'inlineStr' }, { change }))
}

/** Changes the XML of the third row, whose cells say where they stand: nobody may guess what is meant then. */
function placed(change: (row: string, dice: Dice) => string): Mutation['mutate'] {
  return (file, dice) =>
    refusedWhole(
      bookOf(
        gridOf(file),
        { ...someBookStyle(dice), hasPlaces: true },
        {
          change: (rows) => rows.map((row, index) => (index === 2 ? change(row, dice) : row)),
        },
      ),
    )
}
