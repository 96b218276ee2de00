import { QUIET_MODULES, qrShape } from '../qrShape'

/** Draws a QR code as one shape of squares, its quiet zone of four modules included. */
export function drawQrCode(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { sideModules, rectangles } = qrShape(text, 'M')
  const module = size / (sideModules + 2 * QUIET_MODULES)
  for (const { column, row, width, height } of rectangles)
    pdf.rect(
      x + (column + QUIET_MODULES) * module,
      y + (row + QUIET_MODULES) * module,
      width * module,
      height * module,
    )
  pdf.fillColor('#000000').fill()
}
