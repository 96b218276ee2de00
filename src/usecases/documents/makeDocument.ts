import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { CityReadResponse, ReportBody } from '../../contracts/report'
import { shanghaiDate } from '../../domain/calendar'
import {
  DOCUMENT_NUMBER_DIGITS,
  documentCheckCode,
  documentLink,
  makeDocumentNumber,
} from '../../domain/documentNumber'
import type { MacKey } from '../../domain/plaqueCode'
import type { Randomness } from '../../domain/protection'
import { covers } from '../../domain/reach'
import { projectReport, type ReportSources } from '../../domain/report'
import { contentDigest, type ReportDocument } from '../../domain/reportDocument'
import { type Edition, filledChapters, reportEdition } from '../../domain/reportEdition'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ReadReportDeps, readReport } from '../readReport'
import { refuse } from '../refuse'

/** What the use cases need from outside. */
export type MakeDocumentDeps = {
  /** Newest first; the newest signs. */
  macKeys: readonly MacKey[]
  /** In the link of the QR. */
  origin: string
  mode: CityReadResponse['mode']
  edition: Edition
  randomness: Randomness
  sha256: (text: string) => string
  writePdf: (document: ReportDocument) => Promise<Uint8Array>
  /** One request. */
  readSources: (creditCode: string) => Promise<ReportSources>
}

/** An answer that WeChat brings holds a megabyte, a third of which base64 takes. */
const MAXIMUM_BYTES = 720 * 1024

/** A merchant has the report of an own shop at any time, whether it has a plaque or not. */
export async function makeOwnDocument(
  deps: MakeDocumentDeps,
  { creditCode }: Request<'document', 'report.make'>,
  call: Call,
): Promise<Result<Response<'document', 'report.make'>, CallError>> {
  if (!covers(call.reach, { creditCode })) return refuse('NOT_FOUND')
  const { body } = projectReport(await deps.readSources(creditCode), shanghaiDate(call.now))
  return makeDocument(deps, body, call)
}

/** Anybody may take away what a scan shows, and nothing else. */
export async function makePublicDocument(
  deps: MakeDocumentDeps & Omit<ReadReportDeps, 'now'>,
  request: Request<'document', 'report.makePublic'>,
  call: Call,
): Promise<Result<Response<'document', 'report.makePublic'>, CallError>> {
  const report = await readReport({ ...deps, now: () => call.now }, request)
  if (!report.ok) return report
  if (report.value.outcome !== 'report') return refuse('REPORT_NOT_SHOWN')
  return makeDocument(deps, report.value.body, call)
}

async function makeDocument(
  deps: MakeDocumentDeps,
  body: ReportBody,
  { changes, now }: Call,
): Promise<Result<Response<'document', 'report.make'>, CallError>> {
  const [key] = deps.macKeys
  if (!key) throw new Error('no key signs documents')
  const { creditCode } = body.entity
  const number = makeDocumentNumber(now, deps.randomness.digits(DOCUMENT_NUMBER_DIGITS))
  const checkCode = documentCheckCode(number, key)
  const digest = contentDigest(body, deps.sha256)
  const { edition, mode } = deps
  const link = documentLink(deps.origin, number, checkCode)
  const pdf = await deps.writePdf({ number, checkCode, madeAt: now, link, digest, edition, mode, body })
  if (pdf.length > MAXIMUM_BYTES) return refuse('DOCUMENT_TOO_LARGE')

  const counts = filledChapters(body, reportEdition(edition)).map(({ countLabel, count }) => ({
    label: countLabel,
    count,
  }))
  changes.note({ subject: number, creditCode })
  changes.insert('documents', { _id: number, creditCode, madeAt: now, edition, counts, digest })
  return ok({ number, checkCode, madeAt: now, pdf: Buffer.from(pdf).toString('base64') })
}
