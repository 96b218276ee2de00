/** Of fontkit (MIT), which pdfkit stands on, what plaques use. */
declare module 'fontkit' {
  type Glyph = { id: number; advanceWidth: number; path: { commands: unknown[] } }
  type Subset = { includeGlyph: (id: number) => number; encode: () => Uint8Array }
  /** Lengths are in parts of `unitsPerEm`. */
  type Font = {
    postscriptName: string
    unitsPerEm: number
    ascent: number
    descent: number
    capHeight: number
    italicAngle: number
    bbox: { minX: number; minY: number; maxX: number; maxY: number }
    hasGlyphForCodePoint: (codePoint: number) => boolean
    glyphForCodePoint: (codePoint: number) => Glyph
    createSubset: () => Subset
  }
  /** Reads a font's tables as they are needed; throws when the bytes are no font. */
  export function create(bytes: Uint8Array): Font
}
