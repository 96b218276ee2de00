const KILO = 1024

/** How long a file is, as people say it. */
export function sizeInWords(byteCount: number): string {
  if (byteCount < KILO) return `${byteCount} 字节`
  const [size, unit] = byteCount < KILO ** 2 ? [byteCount / KILO, 'KB'] : [byteCount / KILO ** 2, 'MB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}
