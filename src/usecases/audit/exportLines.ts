import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { AuditLine } from '../../domain/auditLine'
import { DOOR_NAMES, nameOfAction } from '../../domain/auditNames'
import { outcomeInWords } from '../../domain/auditOutcome'
import { changeInWords } from '../../domain/auditWords'
import { shanghaiDateTime } from '../../domain/calendar'
import { ROLE_NAMES } from '../../domain/peopleWords'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import { csvLine } from '../../domain/spreadsheetText'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { filterFacts, lineCursor, normaliseFilter, type PageOfLines, readLineCursor } from './listLines'

/** A hundred kilobytes or so: WeChat's answers have a limit. */
const PAGE_ROWS = 200
const HEADER = [
  '序号',
  '时间',
  '姓名',
  '人员编号',
  '角色',
  '入口',
  '操作',
  '对象',
  '统一社会信用代码',
  '结果',
  '理由',
  '变更',
  '涉及数量',
]

/** A page of the log as CSV; the first one has the header. Each page taken out is in the log, with the reason typed. */
export async function exportLines(
  deps: { pageOfLines: PageOfLines },
  { cursor, reason: typed, ...asked }: Request<'audit', 'line.export'>,
  { changes }: Call,
): Promise<Result<Response<'audit', 'line.export'>, CallError>> {
  const filter = normaliseFilter(asked)
  changes.note(filterFacts(filter))
  const reason = checkReason(typed)
  if (!reason.ok) return refuse(reason.error.code)
  changes.note({ reason: reason.value })
  const after = readLineCursor(cursor)
  if (after === 'wrong') return refuse('REQUEST_INVALID')
  const rows = await deps.pageOfLines(filter, after, PAGE_ROWS)
  // Spreadsheets take a CSV for UTF-8 only when it begins with a byte order mark.
  const header = after === undefined ? `\uFEFF${csvLine(HEADER)}` : ''
  return ok({
    text: header + rows.map((line) => csvLine(fieldsOf(line))).join(''),
    count: rows.length,
    cursor: lineCursor(rows, PAGE_ROWS),
  })
}

function fieldsOf(line: AuditLine): string[] {
  return [
    line._id,
    shanghaiDateTime(line.at),
    line.maskedName ?? '',
    line.personId ?? '',
    line.roles.map((role) => ROLE_NAMES[role]).join('、'),
    DOOR_NAMES[line.door],
    nameOfAction(line.action),
    line.subject ?? '',
    line.creditCode ?? '',
    outcomeInWords(line.outcome),
    line.reason ?? '',
    line.changes
      .map(changeInWords)
      .map(({ thing, field, before, after }) => `${thing}·${field}：${before} → ${after}`)
      .join('\n'),
    line.batch ? String(line.batch.count) : '',
  ]
}
