/** Anything a canvas can draw. */
type Picture = { source: CanvasImageSource; width: number; height: number }

/** What came of looking: a text, no QR code, or no decoder because its file did not arrive. */
export type QrCodeReading = { text: string } | 'none' | 'noDecoder'

/** Reads the QR code in a picture. The decoder is loaded when it is first wanted; the next call asks for it again. */
export async function readQrCode(
  { source, width, height }: Picture,
  longSidePx: number,
): Promise<QrCodeReading> {
  const decode = await loadDecoder()
  if (!decode) return 'noDecoder'
  const scale = Math.min(1, longSidePx / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser has no canvas')
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const text = decode(data, canvas.width, canvas.height)?.data
  return text ? { text } : 'none'
}

async function loadDecoder(): Promise<typeof import('jsqr').default | undefined> {
  try {
    return (await import(/* webpackMode: "lazy" */ 'jsqr')).default
  } catch (fault) {
    // How webpack names a file that did not arrive: no network, or a newer deployment in its place.
    if (fault instanceof Error && fault.name === 'ChunkLoadError') return undefined
    throw fault
  }
}
