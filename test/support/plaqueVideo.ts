import { writeFileSync } from 'node:fs'
import { create } from 'qrcode'

const WIDTH = 640
const HEIGHT = 480
const MODULE_PIXELS = 8

/** Writes a film of a plaque's QR (YUV4MPEG2, grey), as Chromium's fake camera plays it. */
export function writePlaqueVideo(file: string, link: string): void {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    luminance(link),
    Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
  ])
  writeFileSync(file, Buffer.concat([header, frame, frame, frame]))
}

function luminance(link: string): Buffer {
  const { modules } = create(link, { errorCorrectionLevel: 'M' })
  const picture = Buffer.alloc(WIDTH * HEIGHT, 235)
  const side = modules.size * MODULE_PIXELS
  const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = modules.get(Math.floor(y / MODULE_PIXELS), Math.floor(x / MODULE_PIXELS))
      if (isDark) picture[(top + y) * WIDTH + left + x] = 16
    }
  }
  return picture
}
