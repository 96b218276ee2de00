import type { HeldRowView } from '../../../../../src/contracts/intake'
import { DOUBT_ADVICE } from '../../../../../src/domain/intake/advice'

/** Whether a person can have the row taken: as it is, or for an entity that is still to be named. */
export function takeable({
  doubts,
  creditCode,
  registeredName,
}: HeldRowView): 'asItIs' | 'forAnEntity' | 'never' {
  if (doubts.some(({ code }) => DOUBT_ADVICE[code].obstacle)) return 'never'
  return creditCode !== null && registeredName !== null ? 'asItIs' : 'forAnEntity'
}
