import type { Claim, Grant } from '../../domain/people'
import {
  confirmedClaimKeptUntil,
  keptUntil,
  type RetentionKind,
  type RuledKind,
} from '../../domain/retention'

/** One kind of what is kept, and until when; null: what the time counts from has not come yet. */
export type KeptOf = { kind: RetentionKind; until: number | null }

/** Which row of the table holds for a claim; none for one that waits. */
export const RETENTION_OF_CLAIM = {
  submitted: null,
  confirmed: 'confirmedClaims',
  refused: 'refusedClaims',
  withdrawn: 'withdrawnClaims',
} as const satisfies Record<Claim['state'], RetentionKind | null>

/** Until when a claim is kept; null while it waits, or while the role that it gave is held. */
export function claimKeptUntil(claim: Claim, grants: readonly Grant[]): number | null {
  if (claim.state === 'submitted') return null
  if (claim.state !== 'confirmed') return keptUntil(RETENTION_OF_CLAIM[claim.state], claim)
  return confirmedClaimKeptUntil(grants.find((grant) => isGivenBy(grant, claim))?.endedAt ?? null)
}

/** Whether a role came from a claim. */
export function isGivenBy(grant: Grant, { state, creditCode, personId, decidedAt }: Claim): boolean {
  return (
    state === 'confirmed' &&
    grant.role === 'merchantOwner' &&
    grant.creditCode === creditCode &&
    grant.personId === personId &&
    grant.givenAt === decidedAt
  )
}

/** The last day of each kind that is there; null where one of its documents has no end yet. */
export function lastOf(kind: RetentionKind, ends: readonly (number | null)[]): KeptOf[] {
  if (ends.length === 0) return []
  return [{ kind, until: ends.includes(null) ? null : Math.max(...(ends as number[])) }]
}

/** The same for documents that are found by a field of their own. */
export function lastOfRuled(kind: RuledKind, documents: readonly object[]): KeptOf[] {
  return lastOf(
    kind,
    documents.map((document) => keptUntil(kind, document)),
  )
}
