import PDFDocument from 'pdfkit'
import { breakLines, type Measure } from './lines'

/** Colours of the pages, as in `miniprogram/styles/tokens.scss`. */
export const INK = '#1f2724'
export const MUTED = '#66706b'
export const GREEN = '#1f4e45'
const RULE = '#ddd8cb'

/** A4 in points, and the frame that text keeps to. */
const PAGE = { width: 595.28, height: 841.89 }
/** Where text begins and ends. */
export const FRAME = { left: 62, right: PAGE.width - 62, top: 84, bottom: PAGE.height - 76 }
/** The width of a line. */
export const WIDTH = FRAME.right - FRAME.left
const LABEL_WIDTH = 138
const GUTTER = 14
const FIELD_SIZE = 9.5
/** Of the size of the type. */
const LEADING = 1.7
const CELL_PADDING = 5

/** How a run of lines looks. */
export type Style = { size: number; color?: string; bold?: boolean; align?: 'left' | 'center' | 'right' }

/** What a font has no sign for is named by its number, never printed as a box. */
const named = (character: string) =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`

/** Pages that are filled from top to bottom in one font. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument
  /** Where the next line goes. */
  y = FRAME.top
  private readonly chunks: Buffer[] = []
  private readonly widths = new Map<string, number>()
  private readonly font: FontOfSheet

  constructor(font: Buffer, info: { title: string; author: string; madeAt: number }) {
    this.pdf = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      bufferPages: true,
      // None of the fonts that every reader has is used; they know no Chinese.
      font: '',
      lang: 'zh-CN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: info.title, Author: info.author, CreationDate: new Date(info.madeAt) },
    })
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk))
    this.pdf.registerFont('text', font).font('text')
    this.font = (this.pdf as unknown as { _font: { font: FontOfSheet } })._font.font
  }

  /** The text as this sheet can print it. */
  readonly printable = (text: string): string =>
    [...text.replace(/\t/g, ' ')]
      .map((sign) => (sign === '\n' || sign === '\r' || this.has(sign) ? sign : named(sign)))
      .join('')

  private readonly measure: Measure = (text, size) => {
    let width = 0
    for (const character of text) width += this.widthOf(character)
    return (width * size) / 1000
  }

  /** Leaves room, on a new page where there is less than `height` left. */
  keep(height: number): void {
    if (this.y + height > FRAME.bottom) this.newPage()
  }

  newPage(): void {
    this.pdf.addPage()
    this.y = FRAME.top
  }

  space(height: number): void {
    if (this.y > FRAME.top) this.y += height
  }

  /** Prints a text from `x` on, breaking lines and pages. */
  paragraph(text: string, style: Style, x: number = FRAME.left, width: number = WIDTH): void {
    for (const line of breakLines(this.printable(text), style.size, width, this.measure)) {
      this.keep(style.size * LEADING)
      this.line(line, style, x, this.y, width)
      this.y += style.size * LEADING
    }
  }

  /** Prints one line where it is told to, whatever else is there. */
  line(
    text: string,
    { size, color = INK, bold, align = 'left' }: Style,
    x: number,
    y: number,
    width: number,
  ) {
    const free = align === 'left' ? 0 : width - this.measure(text, size)
    const at = x + (align === 'center' ? free / 2 : free)
    // The font comes in one weight; a second one would double the file.
    const weight = bold ? { stroke: true, fill: true } : {}
    this.pdf
      .fontSize(size)
      .fillColor(color)
      .strokeColor(color)
      .lineWidth(size / 36)
    if (text !== '') this.pdf.text(text, at, y, { lineBreak: false, ...weight })
  }

  /** A row of label and value between thin rules. The label and the value's first lines stay together. */
  field(label: string, value: string, color: string = INK): void {
    const height = FIELD_SIZE * LEADING
    const valueX = FRAME.left + LABEL_WIDTH + GUTTER
    const valueWidth = FRAME.right - valueX
    const labels = breakLines(this.printable(label), FIELD_SIZE, LABEL_WIDTH, this.measure)
    const values = breakLines(this.printable(value), FIELD_SIZE, valueWidth, this.measure)
    const together = Math.max(labels.length, Math.min(values.length, values.length <= 4 ? 4 : 2))
    this.keep(together * height + 2 * CELL_PADDING)
    this.y += CELL_PADDING
    const top = this.y
    labels.forEach((line, index) => {
      const style = { size: FIELD_SIZE, color: MUTED }
      this.line(line, style, FRAME.left, top + index * height, LABEL_WIDTH)
    })
    for (const [index, line] of values.entries()) {
      // A last line does not stand alone at the top of a page.
      const needed = index === values.length - 2 ? 2 : 1
      if (values.length > 4) this.keep(needed * height + CELL_PADDING)
      this.line(line, { size: FIELD_SIZE, color }, valueX, this.y, valueWidth)
      this.y += height
    }
    // Measured from where the label began, unless the value has turned the page.
    if (this.y > top) this.y = Math.max(this.y, top + labels.length * height)
    this.y += CELL_PADDING
    this.rule()
  }

  /** A thin line across. */
  rule(color: string = RULE): void {
    this.pdf.moveTo(FRAME.left, this.y).lineTo(FRAME.right, this.y).lineWidth(0.5).strokeColor(color).stroke()
  }

  /** Prints on every page but the first, once all of them are there. */
  onEveryPage(print: (page: number, pages: number) => void): void {
    const { count } = this.pdf.bufferedPageRange()
    for (let page = 1; page < count; page++) {
      this.pdf.switchToPage(page)
      print(page + 1, count)
    }
  }

  /** The bytes of the file. */
  finish(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.pdf.on('end', () => resolve(Buffer.concat(this.chunks)))
      this.pdf.on('error', reject)
      this.pdf.end()
    })
  }

  private has(character: string): boolean {
    const codePoint = character.codePointAt(0) ?? 0
    return codePoint >= 0x20 && this.font.hasGlyphForCodePoint(codePoint)
  }

  /** In thousandths of the size. */
  private widthOf(character: string): number {
    const known = this.widths.get(character)
    if (known !== undefined) return known
    const glyph = this.font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    const width = (glyph.advanceWidth * 1000) / this.font.unitsPerEm
    this.widths.set(character, width)
    return width
  }
}

/** What of fontkit's font is asked. */
type FontOfSheet = {
  unitsPerEm: number
  hasGlyphForCodePoint: (codePoint: number) => boolean
  glyphForCodePoint: (codePoint: number) => { advanceWidth: number }
}
