import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { crc32 } from 'node:zlib'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Entry, open, type ZipFile } from 'yauzl'

/** The archive that an XLSX is (ECMA-376), and the XML files in it, streamed. */

/** What an archive may hold: a spreadsheet's XML is ten to thirty times its size, a bomb's a thousand times. */
const MAXIMUM_ENTRIES = 1000
const MAXIMUM_RATIO = 200
const FREE_BYTES = 50 * 1024 * 1024

/** What there is to say of a workbook that is not what it should be. */
export const BROKEN = '工作簿已损坏，请重新另存后再报送'

/** Why a workbook cannot be read, in Chinese words for the person who hands it over. */
export class WorkbookFault extends Error {}

/** An open archive and what is in it. */
export type Archive = { zip: ZipFile; entries: Map<string, Entry> }

/** Opens an archive and looks through its directory; throws a `WorkbookFault` where it would fill the memory. */
export function openArchive(path: string): Promise<Archive> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (fault, zip) => {
      if (fault) return reject(fault)
      const entries = new Map<string, Entry>()
      let inflated = 0
      const refuse = (words: string) => {
        zip.close()
        reject(new WorkbookFault(words))
      }
      zip.on('error', reject)
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: Entry) => {
        // Which of the two counts, programs disagree about.
        if (entries.has(entry.fileName)) return refuse(BROKEN)
        entries.set(entry.fileName, entry)
        inflated += entry.uncompressedSize
        if (entries.size > MAXIMUM_ENTRIES || inflated > MAXIMUM_RATIO * zip.fileSize + FREE_BYTES)
          return refuse('工作簿解开后过大，请另存为“CSV UTF-8”后再报送')
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

/** The parts of a file in the archive. yauzl ends one that is longer than it says, and leaves its sum to the reader. */
export async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (fault, opened) => (fault ? reject(fault) : resolve(opened))),
  )
  const decoder = new StringDecoder('utf8')
  let sum = 0
  for await (const bytes of stream) {
    sum = crc32(bytes as Buffer, sum)
    yield decoder.write(bytes as Buffer)
  }
  if (sum !== entry.crc32) throw new WorkbookFault(BROKEN)
  yield decoder.end()
}

/** What is done with the parts of an XML file; names come without their prefix. */
export type Handlers = {
  open?: (tag: SaxesTagPlain) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** A parser that refuses entities and everything that is not well-formed. */
export function parserOf({ open: onOpen, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser()
  const refuse = () => {
    throw new WorkbookFault(BROKEN)
  }
  parser.on('doctype', refuse)
  parser.on('error', refuse)
  parser.on('opentag', (tag) => onOpen?.({ ...tag, name: localName(tag.name) } as SaxesTagPlain))
  parser.on('text', (part) => text?.(part))
  parser.on('cdata', (part) => text?.(part))
  parser.on('closetag', (tag) => close?.(localName(tag.name)))
  return parser
}

/** Goes through an XML file of the archive; one that is not there is empty. */
export async function parse(zip: ZipFile, entry: Entry | undefined, handlers: Handlers): Promise<void> {
  if (!entry) return
  const parser = parserOf(handlers)
  for await (const text of textOf(zip, entry)) parser.write(text)
  parser.close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
