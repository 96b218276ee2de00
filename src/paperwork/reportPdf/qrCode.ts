import { create } from 'qrcode/lib/core/qrcode'

/** Draws a QR code as one shape of squares, its quiet zone of four modules included. */
export function drawQrCode(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const module = size / (modules.size + 8)
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      // A run of dark modules is one rectangle, so that no hairline shows between them.
      let end = column
      while (end < modules.size && modules.get(row, end)) end++
      if (end > column)
        pdf.rect(x + (column + 4) * module, y + (row + 4) * module, (end - column) * module, module)
      column = end
    }
  }
  pdf.fillColor('#000000').fill()
}
