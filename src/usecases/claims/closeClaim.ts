import type { Claim } from '../../domain/people'
import type { Changes } from '../changes'

/** A claim that waits no longer: it takes on how it ended and leaves the roster of its shop. */
export async function closeClaim(
  changes: Changes,
  claim: Claim,
  end: Partial<Pick<Claim, 'decidedBy' | 'decidedAt' | 'decisionReason'>> & Pick<Claim, 'state'>,
): Promise<void> {
  changes.update('claims', { ...claim, ...end })
  const roster = await changes.find('rosters', claim.creditCode)
  const claims = roster?.claims.filter(({ claimId }) => claimId !== claim._id)
  if (!roster || claims?.length !== roster.claims.length - 1)
    throw new Error('an open claim stands in no roster')
  if (claims.length === 0 && roster.holders.length === 0) changes.remove('rosters', roster._id)
  else changes.update('rosters', { ...roster, claims })
}
