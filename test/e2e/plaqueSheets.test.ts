import type { Page } from 'playwright-core'
import { plaqueLink } from '../../src/domain/plaqueLink'
import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import { PLAQUE_FACE, PLAQUE_KINDS, type PlaqueKind } from '../../src/domain/plaqueStandard'
import { QR_BOX } from '../../src/paperwork/plaqueSheets/face'
import { impose } from '../../src/paperwork/plaqueSheets/imposition'
import { closeBrowsers, openBrowser, openPage, picture } from '../support/browser'
import { plaqueFile } from '../support/plaqueFile'
import {
  coverParts,
  drawPdfPage,
  loadPdfReader,
  type PartMm,
  readCodes,
  textsOfPage,
} from '../support/renderedPdf'
import { PLAQUE_ORIGIN, samplePlaques } from '../support/samplePlaques'

/** Plaques as they come out of a printer: each page is drawn at print size, and each code on it read. */

/** What an office printer prints with at least. */
const DPI = 300
/** Large plaques are drawn coarser; a reader's picture of them is no finer either. */
const dpiOf = ({ widthMm }: PlaqueKind) => (widthMm > 100 ? DPI / 2 : DPI)

let page: Page & { faults: string[] }
beforeAll(async () => {
  page = await openPage(await openBrowser(), 'desktop')
  await loadPdfReader(page)
})
afterAll(closeBrowsers)

const plaqueParts = (kind: PlaqueKind): PartMm[] =>
  impose(kind).places.map((place) => ({ ...place, widthMm: kind.widthMm, heightMm: kind.heightMm }))

/** Square parts of the codes of a page: `at` is the middle, `side` the side, in parts of the dark code's side. */
function partsOfCodes(kind: PlaqueKind, at: readonly [number, number], side: number): PartMm[] {
  const unitMm = kind.widthMm / PLAQUE_FACE.width
  // Version 5 at level H, which the sample link needs, has 37 modules of 45 with the quiet zone.
  const darkMm = QR_BOX.side * unitMm * (37 / 45)
  const quietMm = (QR_BOX.side * unitMm - darkMm) / 2
  return impose(kind).places.map(({ xMm, yMm }) => ({
    xMm: xMm + QR_BOX.x * unitMm + quietMm + darkMm * (at[0] - side / 2),
    yMm: yMm + QR_BOX.y * unitMm + quietMm + darkMm * (at[1] - side / 2),
    widthMm: darkMm * side,
    heightMm: darkMm * side,
  }))
}

describe.each(PLAQUE_KINDS.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  const places = impose(kind).places.length
  const plaques = samplePlaques(places * 2 + 1)
  const dpi = dpiOf(kind)

  test('every code is read as its plaque’s link, and its number stands on the same plaque', async () => {
    const { pdf, pageCount, plaqueCount } = await plaqueFile(plaques, kind)
    expect({ pageCount, plaqueCount }).toEqual({ pageCount: 3, plaqueCount: plaques.length })
    for (let number = 1; number <= pageCount; number++) {
      const onPage = plaques.slice((number - 1) * places, number * places)
      const parts = plaqueParts(kind).slice(0, onPage.length)
      await drawPdfPage(page, pdf, number, dpi)
      if (number === 1) await picture(page, `plaque-${kind.key}`)
      expect(await readCodes(page, dpi, parts)).toEqual(
        onPage.map(({ code }) => plaqueLink(PLAQUE_ORIGIN, code)),
      )
      const texts = await textsOfPage(page, pdf, number)
      parts.forEach((part, index) => {
        const own = texts.filter(({ xMm, yMm }) => isWithin(part, xMm, yMm)).map(({ text }) => text)
        const { number: digits = '', name = '', code = '' } = onPage[index] ?? {}
        expect(own).toContain(formatPlaqueNumber(digits))
        expect(own).toContain(plaqueLink(PLAQUE_ORIGIN, code))
        expect(own.join('')).toContain(name)
        const bare = own.join('').replace(/\s/g, '')
        for (const words of ['码上诚信', '诚信信息码，非营业执照']) expect(bare).toContain(words)
        expect(bare).toMatch(/辨别真伪.*发放单位：黑河市“诚信黑河”建设工作领导小组办公室/)
      })
    }
    expect(page.faults).toEqual([])
  })

  // Not over a corner: by the marks there a reader finds a code at all, at whatever level.
  test.each([
    ['in the middle', [0.5, 0.5]],
    ['at the upper edge', [0.5, 0.14]],
    ['at the left edge', [0.14, 0.5]],
    ['at the lower edge', [0.5, 0.86]],
    ['at the right edge', [0.86, 0.5]],
  ] as const)('every code is read when 7 %% of it is covered %s', async (_, at) => {
    const { pdf } = await plaqueFile(plaques.slice(0, places), kind)
    await drawPdfPage(page, pdf, 1, dpi)
    await coverParts(page, dpi, partsOfCodes(kind, at, Math.sqrt(0.07)))
    expect(await readCodes(page, dpi, plaqueParts(kind))).toEqual(
      plaques.slice(0, places).map(({ code }) => plaqueLink(PLAQUE_ORIGIN, code)),
    )
  })

  test('every code is read when 7 % of it is covered by many small spots', async () => {
    const { pdf } = await plaqueFile(plaques.slice(0, places), kind)
    await drawPdfPage(page, pdf, 1, dpi)
    for (const at of SPOTS)
      await coverParts(page, dpi, partsOfCodes(kind, at, Math.sqrt(0.07 / SPOTS.length)))
    expect(await readCodes(page, dpi, plaqueParts(kind))).toEqual(
      plaques.slice(0, places).map(({ code }) => plaqueLink(PLAQUE_ORIGIN, code)),
    )
  })
})

/** Sixteen places strewn over a code, none over another or over a corner. */
const SPOTS = Array.from({ length: 16 }, (_, index) => {
  const [x, y] = [index % 4, Math.floor(index / 4)]
  return [0.32 + x * 0.12 + (y % 2) * 0.03, 0.08 + y * 0.27 + (x % 2) * 0.04] as const
})

const isWithin = ({ xMm, yMm, widthMm, heightMm }: PartMm, x: number, y: number) =>
  x >= xMm && x <= xMm + widthMm && y >= yMm && y <= yMm + heightMm
