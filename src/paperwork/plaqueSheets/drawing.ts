import type { PlaqueFont } from './plaqueFont'

/** How a line of text looks. `spacing`: between characters, in the unit of the size. */
export type TextStyle = { size: number; color: string; bold?: boolean; spacing?: number }

/** Collects what a page draws, in PDF's operators, on a field whose y grows downward. */
export class Drawing {
  private readonly operators: string[] = []

  constructor(
    private readonly font: PlaqueFont,
    private readonly height: number,
  ) {}

  /** What was drawn. */
  get content(): string {
    return this.operators.join('\n')
  }

  rectangle(x: number, y: number, width: number, height: number, color: string): void {
    this.operators.push(`${fill(color)} ${n(x)} ${n(this.height - y - height)} ${n(width)} ${n(height)} re f`)
  }

  /** With ends that are half circles. */
  pill(x: number, y: number, width: number, height: number, color: string): void {
    const r = height / 2
    const axis = this.height - y - r
    this.operators.push(
      `${stroke(color)} 1 J ${n(height)} w ${n(x + r)} ${n(axis)} m ${n(x + width - r)} ${n(axis)} l S`,
    )
  }

  /** Lines from point to point. */
  polyline(points: readonly (readonly [number, number])[], width: number, color: string): void {
    const path = points.map(([x, y], index) => `${n(x)} ${n(this.height - y)} ${index === 0 ? 'm' : 'l'}`)
    this.operators.push(`${stroke(color)} 0 J 0 j ${n(width)} w ${path.join(' ')} S`)
  }

  /** An SVG path of absolute M, L, H, V and Z in a square of 100, drawn with the side `side`. */
  emblem(path: string, x: number, y: number, side: number, color: string): void {
    let [penX, penY] = [0, 0]
    const steps: string[] = []
    const scale = side / 100
    for (const [, letter = '', numbers = ''] of path.matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
      const [first = 0, second = 0] = numbers
        .trim()
        .split(/[\s,]+/)
        .map(Number)
      if (letter === 'Z') {
        steps.push('h')
        continue
      }
      if (letter === 'H') penX = first
      else if (letter === 'V') penY = first
      else [penX, penY] = [first, second]
      steps.push(`${n(x + penX * scale)} ${n(this.height - y - penY * scale)} ${letter === 'M' ? 'm' : 'l'}`)
    }
    this.operators.push(`${fill(color)} ${steps.join(' ')} f*`)
  }

  /** A line of text from `x` on, its baseline at `y`. Bold is drawn a little thicker, in the same font. */
  text(text: string, x: number, y: number, { size, color, bold, spacing = 0 }: TextStyle): void {
    const weight = bold ? ` 2 Tr ${stroke(color)} ${n(size * 0.035)} w` : ' 0 Tr'
    this.operators.push(
      `BT ${fill(color)}${weight} /F ${n(size)} Tf ${n(spacing)} Tc ${n(x)} ${n(this.height - y)} Td ${this.font.encode(text)} Tj ET`,
    )
  }

  /** A line of text around the middle `x`. */
  centred(text: string, x: number, y: number, style: TextStyle): void {
    this.text(text, x - this.widthOf(text, style) / 2, y, style)
  }

  /** How wide a line of text will be. */
  widthOf(text: string, { size, spacing = 0 }: TextStyle): number {
    return this.font.measure(text, size) + spacing * ([...text].length - 1)
  }

  /** Operators that were made elsewhere, in a field moved to `x`, `y` (its upper left corner) and scaled. */
  placed(operators: string, x: number, y: number, scale: number): void {
    this.operators.push(`q ${n(scale)} 0 0 ${n(scale)} ${n(x)} ${n(this.height - y)} cm\n${operators}\nQ`)
  }
}

/** A number as short as it is exact enough: a thousandth of a unit. */
const n = (value: number) => String(Math.round(value * 1000) / 1000)

const channels = (color: string) =>
  [1, 3, 5].map((at) => n(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ')
const fill = (color: string) => `${channels(color)} rg`
const stroke = (color: string) => `${channels(color)} RG`
