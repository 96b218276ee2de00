import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** PDF pages as a browser draws them, with the fonts that the file brings, and what a reader of QR codes sees there. */

/** A part of a page in millimetres from its upper left corner. */
export type PartMm = { xMm: number; yMm: number; widthMm: number; heightMm: number }

/** Makes a page of the browser able to draw PDFs and to read codes. */
export async function loadPdfReader(page: Page): Promise<void> {
  await page.setContent('<canvas></canvas>')
  await page.addScriptTag({ path: 'node_modules/jsqr/dist/jsQR.js' })
  const reader = readFileSync('node_modules/unpdf/dist/pdfjs.mjs').toString('base64')
  await page.addScriptTag({
    type: 'module',
    content: `import * as pdfjs from 'data:text/javascript;base64,${reader}'; window.pdfjs = pdfjs`,
  })
  await page.waitForFunction('window.pdfjs')
}

/** Draws one page of a file, counted from 1, at so many dots an inch. */
export async function drawPdfPage(page: Page, pdf: Buffer, number: number, dpi: number): Promise<void> {
  await page.evaluate(
    async ({ base64, number, dpi }) => {
      const { pdfjs } = window as unknown as ReaderWindow
      const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const file = await pdfjs.getDocument({ data }).promise
      const drawn = await file.getPage(number)
      const viewport = drawn.getViewport({ scale: dpi / 72 })
      const canvas = document.querySelector('canvas') as HTMLCanvasElement
      Object.assign(canvas, { width: viewport.width, height: viewport.height })
      const canvasContext = canvas.getContext('2d', { willReadFrequently: true })
      await drawn.render({ canvasContext, canvas, viewport }).promise
    },
    { base64: pdf.toString('base64'), number, dpi },
  )
}

/** Covers parts of the drawn page in grey, as dirt or a sticker would. */
export async function coverParts(page: Page, dpi: number, parts: readonly PartMm[]): Promise<void> {
  await page.evaluate(
    ({ parts, perMm }) => {
      const context = (document.querySelector('canvas') as HTMLCanvasElement).getContext('2d')
      if (!context) throw new Error('the canvas has no context')
      context.fillStyle = '#777'
      for (const part of parts)
        context.fillRect(part.xMm * perMm, part.yMm * perMm, part.widthMm * perMm, part.heightMm * perMm)
    },
    { parts, perMm: dpi / 25.4 },
  )
}

/** What the codes in parts of the drawn page say; null where none is read. */
export function readCodes(page: Page, dpi: number, parts: readonly PartMm[]): Promise<(string | null)[]> {
  return page.evaluate(
    ({ parts, perMm }) => {
      const { jsQR } = window as unknown as ReaderWindow
      const context = (document.querySelector('canvas') as HTMLCanvasElement).getContext('2d')
      if (!context) throw new Error('the canvas has no context')
      return parts.map((part) => {
        const [x, y] = [Math.round(part.xMm * perMm), Math.round(part.yMm * perMm)]
        const [width, height] = [Math.round(part.widthMm * perMm), Math.round(part.heightMm * perMm)]
        const { data } = context.getImageData(x, y, width, height)
        return jsQR(data, width, height)?.data ?? null
      })
    },
    { parts, perMm: dpi / 25.4 },
  )
}

/** The texts of a page, each with where its line begins. */
export function textsOfPage(
  page: Page,
  pdf: Buffer,
  number: number,
): Promise<{ text: string; xMm: number; yMm: number }[]> {
  return page.evaluate(
    async ({ base64, number }) => {
      const { pdfjs } = window as unknown as ReaderWindow
      const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const read = await (await pdfjs.getDocument({ data }).promise).getPage(number)
      const { height } = read.getViewport({ scale: 1 })
      const { items } = await read.getTextContent({ disableNormalization: true })
      return items
        .filter(({ str }) => str.trim() !== '')
        .map(({ str, transform }) => ({
          text: str,
          xMm: ((transform[4] ?? 0) * 25.4) / 72,
          yMm: ((height - (transform[5] ?? 0)) * 25.4) / 72,
        }))
    },
    { base64: pdf.toString('base64'), number },
  )
}

type DrawnPage = {
  getViewport: (options: { scale: number }) => { width: number; height: number }
  render: (options: object) => { promise: Promise<void> }
  getTextContent: (options: object) => Promise<{ items: { str: string; transform: number[] }[] }>
}
type ReaderWindow = {
  pdfjs: {
    getDocument: (options: { data: Uint8Array }) => {
      promise: Promise<{ getPage: (number: number) => Promise<DrawnPage> }>
    }
  }
  jsQR: (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
}
