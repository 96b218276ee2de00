import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import { checkDocumentNumber, isCheckCodeOf } from '../../domain/documentNumber'
import type { MacKey } from '../../domain/plaqueCode'
import { projectReport, type ReportSources } from '../../domain/report'
import { contentDigest, type KeptDocument } from '../../domain/reportDocument'
import { ok, type Result } from '../../domain/result'
import { refuse } from '../refuse'

/** What the use case needs from outside. */
export type CheckDocumentDeps = {
  macKeys: readonly MacKey[]
  now: () => number
  sha256: (text: string) => string
  /** One request. */
  findDocument: (number: string) => Promise<KeptDocument | undefined>
  /** One request. */
  readSources: (creditCode: string) => Promise<ReportSources>
}

/**
 * Somebody holds a document and asks whether it is genuine: number and check code are held against each other without
 * the database, then what the document said is told, and whether a new one would say the same.
 */
export async function checkDocument(
  deps: CheckDocumentDeps,
  input: Request<'document', 'document.check'>,
): Promise<Result<Response<'document', 'document.check'>, CallError>> {
  const number = checkDocumentNumber(input.number)
  if (!number.ok) return refuse(number.error.code)
  if (!isCheckCodeOf(number.value, input.checkCode, deps.macKeys)) return refuse('DOCUMENT_UNKNOWN')
  const kept = await deps.findDocument(number.value)
  if (!kept) return refuse('DOCUMENT_UNKNOWN')
  const { creditCode, madeAt, counts, digest } = kept
  const { body } = projectReport(await deps.readSources(creditCode), shanghaiDate(deps.now()))
  return ok({
    number: number.value,
    madeAt,
    entityName: body.entity.name,
    creditCode,
    counts,
    digest,
    isCurrent: contentDigest(body, deps.sha256) === digest,
  })
}
