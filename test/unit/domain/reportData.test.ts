import { parse } from 'csv-parse/sync'
import { RECORD_KINDS } from '../../../src/domain/recordKinds'
import { reportData, reportDataAsCsv, reportDataAsJson } from '../../../src/domain/reportData'
import { reportEdition } from '../../../src/domain/reportEdition'
import { fromSpreadsheetText } from '../../../src/domain/spreadsheetText'
import { fullRecords, fullReport } from '../../support/fullReport'

const body = fullReport(fullRecords(RECORD_KINDS.length * 2))

test.each(['2022', '2021'] as const)('the CSV and the JSON of %s hold the same rows', (edition) => {
  const rows = reportData(body, reportEdition(edition))
  const json = JSON.parse(reportDataAsJson(rows, Date.parse('2026-11-25T09:30:15+08:00')))
  const [headings, ...lines] = parse(reportDataAsCsv(rows), { bom: true }) as string[][]
  expect(headings).toEqual(json.columns.map(({ heading }: { heading: string }) => heading))
  expect(lines.map((cells) => cells.map(fromSpreadsheetText))).toEqual(
    json.rows.map((row: Record<string, unknown>) =>
      json.columns.map(({ key }: { key: string }) => String(row[key])),
    ),
  )
  expect(json.asOf).toBe('2026-11-25T09:30:15+08:00')
})

test('every field of every record is a row', () => {
  const fields = RECORD_KINDS.reduce((sum, kind) => sum + kind.fields.length, 0) * 2
  const rows = reportData(body, reportEdition('2022'))
  expect(rows.filter(({ chapter }) => !/基础|地方/.test(chapter))).toHaveLength(fields)
})
