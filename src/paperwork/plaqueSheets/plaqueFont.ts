import { create, type Font } from 'fontkit'
import type { PdfFile } from './pdfFile'

type KnownSign = { hex: string; width: number }

/** Plaques' font: what it can print, how wide that is, and the subset of it that a file carries. */
export class PlaqueFont {
  private readonly font: Font
  private readonly subset
  private readonly signs = new Map<string, KnownSign>()
  /** By glyph of the subset; the first is the sign for what is missing, which is never used. */
  private readonly codePoints: number[] = [0]
  private readonly widths: number[] = [1000]

  /** `bytes`: a TrueType file. */
  constructor(bytes: Uint8Array) {
    this.font = create(bytes)
    this.subset = this.font.createSubset()
  }

  /** Those characters of a text, each once, that would print as a box or a gap. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((sign) => !this.has(sign))
  }

  /** A text's width at a size, in the unit of the size. */
  readonly measure = (text: string, size: number): number => {
    let width = 0
    for (const sign of text) width += this.sign(sign).width
    return (width * size) / 1000
  }

  /** A text as the operand of `Tj`. Throws for a character that is missing. */
  encode(text: string): string {
    let hex = ''
    for (const sign of text) hex += this.sign(sign).hex
    return `<${hex}>`
  }

  /** Writes the font with every glyph that was encoded until now, as the object `id`. */
  async embed(file: PdfFile, id: number): Promise<void> {
    const [fontFile, descriptor, descendant, toUnicode] = [
      file.reserve(),
      file.reserve(),
      file.reserve(),
      file.reserve(),
    ]
    const name = `MSCXPL+${this.font.postscriptName}`
    const thousandths = (length: number) => Math.round((length * 1000) / this.font.unitsPerEm)
    const { bbox, ascent, descent, capHeight, italicAngle } = this.font
    const box = [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(thousandths).join(' ')
    await file.writeStream(fontFile, '', Buffer.from(this.subset.encode()))
    await file.writeObject(
      descriptor,
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box}]/ItalicAngle ${italicAngle}` +
        `/Ascent ${thousandths(ascent)}/Descent ${thousandths(descent)}/CapHeight ${thousandths(capHeight)}` +
        `/StemV 80/FontFile2 ${fontFile} 0 R>>`,
    )
    await file.writeObject(
      descendant,
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDToGIDMap/Identity` +
        `/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
        `/FontDescriptor ${descriptor} 0 R/W[0[${this.widths.join(' ')}]]>>`,
    )
    await file.writeStream(toUnicode, '', Buffer.from(this.unicodeMap()))
    await file.writeObject(
      id,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
        `/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
    )
  }

  private has(sign: string): boolean {
    const codePoint = sign.codePointAt(0) ?? 0
    if (codePoint < 0x20 || !this.font.hasGlyphForCodePoint(codePoint)) return false
    // A few signs, the ideographic space apart, have a glyph with nothing in it.
    return SPACES.has(sign) || this.font.glyphForCodePoint(codePoint).path.commands.length > 1
  }

  private sign(sign: string): KnownSign {
    const known = this.signs.get(sign)
    if (known) return known
    if (!this.has(sign)) throw new Error('the font lacks a character that was to be printed')
    const codePoint = sign.codePointAt(0) ?? 0
    const glyph = this.font.glyphForCodePoint(codePoint)
    const id = this.subset.includeGlyph(glyph.id)
    const width = (glyph.advanceWidth * 1000) / this.font.unitsPerEm
    this.codePoints[id] = codePoint
    this.widths[id] = Math.round(width)
    const made = { hex: hex16(id), width }
    this.signs.set(sign, made)
    return made
  }

  /** Which character each glyph is, so that a reader can select and search text. */
  private unicodeMap(): string {
    const lines = this.codePoints.map((codePoint, id) => `<${hex16(id)}> <${utf16(codePoint)}>`).slice(1)
    const blocks: string[] = []
    for (let from = 0; from < lines.length; from += 100) {
      const block = lines.slice(from, from + 100)
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
  }
}

const SPACES = new Set([' ', '\u00a0', '\u3000'])

const hex16 = (value: number) => value.toString(16).padStart(4, '0')

const utf16 = (codePoint: number) => {
  const text = String.fromCodePoint(codePoint)
  return Array.from({ length: text.length }, (_, at) => hex16(text.charCodeAt(at))).join('')
}
