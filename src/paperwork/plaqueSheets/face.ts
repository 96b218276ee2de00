import { plaqueLink } from '../../domain/plaqueLink'
import { formatPlaqueNumber } from '../../domain/plaqueNumber'
import {
  PLAQUE_COLOURS as COLOURS,
  PLAQUE_FACE as FACE,
  MINIMUM_MODULE_MM,
  PLAQUE_EMBLEM,
  PLAQUE_QR_LEVELS,
  type Plaque,
  type PlaqueKind,
  type PlaqueQrLevel,
  PLAQUE_WORDS as WORDS,
} from '../../domain/plaqueStandard'
import { type QrContent, QUIET_MODULES, qrShape, qrSide } from '../qrShape'
import { breakLines } from '../reportPdf/lines'
import { Drawing, type TextStyle } from './drawing'
import type { PlaqueFont } from './plaqueFont'

/** A plaque's face in units of PLAQUE_FACE, y downward from the upper edge. */

const MIDDLE = FACE.width / 2
const BAND_HEIGHT = 27
/** The code with its quiet zone. */
export const QR_BOX = { x: 22, y: 31, side: 56 }
const CORNER = { away: 1.2, length: 8, width: 1 }
const NAME = { centre: 105.6, height: 14.4, width: 86, largest: 7, smallest: 3.4, leading: 1.32, step: 0.2 }
const NUMBER = { y: 115.2, width: 50, height: 8.6, size: 5 }
const SMALL: TextStyle = { size: 3, color: COLOURS.inkSoft }
const SMALL_WIDTH = 88

/** What is on every plaque of a document. `bleed`: how far ink runs over the edges, in units. */
export function drawStandardFace(font: PlaqueFont, bleed: number): string {
  const face = new Drawing(font, FACE.height)
  const across = FACE.width + 2 * bleed
  face.rectangle(-bleed, -bleed, across, FACE.height + 2 * bleed, COLOURS.paper)
  face.rectangle(-bleed, -bleed, across, BAND_HEIGHT + bleed, COLOURS.band)
  drawTitle(face)
  drawCorners(face)
  face.centred(WORDS.call, MIDDLE, 95.5, { size: 4.2, color: COLOURS.accent, spacing: 0.15 })
  face.pill(MIDDLE - NUMBER.width / 2, NUMBER.y, NUMBER.width, NUMBER.height, COLOURS.accentPale)
  face.centred(WORDS.notice, MIDDLE, 131.2, { size: 4.2, color: COLOURS.ink, bold: true, spacing: 0.2 })
  centredWithin(face, WORDS.check, 136.4)
  centredWithin(face, `${WORDS.issuerLabel}：${WORDS.issuer}`, 145)
  face.rectangle(-bleed, FACE.height - 1.6, across, 1.6 + bleed, COLOURS.band)
  return face.content
}

/** What is on one plaque only. Throws for a name that `nameLines` has no lines for. */
export function drawOwnFace(font: PlaqueFont, plaque: Plaque, origin: string, level: PlaqueQrLevel): string {
  const face = new Drawing(font, FACE.height)
  drawQr(face, qrContent(origin, plaque.code), level)
  const name = nameLines(font, plaque.name)
  if (!name) throw new Error('a name that does not fit was to be printed')
  const lineHeight = name.size * NAME.leading
  // A character's ink is centred 0.38 of its size above the baseline.
  const first = NAME.centre - ((name.lines.length - 1) * lineHeight) / 2 + name.size * 0.38
  name.lines.forEach((line, index) => {
    const style = { size: name.size, color: COLOURS.ink, bold: true }
    face.centred(line, MIDDLE, first + index * lineHeight, style)
  })
  drawNumber(face, plaque.number)
  centredWithin(face, plaqueLink(origin, plaque.code), 140.7)
  return face.content
}

/** A name's lines at the largest size that fits, as even as they can be; undefined where none does. */
export function nameLines(font: PlaqueFont, name: string): { lines: string[]; size: number } | undefined {
  const text = name.trim()
  for (let size = NAME.largest; size >= NAME.smallest - 1e-9; size -= NAME.step) {
    const lines = breakLines(text, size, NAME.width, font.measure)
    if (lines.length * size * NAME.leading <= NAME.height)
      return { lines: evened(font, text, size, lines), size }
  }
  return undefined
}

/** The same number of lines, none much shorter than the others. */
function evened(font: PlaqueFont, text: string, size: number, lines: string[]): string[] {
  if (lines.length === 1) return lines
  const least = font.measure(text, size) / lines.length
  for (let width = least; width < NAME.width; width += size / 2) {
    const narrower = breakLines(text, size, width, font.measure)
    if (narrower.length === lines.length) return narrower
  }
  return lines
}

/**
 * The strongest error level at which a module is no smaller than phones read; undefined where the origin is so long that
 * none is. Every plaque of a document has the same, and codes of the same side.
 */
export function qrLevel(kind: PlaqueKind, origin: string): PlaqueQrLevel | undefined {
  const sideMm = (QR_BOX.side * kind.widthMm) / FACE.width
  return PLAQUE_QR_LEVELS.find(
    (level) => sideMm / (qrSide(qrContent(origin, LONGEST), level) + 2 * QUIET_MODULES) >= MINIMUM_MODULE_MM,
  )
}

const LONGEST = 'A'.repeat(20)

/** The code in the link takes 5.5 bits a character, the rest 8. */
function qrContent(origin: string, code: string): QrContent {
  return [
    { data: plaqueLink(origin, ''), mode: 'byte' },
    { data: code, mode: 'alphanumeric' },
  ]
}

function drawTitle(face: Drawing): void {
  const title: TextStyle = { size: 11.4, color: COLOURS.onBand, bold: true, spacing: 1.3 }
  const subtitle: TextStyle = { size: 4.1, color: COLOURS.onBandSoft }
  const [emblemSide, gap] = [15.4, 5]
  const titleWidth = face.widthOf(WORDS.title, title)
  const left = MIDDLE - (emblemSide + gap + titleWidth) / 2
  const textLeft = left + emblemSide + gap
  face.emblem(PLAQUE_EMBLEM, left, (BAND_HEIGHT - emblemSide) / 2, emblemSide, COLOURS.onBand)
  face.text(WORDS.title, textLeft, 15.6, title)
  // The line under the title is spread to the title's width.
  const spacing = (titleWidth - face.widthOf(WORDS.subtitle, subtitle)) / ([...WORDS.subtitle].length - 1)
  face.text(WORDS.subtitle, textLeft, 21.4, { ...subtitle, spacing })
}

function drawCorners(face: Drawing): void {
  const { away, length, width } = CORNER
  const [left, top] = [QR_BOX.x - away, QR_BOX.y - away]
  const [right, bottom] = [QR_BOX.x + QR_BOX.side + away, QR_BOX.y + QR_BOX.side + away]
  for (const [x, inX] of [
    [left, 1],
    [right, -1],
  ] as const)
    for (const [y, inY] of [
      [top, 1],
      [bottom, -1],
    ] as const) {
      const corner = [[x + inX * length, y] as const, [x, y] as const, [x, y + inY * length] as const]
      face.polyline(corner, width, COLOURS.accent)
    }
}

function drawQr(face: Drawing, content: QrContent, level: PlaqueQrLevel): void {
  const { sideModules, rectangles } = qrShape(content, level)
  const module = QR_BOX.side / (sideModules + 2 * QUIET_MODULES)
  const path = rectangles.map(
    ({ column, row, width, height }) =>
      `${column + QUIET_MODULES} ${-row - height - QUIET_MODULES} ${width} ${height} re`,
  )
  face.placed(`0 g\n${path.join('\n')}\nf`, QR_BOX.x, QR_BOX.y, module)
}

function drawNumber(face: Drawing, number: string): void {
  const label: TextStyle = { size: 3.4, color: COLOURS.inkSoft }
  const digits: TextStyle = { size: NUMBER.size, color: COLOURS.accent, bold: true, spacing: 0.25 }
  const shown = formatPlaqueNumber(number)
  const gap = 2.4
  const labelWidth = face.widthOf(WORDS.numberLabel, label)
  const left = MIDDLE - (labelWidth + gap + face.widthOf(shown, digits)) / 2
  const baseline = NUMBER.y + NUMBER.height / 2 + NUMBER.size * 0.37
  face.text(WORDS.numberLabel, left, baseline - 0.25, label)
  face.text(shown, left + labelWidth + gap, baseline, digits)
}

/** A small line that shrinks where it is wider than the plaque allows. */
function centredWithin(face: Drawing, text: string, baseline: number): void {
  const width = face.widthOf(text, SMALL)
  const size = width > SMALL_WIDTH ? (SMALL.size * SMALL_WIDTH) / width : SMALL.size
  face.centred(text, MIDDLE, baseline, { ...SMALL, size })
}
