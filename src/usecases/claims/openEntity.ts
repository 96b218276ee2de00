import type { CallError } from '../../contracts/errors'
import { checkCreditCode } from '../../domain/creditCode'
import { covers, type Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import { refuse } from '../refuse'
import { type ClaimableEntity, type FindEntity, isClosed } from './entityFacts'

const EVERYWHERE: Reach = { all: true }

/** The entity behind a typed credit code, if it can take part; what is out of reach answers as what is not there. */
export async function openEntity(
  findEntity: FindEntity,
  typed: string,
  reach: Reach = EVERYWHERE,
): Promise<Result<ClaimableEntity, CallError>> {
  const checked = checkCreditCode(typed)
  if (!checked.ok) return refuse('CREDIT_CODE_INVALID')
  const entity = await findEntity(checked.value.creditCode)
  if (!entity || !covers(reach, entity)) return refuse('ENTITY_UNKNOWN')
  return isClosed(entity) ? refuse('ENTITY_CLOSED') : ok(entity)
}
