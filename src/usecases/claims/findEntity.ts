import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { FindEntity } from './entityFacts'
import { openEntity } from './openEntity'

/** Somebody who is about to claim a shop sees first whether it is the right one. */
export async function findEntity(
  deps: { findEntity: FindEntity },
  { creditCode }: Request<'people', 'entity.find'>,
): Promise<Result<Response<'people', 'entity.find'>, CallError>> {
  const entity = await openEntity(deps.findEntity, creditCode)
  if (!entity.ok) return entity
  const { name, unitName } = entity.value
  return ok({ creditCode: entity.value.creditCode, name, unitName })
}
