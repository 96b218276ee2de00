import { holdsPersonalNumber } from './personalData'
import { fail, ok, type Result } from './result'

/** Four characters say something in Chinese (扫错店铺); fewer are there to get past the field. */
const MINIMUM_CHARACTERS = 4

/**
 * What somebody types as the reason for ending a role, refusing a claim or looking at sealed data, without spaces
 * around it. It stands in the audit log as it is, so no personal number may be in it.
 */
export function checkReason(
  text: string,
): Result<string, { code: 'REASON_MISSING' | 'PERSONAL_NUMBER_REFUSED' }> {
  const reason = text.trim()
  if ([...reason].length < MINIMUM_CHARACTERS) return fail({ code: 'REASON_MISSING' })
  if (holdsPersonalNumber(reason)) return fail({ code: 'PERSONAL_NUMBER_REFUSED' })
  return ok(reason)
}
