import fc from 'fast-check'
import { PLAQUE_KINDS, plaqueKind } from '../../../src/domain/plaqueStandard'
import { qrLevel } from '../../../src/paperwork/plaqueSheets/face'
import { impose } from '../../../src/paperwork/plaqueSheets/imposition'
import { plaqueObstacles } from '../../../src/paperwork/plaqueSheets/plaqueSheets'
import { PLAQUE_FONT, plaqueFile } from '../../support/plaqueFile'
import { readPdf } from '../../support/readPdf'
import { PLAQUE_ORIGIN, samplePlaques } from '../../support/samplePlaques'

/** Plaques as files: what is on them, what is refused before printing, and how they lie on the page. */

const sticker = kindOf('sticker')
const door = kindOf('door')

function kindOf(key: string) {
  const kind = plaqueKind(key)
  if (!kind) throw new Error(`there is no kind ${key}`)
  return kind
}

const named = (name: string) => ({ ...samplePlaques(1)[0], name }) as ReturnType<typeof samplePlaques>[0]

test('a name that the font has no sign for is named with its row before anything is printed', () => {
  const obstacles = plaqueObstacles(
    [named('𠮷田饺子馆'), named('欢迎😀光临\u200b\u0007'), named('㐂来𬭎䶮㛃商行')],
    PLAQUE_FONT,
  )
  expect(obstacles.map(({ code, plaque }) => [code, plaque.name])).toEqual([
    ['PLAQUE_NAME_CHARACTERS', '𠮷田饺子馆'],
    ['PLAQUE_NAME_CHARACTERS', '欢迎😀光临\u200b\u0007'],
  ])
  expect(obstacles[0]).toMatchObject({ characters: ['𠮷'] })
  expect(obstacles[1]).toMatchObject({ characters: ['😀', '\u200b', '\u0007'] })
})

test('a name of forty characters fits; none at all, or a hundred, is named before printing', () => {
  const obstacles = plaqueObstacles(
    [named('江'.repeat(40)), named('  '), named('江'.repeat(100))],
    PLAQUE_FONT,
  )
  expect(obstacles.map(({ code, plaque }) => [code, plaque.name.length])).toEqual([
    ['PLAQUE_NAME_LENGTH', 2],
    ['PLAQUE_NAME_LENGTH', 100],
  ])
})

test('any name of one to forty characters of the font is printed whole, never a box or a gap', async () => {
  const sign = fc.constantFrom(...'黑河市爱辉区江畔食品有限公司㐂𬭎䶮（）“”·0Aaя—，')
  const name = fc.string({ unit: sign, minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 9, maxLength: 9 }), async (names) => {
      const plaques = samplePlaques(9).map((plaque, index) => ({ ...plaque, name: names[index] ?? '' }))
      expect(plaqueObstacles(plaques, PLAQUE_FONT)).toEqual([])
      const { pdf } = await plaqueFile(plaques, sticker)
      const text = readPdf(pdf).pages.flat().join('')
      for (const name of names) expect(text).toContain(name)
    }),
    { numRuns: 8 },
  )
})

test('the error level is the strongest at which a phone can still read the modules', () => {
  expect(PLAQUE_KINDS.map((kind) => qrLevel(kind, PLAQUE_ORIGIN))).toEqual(['H', 'H', 'H', 'H'])
  const longHost = `https://${'chengxin.'.repeat(16)}example`
  expect(qrLevel(door, longHost)).toBe('H')
  expect(qrLevel(sticker, longHost)).toBe('Q')
  expect(qrLevel(sticker, `https://${'chengxin.'.repeat(40)}example`)).toBeUndefined()
})

test('a link too long for any level is refused with its code', async () => {
  const origin = `https://${'chengxin.'.repeat(40)}example`
  await expect(plaqueFile(samplePlaques(1), sticker, origin)).rejects.toThrow('PLAQUE_LINK_LENGTH')
})

test.each(PLAQUE_KINDS.map((kind) => [kind.name, kind] as const))(
  '%s: plaques with their bleed lie on the page, none on another, and marks on none of them',
  (_, kind) => {
    const { places, marks, widthMm, heightMm } = impose(kind)
    const { bleedMm } = kind
    for (const { xMm, yMm } of places) {
      expect(xMm - bleedMm).toBeGreaterThanOrEqual(0)
      expect(yMm - bleedMm).toBeGreaterThanOrEqual(0)
      expect(xMm + kind.widthMm + bleedMm).toBeLessThanOrEqual(widthMm)
      expect(yMm + kind.heightMm + bleedMm).toBeLessThanOrEqual(heightMm)
      for (const other of places.filter((place) => place.xMm > xMm))
        expect(other.xMm - xMm).toBeGreaterThanOrEqual(kind.widthMm + 2 * bleedMm)
      for (const other of places.filter((place) => place.yMm > yMm))
        expect(other.yMm - yMm).toBeGreaterThanOrEqual(kind.heightMm + 2 * bleedMm)
      for (const { fromMm, toMm } of marks) {
        const isBeside =
          Math.max(fromMm[0], toMm[0]) < xMm - bleedMm ||
          Math.min(fromMm[0], toMm[0]) > xMm + kind.widthMm + bleedMm
        const isAboveOrBelow =
          Math.max(fromMm[1], toMm[1]) < yMm - bleedMm ||
          Math.min(fromMm[1], toMm[1]) > yMm + kind.heightMm + bleedMm
        expect(isBeside || isAboveOrBelow).toBe(true)
        for (const [at, end] of [
          ...[fromMm, toMm].map(([x]) => [x, widthMm] as const),
          ...[fromMm, toMm].map(([, y]) => [y, heightMm] as const),
        ]) {
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThanOrEqual(end)
        }
      }
    }
  },
)

test('a hundred plaques share one subset of the font: the file grows by the codes alone', async () => {
  const [few, many] = await Promise.all([90, 900].map((count) => plaqueFile(samplePlaques(count), sticker)))
  const perPlaque = ((many?.pdf.length ?? 0) - (few?.pdf.length ?? 0)) / 810
  expect(perPlaque).toBeLessThan(1024)
  expect(many?.pdf.toString('latin1').split('/FontFile2').length).toBe(2)
})
