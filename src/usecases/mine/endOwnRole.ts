import type { CallError } from '../../contracts/errors'
import type { Grant } from '../../domain/people'
import type { Randomness } from '../../domain/protection'
import type { Result } from '../../domain/result'
import type { Changes } from '../changes'
import { endRole } from '../roles/endRole'
import { type FindEntityNames, placeNames } from '../roles/grantViews'

/** What ending a role of one's own needs from outside. */
export type EndOwnRoleDeps = { randomness: Randomness; findEntityNames: FindEntityNames }

/** Somebody gives back a role. An owner's managers end with it and are told. */
export async function endOwnRole(
  changes: Changes,
  { randomness, findEntityNames }: EndOwnRoleDeps,
  grant: Grant,
  now: number,
): Promise<Result<void, CallError>> {
  const nameOf = await placeNames(findEntityNames, [grant])
  return endRole(changes, randomness, {
    grantId: grant._id,
    endedBy: grant.personId,
    reason: null,
    now,
    notice: 'roleEnded',
    placeName: nameOf(grant),
  })
}
