import fc from 'fast-check'
import jsqr from 'jsqr'
import PDFDocument from 'pdfkit'
import { create } from 'qrcode/lib/core/qrcode'
import { qrShape } from '../../../src/paperwork/qrShape'
import { drawQrCode } from '../../../src/paperwork/reportPdf/qrCode'

/** Reads the rectangles of a page, as pdfkit writes them when nothing is compressed, into a picture. */
async function drawn(text: string, size: number): Promise<{ data: Uint8ClampedArray; side: number }> {
  const pdf = new PDFDocument({ size: [size, size], margin: 0, font: '', compress: false })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  drawQrCode(pdf, text, 0, 0, size)
  pdf.end()
  await new Promise((resolve) => pdf.on('end', resolve))
  const scale = 4
  const side = size * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  const rectangles = Buffer.concat(chunks)
    .toString('latin1')
    .matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)
  for (const [, ...numbers] of rectangles) {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map((number) => Number(number) * scale)
    for (let row = Math.round(y); row < Math.round(y + height); row++)
      for (let column = Math.round(x); column < Math.round(x + width); column++)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  }
  return { data, side }
}

test('the QR on a cover reads as the link that it was drawn from', async () => {
  const link = 'https://plaques.example/d/2026112509301512A345677K3MX9QA'
  const { data, side } = await drawn(link, 112)
  expect(jsqr(data, side, side)?.data).toBe(link)
})

test('the rectangles of a code are its dark modules, each once', () => {
  const level = fc.constantFrom('M' as const, 'Q' as const, 'H' as const)
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120 }), level, (text, level) => {
      const { modules } = create(text, { errorCorrectionLevel: level })
      const { sideModules, rectangles } = qrShape(text, level)
      expect(sideModules).toBe(modules.size)
      const times = new Uint8Array(modules.size ** 2)
      for (const { column, row, width, height } of rectangles)
        for (let y = row; y < row + height; y++)
          for (let x = column; x < column + width; x++)
            times[y * sideModules + x] = (times[y * sideModules + x] ?? 0) + 1
      expect(Array.from(times)).toEqual(Array.from(modules.data, Number))
    }),
    { numRuns: 50 },
  )
})
