/** How wide a text is, in points, at a size. */
export type Measure = (text: string, size: number) => number

/** Not at the beginning of a line (GB/T 15834). */
const CLOSING = new Set('。，、；：？！）》」』】〕〉”’％%…·,.;:!?)]}')
/** Not at the end of one. */
const OPENING = new Set('（《「『【〔〈“‘([{')
/** A word, a number, a code, an address: kept whole while it fits a line. */
const WORD = /[A-Za-z0-9](?:[A-Za-z0-9.@/_#&+*×-]*[A-Za-z0-9])?/y

/** Breaks a text into lines no wider than `width`; its own line breaks stay. At least one line. */
export function breakLines(text: string, size: number, width: number, measure: Measure): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((paragraph) => fillLines(unbreakable(paragraph), size, width, measure))
}

function fillLines(units: readonly string[], size: number, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  let lineWidth = 0
  const add = (piece: string) => {
    const pieceWidth = measure(piece, size)
    if (lineWidth + pieceWidth > width && line !== '') {
      lines.push(line.trimEnd())
      line = ''
      lineWidth = 0
      if (piece.trim() === '') return
    }
    line += piece
    lineWidth += pieceWidth
  }
  for (const unit of units) {
    // What is wider than a line, a long address say, is cut where the line ends.
    if (measure(unit, size) > width) [...unit].forEach(add)
    else add(unit)
  }
  return [...lines, line.trimEnd()]
}

/** Pieces that a line may end after. */
function unbreakable(paragraph: string): string[] {
  const units: string[] = []
  let opened = ''
  for (let at = 0; at < paragraph.length; ) {
    WORD.lastIndex = at
    const piece = WORD.exec(paragraph)?.[0] ?? String.fromCodePoint(paragraph.codePointAt(at) ?? 0)
    at += piece.length
    if (OPENING.has(piece)) opened += piece
    else if (CLOSING.has(piece) && opened === '' && units.length > 0) units.push(`${units.pop()}${piece}`)
    else {
      units.push(opened + piece)
      opened = ''
    }
  }
  return opened === '' ? units : [...units, opened]
}
