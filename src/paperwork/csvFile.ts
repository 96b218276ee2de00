import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'

/** Encodings that registers and spreadsheets write. */
export type Encoding = 'utf8' | 'gb18030'

/** Far above any real row; a quote that is never closed must not take the rest of the file into memory. */
export const MAXIMUM_ROW_BYTES = 1_000_000

/** One row as it was written; the header is row 1, and empty lines count. */
export type CsvRecord = { rowNumber: number; record: string[] }

/** The encoding of a text file, with or without byte order mark; null for what is no text in either. */
export async function encodingOfText(path: string): Promise<Encoding | null> {
  if (await isUtf8(path)) return 'utf8'
  return (await isGb18030(path)) ? 'gb18030' : null
}

/** UTF-8 and GB18030 text never holds a zero byte; spreadsheets, archives and UTF-16 do. */
export async function isBinary(path: string): Promise<boolean> {
  for await (const bytes of bytesOf(path)) if (bytes.includes(0)) return true
  return false
}

/** Small enough that what is made of it is gone soon. */
const PIECE_BYTES = 16 * 1024

/** The file in pieces, each in the place of the one before it: a file is looked through in the memory of one piece. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const place = Buffer.alloc(PIECE_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(place, 0, PIECE_BYTES)
      if (bytesRead === 0) return
      yield place.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of bytesOf(path)) decoder.decode(bytes, { stream: true })
    decoder.decode()
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false
    throw thrown
  }
}

async function isGb18030(path: string): Promise<boolean> {
  const decoder = iconv.getDecoder('gb18030')
  for await (const bytes of bytesOf(path)) if (decoder.write(bytes).includes('\uFFFD')) return false
  return !decoder.end()?.includes('\uFFFD')
}

/**
 * Streams the rows of a CSV in constant memory. Throws what csv-parse and the file system throw; rows with another
 * number of fields than the header come as they are.
 */
export async function* recordsOf(
  path: string,
  encoding: Encoding,
  separator = ',',
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    // Counted by the reader, which tells such rows together.
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAXIMUM_ROW_BYTES,
  })
  const source = createReadStream(path)
  // A fault of any stream reaches the loop below through the parser.
  const passOn = () => undefined
  if (encoding === 'utf8') pipeline(source, parser, passOn)
  else pipeline(source, iconv.decodeStream(encoding), parser, passOn)
  for await (const { record, info } of parser) yield { rowNumber: info.records + info.empty_lines, record }
}

/** The code of what the file system or the decoder threw. */
export function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException).code
}
