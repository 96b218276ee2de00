import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { ReportRow } from '../../src/cloudbase/rows'
import { hmacKey } from '../../src/cloudbase/settings'
import type { ReportRecord } from '../../src/contracts/report'
import { cityRows } from '../../src/democity/city'
import { reportData } from '../../src/domain/reportData'
import type { ReportDocument } from '../../src/domain/reportDocument'
import { reportEdition } from '../../src/domain/reportEdition'
import { writeReportPdf } from '../../src/paperwork/reportPdf/reportPdf'
import { documentOf, fullReport } from '../support/fullReport'
import { median, timed } from './support'

/** A report of fifty records of the demo city as a file, and the same texts in a plain loop of pdfkit's. */

const RECORDS = 50
const WARM_UP_ROUNDS = 3
const ROUNDS = 15
const TODAY = '2026-11-25'

async function benchDocument(): Promise<void> {
  const font = readFileSync(join(process.cwd(), 'dist/cloudfunctions/document/font.ttf'))
  const document = documentOf(fullReport(recordsOfTheCity()))
  const times = { report: [] as number[], plain: [] as number[] }
  let bytes = 0
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const report = await timed(async () => {
      bytes = (await writeReportPdf(document, font)).length
    })
    const plain = await timed(() => writePlainPdf(document, font))
    if (round < WARM_UP_ROUNDS) continue
    times.report.push(report)
    times.plain.push(plain)
  }
  const seconds = median(times.report) / 1000
  console.log(
    `over a plain loop of the same texts: ${(median(times.report) / median(times.plain)).toFixed(2)}`,
  )
  console.log(
    `bench document: seconds_50_records=${seconds.toFixed(2)} kilobytes_50_records=${(bytes / 1024).toFixed(0)}`,
  )
}

/** Records of as many entities as it takes: each has other words in it, as one long history would. */
function recordsOfTheCity(): ReportRecord[] {
  const records: ReportRecord[] = []
  const macKey = hmacKey('bench', Buffer.alloc(32))
  for (const { collection, row } of cityRows({ size: 'small', seed: 7, today: TODAY, macKey })) {
    if (collection !== 'reports') continue
    for (const chapter of (row as ReportRow).body.chapters) records.push(...chapter.records.slice(0, 2))
    if (records.length >= RECORDS) return records.slice(0, RECORDS)
  }
  throw new Error('the city has too few records')
}

/** What pdfkit takes at least: each label and value as a text of its own, pages and lines left to it. */
function writePlainPdf({ body, edition }: ReportDocument, font: Buffer): Promise<number> {
  const pdf = new PDFDocument({ size: 'A4', margin: 60, font: '' })
  let bytes = 0
  pdf.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  pdf.registerFont('text', font).font('text').fontSize(9.5)
  for (const { label, value } of reportData(body, reportEdition(edition))) {
    pdf.text(label)
    pdf.text(value || '— —')
  }
  return new Promise((resolve) => {
    pdf.on('end', () => resolve(bytes))
    pdf.end()
  })
}

void benchDocument()
