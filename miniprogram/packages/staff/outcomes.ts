import type { OUTCOME_NAMES } from '../../../src/domain/intake/words'

/** What can become of a row, in the order in which pages tell it. */
export const OUTCOMES: readonly (keyof typeof OUTCOME_NAMES)[] = [
  'new',
  'changed',
  'unchanged',
  'held',
  'refused',
]
