import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { giverOf } from '../../domain/giving'
import type { Randomness } from '../../domain/protection'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { endRole } from './endRole'
import { type FindEntityNames, placeNames } from './grantViews'

/** What the use case needs from outside. */
export type EndGrantDeps = { randomness: Pick<Randomness, 'id'>; findEntityNames: FindEntityNames }

/** Ends somebody's role. */
export async function endGrant(
  deps: EndGrantDeps,
  { grantId, reason: typedReason }: Request<'people', 'grant.end'>,
  { actor, reach, changes, now }: Call,
): Promise<Result<Response<'people', 'grant.end'>, CallError>> {
  const reason = checkReason(typedReason)
  if (!reason.ok) return refuse(reason.error.code)
  const grant = await changes.find('grants', grantId)
  if (!grant || !covers(reach, grant)) return refuse('NOT_FOUND')
  changes.note({ subject: grantId, creditCode: grant.creditCode, reason: reason.value })
  if (!giverOf(actor.allowing, 'people.grant.end', grant.role, grant)) return refuse('ROLE_NOT_YOURS_TO_GIVE')
  const nameOf = await placeNames(deps.findEntityNames, [grant])
  const ended = await endRole(changes, deps.randomness, {
    grantId,
    endedBy: actor.personId,
    reason: reason.value,
    now,
    notice: 'roleEnded',
    placeName: nameOf(grant),
  })
  return ended.ok ? ok({ done: true }) : ended
}
