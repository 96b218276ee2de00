import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import type { CreditRecord } from '../../domain/creditRecord'
import type { RulesForOldRecords } from '../../domain/publication'
import { ok, type Result } from '../../domain/result'
import { repairOn } from '../../domain/why'
import type { Call } from '../call'
import type { FindEntity } from '../claims/entityFacts'
import { type ChangeRecordDeps, changeRecord } from '../recordChange'
import { refuse } from '../refuse'
import { checkCaseText, type FileCaseDeps, fileCase, takeProofs } from './fileCase'
import { findRecordWithin } from './recordPlace'
import { recordName } from './recordView'

/** What the use cases need from outside. */
export type FileOnRecordDeps = FileCaseDeps &
  ChangeRecordDeps & { findEntity: FindEntity; rules: RulesForOldRecords }

/** A merchant objects to one of its records; while that is pending the record says so in the report. */
export async function fileObjection(
  deps: FileOnRecordDeps,
  { recordId, text, uploadIds }: Request<'cases', 'objection.file'>,
  call: Call,
): Promise<Result<Response<'cases', 'objection.file'>, CallError>> {
  const record = await findRecordWithin(call.changes, call.reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  if (record.objection) return refuse('CASE_OPEN_ALREADY')
  const checked = checkCaseText(text)
  if (!checked.ok) return checked
  const proofs = await takeProofs(deps, call, uploadIds)
  if (!proofs.ok) return proofs
  const about = await filedAbout(deps, record)
  const { document, answer } = fileCase(deps, call, {
    ...about,
    kind: 'objection',
    text: checked.value,
    proofs: proofs.value.fileIds,
    department: record.department ?? null,
    unit: null,
  })
  await proofs.value.takeFor(call.changes, document._id)
  await changeRecord(deps, call, record, { objection: { caseId: document._id, since: call.now } })
  return ok(answer)
}

/** An entity asks for the repair of a record, from the day on which the law lets it. */
export async function fileRepair(
  deps: FileOnRecordDeps,
  { recordId, text, uploadIds, promise }: Request<'cases', 'repair.file'>,
  call: Call,
): Promise<Result<Response<'cases', 'repair.file'>, CallError>> {
  const record = await findRecordWithin(call.changes, call.reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  if (record.openCases?.repair !== undefined) return refuse('CASE_OPEN_ALREADY')
  const repair = repairOn(record, shanghaiDate(call.now), deps)
  if (repair !== 'open') return refuse(repair === 'notYet' ? 'REPAIR_NOT_YET' : 'REPAIR_NOT_POSSIBLE')
  const checked = checkCaseText(text)
  if (!checked.ok) return checked
  if (uploadIds.length === 0) return refuse('REPAIR_PROOF_MISSING')
  if (!promise) return refuse('REPAIR_PROMISE_MISSING')
  const proofs = await takeProofs(deps, call, uploadIds)
  if (!proofs.ok) return proofs
  const about = await filedAbout(deps, record)
  const { document, answer } = fileCase(deps, call, {
    ...about,
    kind: 'repair',
    text: checked.value,
    proofs: proofs.value.fileIds,
    department: record.department ?? null,
    unit: null,
  })
  await proofs.value.takeFor(call.changes, document._id)
  call.changes.update('records', { ...record, openCases: { ...record.openCases, repair: document._id } })
  return ok(answer)
}

/** A merchant's word beside a record; the unit's clerk looks at it before it shows. */
export async function fileClarification(
  deps: FileOnRecordDeps,
  { recordId, text }: Request<'cases', 'clarification.file'>,
  call: Call,
): Promise<Result<Response<'cases', 'clarification.file'>, CallError>> {
  const record = await findRecordWithin(call.changes, call.reach, recordId)
  if (!record) return refuse('NOT_FOUND')
  if (record.openCases?.clarification !== undefined) return refuse('CASE_OPEN_ALREADY')
  const checked = checkCaseText(text)
  if (!checked.ok) return checked
  const { unit, ...about } = await filedAbout(deps, record)
  const { document, answer } = fileCase(deps, call, {
    ...about,
    kind: 'clarification',
    text: checked.value,
    proofs: [],
    department: null,
    unit,
  })
  call.changes.update('records', {
    ...record,
    openCases: { ...record.openCases, clarification: document._id },
  })
  return ok(answer)
}

async function filedAbout({ findEntity }: FileOnRecordDeps, record: CreditRecord) {
  const entity = await findEntity(record.creditCode)
  if (!entity) throw new Error('a record has no entity behind it')
  return {
    subjectCode: record.creditCode,
    creditCode: record.creditCode,
    entityName: entity.name,
    unit: entity.unit,
    recordId: record._id,
    recordName: recordName(record),
    contact: null,
    maskedContact: null,
  }
}
