import type { AuditFilter } from '../../contracts/audit'
import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { AuditLine } from '../../domain/auditLine'
import { normaliseCreditCode } from '../../domain/creditCode'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { AuditFacts } from '../changes'
import { refuse } from '../refuse'
import { lineView } from './lineView'

/** Where a page of lines ends. */
export type LineEnd = { at: number; id: string }
/** A page of lines, newest first. */
export type PageOfLines = (
  filter: AuditFilter,
  after: LineEnd | undefined,
  limit: number,
) => Promise<AuditLine[]>

const PAGE_ROWS = 50
/** Of texts that somebody types; instants cannot be mistaken. */
const FORMS: Partial<Record<keyof AuditFilter, RegExp>> = {
  personId: /^[0-9a-z]{26}$/,
  creditCode: /^[0-9A-Z]{18}$/,
  action: /^[a-zA-Z]+(\.[a-zA-Z]+)+$/,
  outcome: /^[a-zA-Z_]+$/,
}
const CURSOR = /^(\d{1,16})-(\d{2}:\d{12})$/

/** The log, newest first, by person, shop, time, action and outcome. */
export async function listLines(
  deps: { pageOfLines: PageOfLines },
  { cursor, ...asked }: Request<'audit', 'line.list'>,
  { note }: Call,
): Promise<Result<Response<'audit', 'line.list'>, CallError>> {
  const filter = normaliseFilter(asked)
  note(filterFacts(filter))
  const after = readLineCursor(cursor)
  if (after === 'wrong') return refuse('REQUEST_INVALID')
  const rows = await deps.pageOfLines(filter, after, PAGE_ROWS)
  return ok({ rows: rows.map(lineView), cursor: lineCursor(rows, PAGE_ROWS) })
}

/** What is typed or copied has spaces around it, and a credit code small letters. */
export function normaliseFilter(filter: AuditFilter): AuditFilter {
  const trimmed = (text: string | null) => text?.trim() || null
  const creditCode = trimmed(filter.creditCode)
  return {
    ...filter,
    personId: trimmed(filter.personId),
    creditCode: creditCode && normaliseCreditCode(creditCode),
    action: trimmed(filter.action),
    outcome: trimmed(filter.outcome),
  }
}

/**
 * What was looked for, for the line that tells of the look. What has not the form of what is looked for finds nothing,
 * and may be anything, a phone number too: it is not written down.
 */
export function filterFacts(filter: AuditFilter): AuditFacts {
  const parts = Object.entries(filter).flatMap(([field, value]) => {
    if (value === null) return []
    const form = FORMS[field as keyof AuditFilter]
    return [`${field}=${form === undefined || form.test(String(value)) ? value : '…'}`]
  })
  const { creditCode } = filter
  return {
    ...(parts.length > 0 && { subject: parts.join(' ') }),
    creditCode: creditCode !== null && FORMS.creditCode?.test(creditCode) ? creditCode : null,
  }
}

/** The cursor of the page after these lines; null when there are fewer than a page holds. */
export function lineCursor(rows: readonly AuditLine[], limit: number): string | null {
  const last = rows.at(-1)
  return last && rows.length === limit ? `${last.at}-${last._id}` : null
}

/** Reads a cursor; one that no list has given is wrong. */
export function readLineCursor(cursor: string | null): LineEnd | undefined | 'wrong' {
  if (cursor === null) return undefined
  const [, at, id] = CURSOR.exec(cursor) ?? []
  return id === undefined ? 'wrong' : { at: Number(at), id }
}
