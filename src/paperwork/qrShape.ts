import { create } from 'qrcode/lib/core/qrcode'

/** Modules of white around a code (ISO/IEC 18004, 5.3.8). */
export const QUIET_MODULES = 4

/** Dark modules that lie together, in modules from the upper left corner of the code without its quiet zone. */
export type DarkRectangle = { column: number; row: number; width: number; height: number }

/** What a code holds: a text, or parts of it with the mode in which each takes the least room. */
export type QrContent = string | { data: string; mode: 'byte' | 'alphanumeric' }[]

/** A code's side in modules, without its quiet zone. Throws when no version holds the content. */
export function qrSide(content: QrContent, level: 'M' | 'Q' | 'H'): number {
  return create(content as string, { errorCorrectionLevel: level }).modules.size
}

/** A code as few rectangles that do not overlap, so that no hairline shows between its modules. */
export function qrShape(
  content: QrContent,
  level: 'M' | 'Q' | 'H',
): { sideModules: number; rectangles: DarkRectangle[] } {
  const { modules } = create(content as string, { errorCorrectionLevel: level })
  const side = modules.size
  const dark = Uint8Array.from(modules.data)
  const rectangles: DarkRectangle[] = []
  for (let at = 0; at < dark.length; at++) {
    if (dark[at] === 0) continue
    const [row, column] = [Math.floor(at / side), at % side]
    let width = 1
    while (column + width < side && dark[at + width]) width++
    let height = 1
    while (row + height < side && isDark(dark, at + height * side, width)) height++
    for (let line = 0; line < height; line++) dark.fill(0, at + line * side, at + line * side + width)
    rectangles.push({ column, row, width, height })
  }
  return { sideModules: side, rectangles }
}

function isDark(dark: Uint8Array, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) if (!dark[at]) return false
  return true
}
