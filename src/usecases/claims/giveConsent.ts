import { CONSENT_TEXT } from '../../domain/consentText'
import type { Randomness } from '../../domain/protection'
import type { Changes } from '../changes'

/** What the use case needs from outside. */
export type GiveConsentDeps = {
  randomness: Pick<Randomness, 'id'>
  /** Ids of the consents for an entity that have not ended. */
  findStandingConsents: (creditCode: string) => Promise<string[]>
}

/** Whether somebody has agreed to the words as they are now. */
export function isConsent(textVersion: string | null): textVersion is string {
  return textVersion === CONSENT_TEXT.version
}

/**
 * An owner's own consent to take part, given on the phone. What owners before have agreed to ends with it: one consent
 * stands at a time, and it is the present owner's.
 */
export async function giveConsent(
  changes: Changes,
  { randomness, findStandingConsents }: GiveConsentDeps,
  consent: { creditCode: string; personId: string; textVersion: string; givenAt: number; now: number },
): Promise<void> {
  const { now, ...given } = consent
  for (const id of await findStandingConsents(consent.creditCode)) {
    const standing = await changes.find('consents', id)
    if (standing?.withdrawnAt === null) changes.update('consents', { ...standing, withdrawnAt: now })
  }
  changes.insert('consents', { _id: randomness.id(), ...given, medium: 'phone', withdrawnAt: null })
}
