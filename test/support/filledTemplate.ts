import { inflateRawSync } from 'node:zlib'
import { type ZippedFile, zipOf } from '../../src/paperwork/zipFile'
import { columnsOf } from './handOver'

const LOCAL_HEADER = 0x04034b50
const SHEET = 'xl/worksheets/sheet1.xml'

/** A template as the page gives it, its example row replaced by rows that a person typed; by column name. */
export function filledTemplate(
  template: Buffer,
  kind: string,
  rows: readonly Record<string, string>[],
): Buffer {
  const columns = columnsOf(kind).filter(({ type }) => type !== 'identityNumber')
  const written = rows.map((row, index) => {
    const cells = columns.map(({ name, example }) => row[name] ?? example)
    return `<row r="${index + 2}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  })
  return zipOf(
    filesIn(template).map(({ name, text }) => ({
      name,
      text: name === SHEET ? text.replace(/<row r="2">.*?<\/row>/s, written.join('')) : text,
    })),
  )
}

/** Of an archive whose headers tell the sizes, as `zipOf` makes them. */
function filesIn(archive: Buffer): ZippedFile[] {
  const files: ZippedFile[] = []
  for (let at = 0; archive.readUInt32LE(at) === LOCAL_HEADER; ) {
    const [byteCount, nameLength] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)]
    const start = at + 30 + nameLength + archive.readUInt16LE(at + 28)
    const name = archive.subarray(at + 30, at + 30 + nameLength).toString()
    files.push({ name, text: inflateRawSync(archive.subarray(start, start + byteCount)).toString() })
    at = start + byteCount
  }
  return files
}
