import { execFileSync } from 'node:child_process'

/**
 * The text of a PDF as a reader selects it, page by page, lines in the order of the file. In a process of its own: the
 * reader comes as an ES module, which jest does not load.
 */
export function readPdf(pdf: Uint8Array): { pages: string[][]; title: string } {
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(text.toString())
}

const SCRIPT = `
import { getDocumentProxy } from 'unpdf'
import { readFileSync } from 'node:fs'
const pdf = await getDocumentProxy(new Uint8Array(readFileSync(0)))
const pages = []
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true })
  pages.push(items.map(({ str }) => str).filter((text) => text.trim() !== ''))
}
const { info } = await pdf.getMetadata()
process.stdout.write(JSON.stringify({ pages, title: info.Title }))
`
