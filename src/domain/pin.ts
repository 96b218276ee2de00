import { fail, ok, type Result } from './result'

/** Why a PIN cannot be one. */
export type PinError = { code: 'PIN_INVALID' }

const SIX_DIGITS = /^\d{6}$/
const EASILY_GUESSED = /^(\d)\1{5}$/
const UPWARDS = '01234567890'
const DOWNWARDS = '09876543210'

/** Holds a new PIN to six digits that are not all the same and do not just count up or down. */
export function checkPin(text: string): Result<string, PinError> {
  if (!SIX_DIGITS.test(text) || EASILY_GUESSED.test(text)) return fail({ code: 'PIN_INVALID' })
  return UPWARDS.includes(text) || DOWNWARDS.includes(text) ? fail({ code: 'PIN_INVALID' }) : ok(text)
}

/** Whether a text could be anybody's PIN; what could not is no attempt at guessing one. */
export function isPinShaped(text: string): boolean {
  return SIX_DIGITS.test(text)
}
