import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { CLAIM_CODE_MS } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { covers, reachOf } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import type { FindEntity } from './entityFacts'
import { openEntity } from './openEntity'

/** What the use case needs from outside. */
export type MakeClaimCodeDeps = { protection: Protection; randomness: Randomness; findEntity: FindEntity }

const DIGITS = 8
/** Two of a hundred million that are the same are chance; as many in a row are a bug. */
const TRIES = 5

/**
 * A clerk in the shop makes a code for whoever runs it. Where somebody holds the shop there is a dispute, which a code
 * does not decide.
 */
export async function makeClaimCode(
  deps: MakeClaimCodeDeps,
  input: Request<'people', 'claimCode.make'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'people', 'claimCode.make'>, CallError>> {
  const entity = await openEntity(deps.findEntity, input.creditCode, reach)
  if (!entity.ok) return entity
  const { creditCode, unit, name } = entity.value
  changes.note({ creditCode })
  const roster = await changes.find('rosters', creditCode)
  if (roster?.holders.some(({ role }) => role === 'merchantOwner')) return refuse('ROLE_SHOP_HAS_OWNER')

  const right = actor.allowing.find((grant) => covers(reachOf([grant], 'people.claimCode.make'), { unit }))
  if (!right) throw new Error('an entity is within reach and no role reaches it')
  const code = await freeCode(deps, changes)
  const expiresAt = now + CLAIM_CODE_MS
  changes.insert('claimCodes', {
    _id: deps.protection.digest('claimCode', code),
    creditCode,
    unit,
    madeBy: actor.personId,
    madeByGrant: right._id,
    madeAt: now,
    expiresAt,
    usedBy: null,
    usedAt: null,
  })
  return ok({ code, entityName: name, expiresAt })
}

async function freeCode(
  { protection, randomness }: MakeClaimCodeDeps,
  changes: Call['changes'],
): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const code = randomness.digits(DIGITS)
    if (!(await changes.find('claimCodes', protection.digest('claimCode', code)))) return code
  }
  throw new Error('every code that was tried is taken')
}
