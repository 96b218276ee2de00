import { createWriteStream, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, crc32, createDeflateRaw } from 'node:zlib'
import { makeCreditCode } from '../../src/domain/creditCode'
import { csvLine } from '../../src/domain/spreadsheetText'
import { archiveOf, type DeflatedFile } from '../../src/paperwork/zipFile'
import { columnsOf } from './handOver'

/** Files of judgments as large as they come, of as many fictional entities as the city has; made without holding them. */

const ENTITY_COUNT = 121_073
const PIECE_ROWS = 1000
const COLUMNS = columnsOf('judgment')

/** Entities come in no order. */
function cellsOf(row: number): string[] {
  const entity = (row * 48_271) % ENTITY_COUNT
  const told: Record<string, string> = {
    subjectName: `黑河市虚构第${entity}商贸有限公司`,
    subjectCode: makeCreditCode('91231100', `MA${String(entity).padStart(6, '0')}`),
    caseNumber: `（2026）虚构民初${row}号`,
  }
  return COLUMNS.map(({ name, example }) => told[name] ?? example)
}

const HEADINGS = COLUMNS.map(({ heading }) => heading)

/** The text of all rows in pieces. */
function* inPieces(
  rows: number,
  head: string,
  textOf: (row: number) => string,
  tail = '',
): Generator<string> {
  yield head
  for (let from = 0; from < rows; from += PIECE_ROWS)
    yield Array.from({ length: Math.min(PIECE_ROWS, rows - from) }, (_, index) => textOf(from + index)).join(
      '',
    )
  yield tail
}

/** A CSV in UTF-8. */
export async function largeCsv(path: string, rows: number): Promise<void> {
  const pieces = inPieces(rows, csvLine(HEADINGS), (row) => csvLine(cellsOf(row)))
  await pipeline(Readable.from(pieces), createWriteStream(path))
}

/** A workbook as Excel writes it: every text once, in the order of its first cell, and cells that point to it. */
export async function largeWorkbook(path: string, rows: number): Promise<void> {
  const places = new Map<string, number>()
  const placeOf = (text: string) => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const rowOf = (number: number, cells: readonly string[]) =>
    `<row r="${number}">${cells.map((text, column) => `<c r="${'ABCDEFGH'[column]}${number}" t="s"><v>${placeOf(text)}</v></c>`).join('')}</row>`
  const sheet = await deflated(
    'xl/worksheets/s0.xml',
    inPieces(
      rows,
      `<worksheet><sheetData>${rowOf(1, HEADINGS)}`,
      (row) => rowOf(row + 2, cellsOf(row)),
      '</sheetData></worksheet>',
    ),
  )
  const texts = await deflated('xl/sharedStrings.xml', sharedTexts(places.keys()))
  const small = [
    ['xl/workbook.xml', '<workbook><sheets><sheet name="表" r:id="r0"/></sheets></workbook>'],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="r0" Target="worksheets/s0.xml"/></Relationships>',
    ],
  ] as const
  const others = await Promise.all(small.map(([name, text]) => deflated(name, [text])))
  writeFileSync(path, archiveOf([...others, texts, sheet]))
}

function* sharedTexts(texts: Iterable<string>): Generator<string> {
  yield '<sst>'
  for (const text of texts) yield `<si><t>${text}</t></si>`
  yield '</sst>'
}

async function deflated(name: string, pieces: Iterable<string>): Promise<DeflatedFile> {
  const parts: Buffer[] = []
  let [byteCount, sum] = [0, 0]
  const counted = function* () {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece)
      byteCount += bytes.length
      sum = crc32(bytes, sum)
      yield bytes
    }
  }
  const deflating = createDeflateRaw({ level: constants.Z_BEST_SPEED })
  await pipeline(Readable.from(counted(), { objectMode: false }), deflating, async (deflatedParts) => {
    for await (const part of deflatedParts) parts.push(part as Buffer)
  })
  return { name, deflated: Buffer.concat(parts), byteCount, sum }
}
