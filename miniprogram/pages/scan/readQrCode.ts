/** Anything a canvas can draw. */
type Picture = { source: CanvasImageSource; width: number; height: number }

/** The text of the QR code in a picture, or nothing. The decoder is loaded when it is first wanted. */
export async function readQrCode(
  { source, width, height }: Picture,
  longSidePx: number,
): Promise<string | undefined> {
  const { default: decode } = await import('jsqr')
  const scale = Math.min(1, longSidePx / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser has no canvas')
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return decode(data, canvas.width, canvas.height)?.data || undefined
}
