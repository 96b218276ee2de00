import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import { covers } from '../../domain/reach'
import { projectReport, type ReportSources } from '../../domain/report'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** A merchant takes the data of an own shop's report away (个人信息保护法 45). */
export async function readOwnData(
  deps: { readSources: (creditCode: string) => Promise<ReportSources> },
  { creditCode }: Request<'document', 'data.read'>,
  { reach, now, note }: Call,
): Promise<Result<Response<'document', 'data.read'>, CallError>> {
  if (!covers(reach, { creditCode })) return refuse('NOT_FOUND')
  note({ creditCode })
  const { body } = projectReport(await deps.readSources(creditCode), shanghaiDate(now))
  return ok({ asOf: now, body })
}
