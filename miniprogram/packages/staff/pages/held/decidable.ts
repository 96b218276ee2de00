import type { HeldRowView } from '../../../../../src/contracts/intake'
import { DOUBT_ADVICE } from '../../../../../src/domain/intake/advice'
import { REGISTRATION_KIND } from '../../../../../src/domain/intake/kinds'

/** Whether a person can have the row taken: as it is, for an entity or in a unit that is still to be named, or never. */
export type Takeable = 'asItIs' | 'forAnEntity' | 'inAUnit' | 'never'

/** By the doubts of the row and what it names. */
export function takeable({ kind, doubts, creditCode, registeredName }: HeldRowView): Takeable {
  if (doubts.some(({ code }) => DOUBT_ADVICE[code].obstacle)) return 'never'
  if (doubts.some(({ code }) => code === 'unitUnclear')) return 'inAUnit'
  const isNamed = creditCode !== null && registeredName !== null
  return isNamed || kind === REGISTRATION_KIND.key ? 'asItIs' : 'forAnEntity'
}
