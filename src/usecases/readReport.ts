import { type CallError, callError } from '../contracts/errors'
import type { ReportBody, ReportReadRequest, ReportReadResponse } from '../contracts/report'
import { shanghaiDate } from '../domain/calendar'
import { type CodeState, plaqueStanding } from '../domain/codeStates'
import { checkPlaqueCode, type MacKey } from '../domain/plaqueCode'
import { checkPlaqueNumber } from '../domain/plaqueNumber'
import { projectReport, type ReportSources } from '../domain/report'
import { fail, ok, type Result } from '../domain/result'

/** The projection that one scan reads. */
export type StoredReport = {
  creditCode: string
  plaque: { code: string; number: string; since: string }
  body: ReportBody
  /** First day on which `body` is no longer right, or null. */
  changesOn: string | null
  /** False while a job writes what it is made of, or when other rules wrote it. */
  isWhole: boolean
}

/** A plaque without a report behind it. */
export type StoredCode = {
  code: string
  number: string
  since: string
  state: CodeState
  replacedBy: string | null
}

/** Where the plaque asked for is found; exactly one key. */
export type PlaqueKey = { code: string } | { number: string }

/** What the use case needs from outside. */
export type ReadReportDeps = {
  macKeys: readonly MacKey[]
  now: () => number
  /** One database request. */
  findReport: (key: PlaqueKey) => Promise<StoredReport | undefined>
  /** One database request. */
  findCode: (key: PlaqueKey) => Promise<StoredCode | undefined>
  /** Everything the projection is made of, in one request; only when the stored one is not current. */
  readSources: (creditCode: string) => Promise<ReportSources>
}

/**
 * A citizen scans: the plaque's code or number is checked without the database, then one request brings the report.
 * Only a plaque in another state, or a report that is not current, costs a second one.
 */
export async function readReport(
  deps: ReadReportDeps,
  request: ReportReadRequest,
): Promise<Result<ReportReadResponse, CallError>> {
  const key = genuineKey(request, deps.macKeys)
  if (!key.ok) return key

  const report = await deps.findReport(key.value)
  if (!report) return readStanding(deps, key.value)

  const now = deps.now()
  const body = await currentBody(deps, report, shanghaiDate(now))
  if (body.entity.status === 'deregistered') {
    return ok({
      outcome: 'notShown',
      reason: 'deregistered',
      plaque: report.plaque,
      entityName: body.entity.name,
    })
  }
  return ok({ outcome: 'report', plaque: report.plaque, asOf: now, body })
}

function genuineKey(request: ReportReadRequest, macKeys: readonly MacKey[]): Result<PlaqueKey, CallError> {
  if ('number' in request) {
    const number = checkPlaqueNumber(request.number)
    return number.ok ? ok({ number: number.value }) : fail(callError(number.error.code))
  }
  const code = checkPlaqueCode(request.code, macKeys)
  return code.ok ? ok({ code: code.value.code }) : fail(callError(code.error.code))
}

async function currentBody(deps: ReadReportDeps, report: StoredReport, today: string): Promise<ReportBody> {
  const isCurrent = report.isWhole && (report.changesOn === null || today < report.changesOn)
  return isCurrent ? report.body : projectReport(await deps.readSources(report.creditCode), today).body
}

async function readStanding(
  deps: ReadReportDeps,
  key: PlaqueKey,
): Promise<Result<ReportReadResponse, CallError>> {
  const stored = await deps.findCode(key)
  if (!stored) return fail(callError('PLAQUE_UNKNOWN'))
  const standing = plaqueStanding(stored)
  if (standing === 'assigned') throw new Error(`assigned plaque ${stored.number} has no report`)
  const plaque = { code: stored.code, number: stored.number, since: stored.since }
  return ok({ outcome: 'notShown', reason: standing, plaque, entityName: null })
}
