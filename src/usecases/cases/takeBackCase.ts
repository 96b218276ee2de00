import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { covers } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type ChangeRecordDeps, changeRecord } from '../recordChange'
import { refuse } from '../refuse'
import { closeCase, withoutCase } from './closeCase'

/** The shop takes back what it filed. */
export async function takeBackCase(
  deps: ChangeRecordDeps,
  { caseId }: Request<'cases', 'case.takeBack'>,
  call: Call,
): Promise<Result<Response<'cases', 'case.takeBack'>, CallError>> {
  const { changes, reach } = call
  const found = await changes.find('cases', caseId)
  if (!found || !covers(reach, found)) return refuse('NOT_FOUND')
  changes.note({ subject: found._id, creditCode: found.subjectCode })
  if (!found.isOpen) return refuse('CASE_CLOSED')
  closeCase(call, found, 'takenBack', { outcomeReason: null, nextStep: null })
  const record = found.recordId === null ? undefined : await changes.find('records', found.recordId)
  if (record) await changeRecord(deps, call, record, withoutCase(found, record))
  return ok({ done: true })
}
