import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import PDFDocument from 'pdfkit'
import { create } from 'qrcode/lib/core/qrcode'
import { plaqueLink } from '../../src/domain/plaqueLink'
import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import {
  PLAQUE_COLOURS as COLOURS,
  PLAQUE_EMBLEM,
  type Plaque,
  plaqueKind,
  PLAQUE_WORDS as WORDS,
} from '../../src/domain/plaqueStandard'
import { writePlaqueSheets } from '../../src/paperwork/plaqueSheets/plaqueSheets'
import { manyPlaques, PLAQUE_ORIGIN } from '../support/samplePlaques'
import { median, timed } from './support'

const PLAQUES = 2000
const ROUNDS = 5
const FEW = 3_000
const MANY = 30_000
const MEMORY_ROUNDS = 3
const MM = 72 / 25.4

/** Two thousand stickers as a file, and the same content by a plain loop of pdfkit and qrcode, in turns. */
async function benchSpeed(): Promise<string> {
  const font = readFileSync(join(process.cwd(), 'dist/cloudfunctions/document/font.ttf'))
  const kind = plaqueKind('sticker')
  if (!kind) throw new Error('there are no stickers')
  const plaques = [...manyPlaques(PLAQUES)]
  const times = { ours: [] as number[], plain: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++) {
    const ours = await timed(() =>
      writePlaqueSheets(plaques, { kind, font, origin: PLAQUE_ORIGIN, madeAt: 0 }, nowhere()),
    )
    const plain = await timed(() => writePlain(plaques, font))
    // The first round warms up.
    if (round === 0) continue
    times.ours.push(ours)
    times.plain.push(plain)
  }
  const ours = median(times.ours)
  return `bench plaques: speed_over_pdfkit=${(median(times.plain) / ours).toFixed(2)} per_s=${Math.round(PLAQUES / (ours / 1000))}`
}

/** What had been resident at most while so many single plaques, a page each, were written by a process of their own. */
async function benchMemory(): Promise<string> {
  const sizes = [FEW, MANY].map((count) => ({ count, peaks: [] as number[] }))
  for (let round = 0; round < MEMORY_ROUNDS; round++)
    for (const { count, peaks } of sizes) peaks.push(await peakOf(count))
  const [few = Number.NaN, many = Number.NaN] = sizes.map(({ peaks }) => median(peaks))
  return `bench plaques: memory_30k_over_3k=${(many / few).toFixed(2)} megabytes_30k=${Math.round(many / 1024)}`
}

async function peakOf(count: number): Promise<number> {
  const child = fork(join(__dirname, 'plaquesProcess.cjs'), [String(count)])
  const exited = once(child, 'exit')
  const ended = exited.then(([code]) => {
    throw new Error(`the printing process ended with ${code}`)
  })
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [
    { plaques: number; peakKilobytes: number },
  ]
  if (told.plaques !== count) throw new Error(`${told.plaques} of ${count} plaques were printed`)
  ended.catch(() => undefined)
  child.disconnect()
  await exited
  return told.peakKilobytes
}

/** The same face at the same places with nothing shared: nine on a page, each text, line and run of modules drawn anew. */
function writePlain(plaques: readonly Plaque[], font: Buffer): Promise<void> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, font: '', autoFirstPage: false })
  pdf.pipe(nowhere())
  pdf.registerFont('text', font)
  plaques.forEach((plaque, index) => {
    if (index % 9 === 0) pdf.addPage().font('text')
    const column = index % 3
    const row = Math.floor((index % 9) / 3)
    pdf.save()
    pdf.translate((11 + column * 64) * MM, (9.5 + row * 94) * MM).scale(0.6 * MM)
    drawPlain(pdf, plaque)
    pdf.restore()
  })
  return new Promise((resolve) => {
    pdf.on('end', () => resolve())
    pdf.end()
  })
}

function drawPlain(pdf: PDFKit.PDFDocument, { code, number, name }: Plaque): void {
  pdf.rect(-3, -3, 106, 156).fill(COLOURS.paper)
  pdf.rect(-3, -3, 106, 30).fill(COLOURS.band)
  pdf.save()
  pdf.translate(14, 6).scale(0.15)
  pdf.path(PLAQUE_EMBLEM).fill(COLOURS.onBand, 'even-odd')
  pdf.restore()
  const line = (text: string, y: number, size: number, color: string, characterSpacing = 0) =>
    pdf
      .fontSize(size)
      .fillColor(color)
      .text(text, 0, y, { width: 100, align: 'center', lineBreak: false, characterSpacing })
  line(WORDS.title, 6, 11.4, COLOURS.onBand, 1.3)
  line(WORDS.subtitle, 18, 4.1, COLOURS.onBandSoft, 0.5)
  for (const [x, y, toX, toY] of [
    [21, 30, 29, 38],
    [89, 30, 71, 38],
    [21, 88, 29, 80],
    [89, 88, 71, 80],
  ] as const)
    pdf.moveTo(toX, y).lineTo(x, y).lineTo(x, toY).lineWidth(1).stroke(COLOURS.accent)
  const { modules } = create(plaqueLink(PLAQUE_ORIGIN, code), { errorCorrectionLevel: 'H' })
  const side = 56 / (modules.size + 8)
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      const start = column
      while (column < modules.size && modules.get(row, column)) column++
      if (column > start)
        pdf.rect(22 + (start + 4) * side, 31 + (row + 4) * side, (column - start) * side, side)
    }
  pdf.fill('#000000')
  line(WORDS.call, 91, 4.2, COLOURS.accent)
  pdf.fontSize(4.3).fillColor(COLOURS.ink).text(name, 7, 100, { width: 86, align: 'center' })
  pdf.roundedRect(25, 115.2, 50, 8.6, 4.3).fill(COLOURS.accentPale)
  line(`${WORDS.numberLabel} ${formatPlaqueNumber(number)}`, 117, 5, COLOURS.accent)
  line(WORDS.notice, 127, 4.2, COLOURS.ink)
  line(WORDS.check, 133, 3, COLOURS.inkSoft)
  line(plaqueLink(PLAQUE_ORIGIN, code), 138, 3, COLOURS.inkSoft)
  line(`${WORDS.issuerLabel}：${WORDS.issuer}`, 142, 3, COLOURS.inkSoft)
  pdf.rect(-3, 148.4, 106, 4.6).fill(COLOURS.band)
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

void benchMemory().then(async (memory) => {
  console.log(memory)
  console.log(await benchSpeed())
})
