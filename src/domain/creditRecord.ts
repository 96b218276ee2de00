import type { LegalDate } from './calendar'
import type { PenaltyTier } from './publicationRules'
import type { RecordFacts } from './report'

/** One credit record of an entity as it is kept. What intake and people add to it is absent where they have not. */
export type CreditRecord = { _id: string; creditCode: string } & RecordFacts & {
    /** Key of the department that owns it and answers for it. */
    department?: string
    provenance?: Provenance
    /** 0 as it came first; one more with each change, the version before it being kept. */
    revision?: number
    /** One more with every write, so that who writes what was made of an older one finds out. */
    changesMade?: number
    withdrawal?: Withdrawal
    /** Of reconsideration or a lawsuit; there while `suspended` is true. */
    suspension?: { since: LegalDate; reason: string }
    /** A tier that one person has proposed and nobody else has confirmed yet; it changes nothing until then. */
    proposedTier?: { tier: PenaltyTier; basis: string; by: string; at: number }
    /** Why `tier` is not our own classification. */
    tierBasis?: string
    /** Cases that wait, so that the same is not asked twice. */
    openCases?: { repair?: string; clarification?: string }
  }

/** Where a record came from; `by` is a person's id, or `command`. */
export type Provenance = { intakeId: string; fileName: string; row: number; by: string; at: number }

/** Why, when and by whom it was taken off the reports; `noticedAt`: when the city learned that it had to be. */
export type Withdrawal = { reason: string; at: number; by: string; noticedAt: number }
