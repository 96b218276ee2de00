import type { ReportBody } from '../contracts/report'
import { documentTime } from './reportDocument'
import { filledChapters, type ReportEdition } from './reportEdition'
import {
  basicFields,
  commitmentFields,
  declarationFields,
  type ReportField,
  recordFields,
  statusWords,
} from './reportFields'
import { csvLine } from './spreadsheetText'

/** One field of a report, wherever it stands: the one schema of the data that a merchant takes away. */
export type ReportDataRow = {
  chapter: string
  kind: string
  /** 第 N 条 of its kind; 1 where there is only one. */
  ordinal: number
  label: string
  /** Empty where nothing is told. */
  value: string
}

/** The columns of the CSV and the keys of the JSON. */
const COLUMNS: readonly (readonly [key: keyof ReportDataRow, heading: string])[] = [
  ['chapter', '章节'],
  ['kind', '类别'],
  ['ordinal', '第几条'],
  ['label', '项目'],
  ['value', '内容'],
]

/** Makes a spreadsheet take the file for UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** Every field of a report in its order. */
export function reportData(body: ReportBody, edition: ReportEdition): ReportDataRow[] {
  const { entity, declarations, commitments } = body
  const rows = (chapter: string, kind: string, index: number, fields: readonly ReportField[]) =>
    fields.map(({ label, value }) => ({ chapter, kind, ordinal: index + 1, label, value: value ?? '' }))
  const status = { label: '登记状态', value: statusWords(entity.status) }
  const own = edition.local.title
  return [
    ...rows(edition.basicTitle, '基础信息', 0, [...basicFields(entity), status]),
    ...filledChapters(body, edition).flatMap(({ title, groups }) =>
      groups.flatMap(({ kind, records }) =>
        records.flatMap((record, index) => rows(title, kind.label, index, recordFields(record))),
      ),
    ),
    ...declarations.flatMap((declaration, index) =>
      rows(own, '自愿注册信息', index, [
        { label: '名称', value: declaration.title },
        ...declarationFields(declaration),
      ]),
    ),
    ...commitments.flatMap((commitment, index) =>
      rows(own, '主动承诺信息', index, commitmentFields(commitment)),
    ),
  ]
}

/** For programs. */
export function reportDataAsJson(rows: readonly ReportDataRow[], asOf: number): string {
  return `${JSON.stringify({ asOf: `${documentTime(asOf).replace(' ', 'T')}+08:00`, columns: COLUMNS.map(([key, heading]) => ({ key, heading })), rows }, null, 2)}\n`
}

/** For spreadsheets. */
export function reportDataAsCsv(rows: readonly ReportDataRow[]): string {
  const lines = rows.map((row) => csvLine(COLUMNS.map(([key]) => String(row[key]))))
  return BYTE_ORDER_MARK + csvLine(COLUMNS.map(([, heading]) => heading)) + lines.join('')
}
