import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { deflateSync } from 'node:zlib'

const ENTRIES_A_WRITE = 1000

/** A PDF (ISO 32000-1, 7.5) written object by object; of what was written it keeps where each object began. */
export class PdfFile {
  private readonly offsets: number[] = []
  private position = 0

  private constructor(private readonly sink: Writable) {}

  /** Begins a file in `sink`, which is left open at its end; what the sink fails with is thrown by the next call. */
  static async begin(sink: Writable): Promise<PdfFile> {
    const file = new PdfFile(sink)
    // Four bytes above 127 tell programs that copy the file that it is not text.
    await file.write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'))
    return file
  }

  /** A number for an object that is written later. */
  reserve(): number {
    return this.offsets.push(-1)
  }

  /** Writes an object in PDF's own syntax; only ASCII. */
  async writeObject(id: number, body: string): Promise<void> {
    this.offsets[id - 1] = this.position
    await this.write(Buffer.from(`${id} 0 obj\n${body}\nendobj\n`, 'latin1'))
  }

  /** Writes a stream, deflated. `entries`: what its dictionary holds beside length and filter. */
  async writeStream(id: number, entries: string, data: Buffer): Promise<void> {
    const deflated = deflateSync(data)
    this.offsets[id - 1] = this.position
    const head = `${id} 0 obj\n<<${entries}/Filter/FlateDecode/Length ${deflated.length}>>\nstream\n`
    await this.write(
      Buffer.concat([Buffer.from(head, 'latin1'), deflated, Buffer.from('\nendstream\nendobj\n')]),
    )
  }

  /** Writes the table of objects, all of which must be there by now. */
  async finish(catalog: number, info: number): Promise<void> {
    const start = this.position
    const size = this.offsets.length + 1
    await this.write(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n`))
    for (let from = 0; from < this.offsets.length; from += ENTRIES_A_WRITE) {
      const entries = this.offsets.slice(from, from + ENTRIES_A_WRITE).map(tableEntry)
      await this.write(Buffer.from(entries.join('')))
    }
    await this.write(
      Buffer.from(
        `trailer\n<</Size ${size}/Root ${catalog} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`,
      ),
    )
  }

  private async write(bytes: Buffer): Promise<void> {
    if (this.sink.errored) throw this.sink.errored
    this.position += bytes.length
    if (!this.sink.write(bytes)) await once(this.sink, 'drain')
  }
}

/** A text of any characters as PDF writes it outside of pages. */
export function pdfText(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`
}

function tableEntry(offset: number): string {
  if (offset < 0) throw new Error('an object of the file was reserved and never written')
  return `${String(offset).padStart(10, '0')} 00000 n \n`
}
