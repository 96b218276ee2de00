import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import { normaliseCreditCode } from '../../domain/creditCode'
import type { CreditRecord } from '../../domain/creditRecord'
import type { RulesForOldRecords } from '../../domain/publication'
import { covers } from '../../domain/reach'
import { recordKind } from '../../domain/recordKinds'
import { dateOfRecord } from '../../domain/recordPublicity'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { FindEntity } from '../claims/entityFacts'
import { recordPlace } from './recordPlace'
import { recordView } from './recordView'

/** What the use case needs from outside. */
export type ListRecordsDeps = {
  rules: RulesForOldRecords
  findEntity: FindEntity
  /** All of an entity's; one request. */
  findRecords: (creditCode: string) => Promise<CreditRecord[]>
}

/** An entity's records within reach, newest first, each with why it is shown or not. */
export async function listRecords(
  { rules, findEntity, findRecords }: ListRecordsDeps,
  input: Request<'cases', 'record.list'>,
  { actor, reach, note, now }: Call,
): Promise<Result<Response<'cases', 'record.list'>, CallError>> {
  const creditCode = normaliseCreditCode(input.creditCode)
  note({ creditCode })
  const [entity, all] = await Promise.all([findEntity(creditCode), findRecords(creditCode)])
  const records = all.filter((record) => covers(reach, recordPlace(record)))
  const isEnterprise = entity?.entityType === 'enterprise'
  const context = { today: shanghaiDate(now), rules, personId: actor.personId, isEnterprise, reach }
  return ok({
    rows: records.sort(newestFirst).map((record) => recordView(record, context)),
    cursor: null,
    entityName: records.length > 0 && entity ? entity.name : null,
  })
}

function newestFirst(a: CreditRecord, b: CreditRecord): number {
  const [dayOfA, dayOfB] = [a, b].map((record) => {
    const kind = recordKind(record.kind)
    return (kind && dateOfRecord(kind, record)) ?? ''
  }) as [string, string]
  return dayOfA === dayOfB ? (a._id < b._id ? -1 : 1) : dayOfA < dayOfB ? 1 : -1
}
