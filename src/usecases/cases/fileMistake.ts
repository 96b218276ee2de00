import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { CreditRecord } from '../../domain/creditRecord'
import { maskPhone } from '../../domain/people'
import { checkPhone } from '../../domain/phone'
import { checkPlaqueNumber } from '../../domain/plaqueNumber'
import type { Protection } from '../../domain/protection'
import { recordKind } from '../../domain/recordKinds'
import { dateOfRecord } from '../../domain/recordPublicity'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { FindEntity } from '../claims/entityFacts'
import { refuse } from '../refuse'
import { checkCaseText, type FileCaseDeps, fileCase } from './fileCase'
import { recordName } from './recordView'

/** What the use case needs from outside. */
export type FileMistakeDeps = Pick<FileCaseDeps, 'randomness'> & {
  protection: Protection
  findEntity: FindEntity
  /** The entity whose report a plaque of this number shows; one request. */
  creditCodeOfNumber: (number: string) => Promise<string | undefined>
  findRecords: (creditCode: string) => Promise<CreditRecord[]>
}

/** Anybody tells of a mistake in a report. What it is about goes to its owner; what no record tells, to the city office. */
export async function fileMistake(
  deps: FileMistakeDeps,
  { plaqueNumber, record: seen, text, contact }: Request<'cases', 'mistake.file'>,
  call: Call,
): Promise<Result<Response<'cases', 'mistake.file'>, CallError>> {
  const number = checkPlaqueNumber(plaqueNumber)
  if (!number.ok) return refuse(number.error.code)
  const creditCode = await deps.creditCodeOfNumber(number.value)
  const entity = creditCode === undefined ? undefined : await deps.findEntity(creditCode)
  if (creditCode === undefined || !entity) return refuse('PLAQUE_UNKNOWN')
  const checked = checkCaseText(text)
  if (!checked.ok) return checked
  const phone = contact === null || contact.trim() === '' ? null : checkPhone(contact)
  if (phone && !phone.ok) return refuse('PHONE_INVALID')
  const record = seen && (await deps.findRecords(creditCode)).find((kept) => isSeen(kept, seen))
  const { answer } = fileCase(deps, call, {
    kind: 'mistake',
    subjectCode: creditCode,
    entityName: entity.name,
    recordId: record?._id ?? null,
    recordName: record ? recordName(record) : '报告的其他内容',
    text: checked.value,
    proofs: [],
    contact: phone && deps.protection.seal('phone', phone.value),
    maskedContact: phone && maskPhone(phone.value),
    department: record?.department ?? null,
    unit: null,
    creditCode: null,
  })
  return ok(answer)
}

function isSeen(record: CreditRecord, seen: { kind: string; date: string; documentNumber: string }): boolean {
  const kind = recordKind(record.kind)
  return (
    record.kind === seen.kind &&
    kind !== undefined &&
    dateOfRecord(kind, record) === seen.date &&
    (record.values.documentNumber ?? '') === seen.documentNumber
  )
}
