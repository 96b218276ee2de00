import type { Claim } from '../../domain/people'
import type { Randomness } from '../../domain/protection'
import type { Changes } from '../changes'
import { tell } from '../tell'

/** The owner of a shop learns that somebody else claims it; not who. */
export function tellOfDispute(
  changes: Changes,
  randomness: Randomness,
  ownerId: string,
  { creditCode, entityName }: Claim,
  now: number,
): void {
  tell(changes, randomness, {
    personId: ownerId,
    at: now,
    kind: 'claimDisputed',
    creditCode,
    entityName,
    reason: null,
  })
}
