import { type Person, PIN_FAILURES, PIN_LOCK_MS, type Pin } from '../../domain/people'
import { isPinShaped } from '../../domain/pin'
import type { PinHashing } from '../../domain/protection'
import type { Call } from '../call'

/** What came of a PIN that somebody typed. */
export type PinTrial =
  | { outcome: 'right' }
  | { outcome: 'notAPin' }
  | { outcome: 'wrongPin'; attemptsLeft: number }
  | { outcome: 'locked'; until: number }

/**
 * Holds what somebody typed against their PIN and counts what is wrong: the fifth failure locks it. Whoever asks this
 * must answer without a failure, since a failure would leave the count as it was. The log is told what came of it.
 */
export async function tryPin(
  pinHashing: PinHashing,
  person: Person,
  pin: Pin,
  typed: string,
  { changes, now }: Pick<Call, 'changes' | 'now'>,
): Promise<PinTrial> {
  if (!isPinShaped(typed)) return { outcome: 'notAPin' }
  if (pin.lockedUntil !== null && now < pin.lockedUntil) {
    changes.note({ outcome: 'PIN_LOCKED' })
    return { outcome: 'locked', until: pin.lockedUntil }
  }
  const keep = (changed: Pin) => changes.update('people', { ...person, pin: changed })
  if (await pinHashing.verify(typed, pin.hash)) {
    if (pin.failures > 0 || pin.lockedUntil !== null) keep({ ...pin, failures: 0, lockedUntil: null })
    return { outcome: 'right' }
  }
  changes.note({ outcome: 'PIN_WRONG' })
  const failures = pin.failures + 1
  if (failures < PIN_FAILURES) {
    keep({ ...pin, failures, lockedUntil: null })
    return { outcome: 'wrongPin', attemptsLeft: PIN_FAILURES - failures }
  }
  const until = now + PIN_LOCK_MS
  keep({ ...pin, failures: 0, lockedUntil: until })
  return { outcome: 'locked', until }
}
