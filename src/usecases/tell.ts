import type { Notice } from '../domain/people'
import type { Randomness } from '../domain/protection'
import type { Changes } from './changes'

/** Somebody learns of something when they next look in; it is written with what it tells of. */
export function tell(
  changes: Changes,
  randomness: Pick<Randomness, 'id'>,
  notice: Omit<Notice, '_id' | 'seenAt'>,
): void {
  changes.insert('notices', { _id: randomness.id(), ...notice, seenAt: null })
}
