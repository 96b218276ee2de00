import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportDocument } from '../../src/domain/reportDocument'
import { writeReportPdf } from '../../src/paperwork/reportPdf/reportPdf'

/** Beside the function; `scripts/lib/build.mjs` puts it there. */
const font = readFileSync(join(__dirname, 'font.ttf'))

/** Prints a report. */
export function writePdf(document: ReportDocument): Promise<Uint8Array> {
  return writeReportPdf(document, font)
}
