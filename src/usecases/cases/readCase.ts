import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { RIGHTS } from '../../contracts/roles'
import { shanghaiDate } from '../../domain/calendar'
import { CASE_RULES, type CaseState } from '../../domain/caseStates'
import type { CreditCase } from '../../domain/creditCase'
import type { CreditRecord } from '../../domain/creditRecord'
import type { RulesForOldRecords } from '../../domain/publication'
import { covers, reachOf } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { FindEntity } from '../claims/entityFacts'
import { refuse } from '../refuse'
import { caseRowView } from './caseViews'
import { isOwnCase } from './ownCase'
import { recordView } from './recordView'

/** What the use case needs from outside. */
export type ReadCaseDeps = {
  rules: RulesForOldRecords
  findCase: (caseId: string) => Promise<CreditCase | undefined>
  findRecord: (recordId: string) => Promise<CreditRecord | undefined>
  findEntity: FindEntity
}

/** One case with the record that it is about, for whoever filed it for the shop and for whoever decides. */
export async function readCase(
  { rules, findCase, findRecord, findEntity }: ReadCaseDeps,
  { caseId }: Request<'cases', 'case.read'>,
  { actor, reach, note, now }: Call,
): Promise<Result<Response<'cases', 'case.read'>, CallError>> {
  const found = await findCase(caseId)
  if (!found || !covers(reach, found)) return refuse('NOT_FOUND')
  note({ subject: found._id, creditCode: found.subjectCode })
  const [entity, record] = await Promise.all([
    findEntity(found.subjectCode),
    found.recordId === null ? undefined : findRecord(found.recordId),
  ])
  const isOwn = isOwnCase(found, actor)
  const deciding = actor.grants.filter(({ role }) => role in RIGHTS['cases.case.decide'])
  const mayDecide = found.isOpen && !isOwn && covers(reachOf(deciding, 'cases.case.decide'), found)
  const context = {
    today: shanghaiDate(now),
    rules,
    personId: actor.personId,
    isEnterprise: entity?.entityType === 'enterprise',
    reach,
  }
  return ok({
    case: caseRowView(found, now),
    text: found.text,
    proofCount: found.proofs.length,
    maskedContact: found.maskedContact,
    isOwn,
    outcomes: mayDecide ? (Object.keys(CASE_RULES[found.kind].outcomes) as CaseState[]) : [],
    record: record ? recordView(record, context) : null,
  })
}
