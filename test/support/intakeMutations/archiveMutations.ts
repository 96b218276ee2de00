import type { Dice } from '../../../src/democity/dice'
import { zipOf } from '../../../src/paperwork/zipFile'
import { madeWorkbook } from '../workbook'
import type { CleanFile } from './cleanFile'
import { type Mutated, type Mutation, refusedWhole } from './mutation'
import { bookOf, gridOf, someBookStyle } from './spelling'

/** What happens to the archive that a workbook is. */

const SHEET = 'xl/worksheets/s0.xml'
const workbook = (file: CleanFile, dice: Dice) => bookOf(gridOf(file), someBookStyle(dice))

/** Where a file's entry of the directory begins (APPNOTE 4.3.12). */
const directoryEntryOf = (bytes: Buffer, name: string) => bytes.lastIndexOf(name) - 46

/** Changes the directory's entry of the sheet. */
function lying(change: (bytes: Buffer, at: number, dice: Dice) => void): Mutation['mutate'] {
  return (file, dice) => {
    const bytes = workbook(file, dice)
    change(bytes, directoryEntryOf(bytes, SHEET), dice)
    return refusedWhole(bytes)
  }
}

const BOMBS = new Map<string, Buffer>()
/** Made once: it takes longer than all the rest of a round. */
function bomb(name: string, make: () => Buffer): Mutation {
  return {
    name,
    mutate: (): Mutated => {
      const bytes = BOMBS.get(name) ?? make()
      BOMBS.set(name, bytes)
      return refusedWhole(bytes)
    },
  }
}

/** Each of them. */
export const ARCHIVE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'an archive cut off',
    mutate: (file, dice) => {
      const whole = workbook(file, dice)
      return refusedWhole(whole.subarray(0, dice.between(0, whole.length - 1)))
    },
  },
  {
    name: 'a byte of the archive changed',
    mutate: (file, dice) => {
      const bytes = workbook(file, dice)
      const at = dice.between(0, bytes.length - 1)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7))
      return { bytes, file: 'either' }
    },
  },
  {
    name: 'many bytes of the archive changed',
    mutate: (file, dice) => {
      const bytes = workbook(file, dice)
      const at = dice.between(4, bytes.length - 20)
      bytes.set(dice.bytes(16), at)
      return { bytes, file: 'either' }
    },
  },
  {
    name: 'a sheet larger than its archive says',
    mutate: lying((bytes, at, dice) => bytes.writeUInt32LE(dice.between(0, 60), at + 24)),
  },
  {
    name: 'a sheet smaller than its archive says',
    mutate: lying((bytes, at) => bytes.writeUInt32LE(bytes.readUInt32LE(at + 24) + 1, at + 24)),
  },
  {
    name: 'a sheet of another sum than its archive says',
    mutate: lying((bytes, at) => bytes.writeUInt32LE((bytes.readUInt32LE(at + 16) ^ 1) >>> 0, at + 16)),
  },
  { name: 'a sheet said to be vast', mutate: lying((bytes, at) => bytes.writeUInt32LE(0xf0000000, at + 24)) },
  { name: 'a sheet under a password', mutate: lying((bytes, at) => bytes.writeUInt16LE(1, at + 8)) },
  {
    name: 'a sheet packed in an unknown way',
    mutate: lying((bytes, at) => bytes.writeUInt16LE(99, at + 10)),
  },
  {
    name: 'the same name twice',
    mutate: (file, dice) =>
      refusedWhole(
        madeWorkbook([{ name: '报送', rows: '' }], {
          files: [
            { name: SHEET, text: `<worksheet/>${dice.pick(['', '<!-- -->'])}` },
            { name: 'x', text: file.table.label },
          ],
        }),
      ),
  },
  {
    name: 'an archive without a workbook',
    mutate: (file) => refusedWhole(zipOf([{ name: 'word/document.xml', text: file.table.label }])),
  },
  {
    name: 'a workbook without its sheet',
    mutate: (file, dice) => {
      const bytes = workbook(file, dice)
      bytes.write('t', directoryEntryOf(bytes, SHEET) + 46 + SHEET.indexOf('s0'))
      return refusedWhole(bytes)
    },
  },
  {
    name: 'entities that multiply',
    mutate: (file) =>
      refusedWhole(
        madeWorkbook([], {
          files: [
            {
              name: 'xl/sharedStrings.xml',
              text: `<!DOCTYPE sst [<!ENTITY a "${file.table.label}"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`,
            },
          ],
        }),
      ),
  },
  bomb('a bomb of blanks', () => madeWorkbook([{ name: '表', rows: ' '.repeat(70_000_000) }])),
  bomb('a bomb of files', () =>
    madeWorkbook([], { files: Array.from({ length: 1200 }, (_, index) => ({ name: `${index}`, text: '' })) }),
  ),
  {
    name: 'the first bytes of another file',
    mutate: (file, dice) => {
      const bytes = workbook(file, dice)
      bytes.set(
        dice.bytes(4).map((byte) => byte | 0x80),
        0,
      )
      return refusedWhole(bytes)
    },
  },
]
