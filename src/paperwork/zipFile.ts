import { crc32, deflateRawSync } from 'node:zlib'

/** A file in an archive. */
export type ZippedFile = { name: string; text: string }

/** 1980-01-01: an archive of the same files is the same bytes. */
const DAY = 0x0021
const VERSION = 20
const NAMES_IN_UTF8 = 0x0800
const DEFLATED = 8

/** A file as it lies in an archive. `byteCount`: of what it holds, before it was deflated. */
export type DeflatedFile = { name: string; deflated: Buffer; byteCount: number; sum: number }

/** A ZIP archive of a few small text files. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  return archiveOf(
    files.map(({ name, text }) => {
      const bytes = Buffer.from(text)
      return { name, deflated: deflateRawSync(bytes), byteCount: bytes.length, sum: crc32(bytes) }
    }),
  )
}

/** A ZIP archive (APPNOTE 4.3) of files that are deflated already; `sum` is their CRC-32. */
export function archiveOf(files: readonly DeflatedFile[]): Buffer {
  const contents: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.name)
    const facts = factsOf(file, name)
    const head = Buffer.concat([signature(0x04034b50), facts, name, file.deflated])
    contents.push(head)
    directory.push(directoryEntry(facts, name, offset))
    offset += head.length
  }
  const entries = Buffer.concat(directory)
  return Buffer.concat([...contents, entries, directoryEnd(files.length, entries.length, offset)])
}

/** What a local header and the directory both say, from the version needed to the length of the extra field. */
function factsOf({ deflated, byteCount, sum }: DeflatedFile, name: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(VERSION, 0)
  facts.writeUInt16LE(NAMES_IN_UTF8, 2)
  facts.writeUInt16LE(DEFLATED, 4)
  facts.writeUInt16LE(DAY, 8)
  facts.writeUInt32LE(sum, 10)
  facts.writeUInt32LE(deflated.length, 14)
  facts.writeUInt32LE(byteCount, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

function directoryEntry(facts: Buffer, name: Buffer, offset: number): Buffer {
  const version = Buffer.alloc(2)
  version.writeUInt16LE(VERSION)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([signature(0x02014b50), version, facts, rest, name])
}

function directoryEnd(fileCount: number, byteCount: number, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(fileCount, 4)
  end.writeUInt16LE(fileCount, 6)
  end.writeUInt32LE(byteCount, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signature(0x06054b50), end])
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}
