import { fail, ok, type Result } from './result'

/** Unified social credit codes by GB 32100-2015, with the organisation part's own check by GB 11714-1997. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** Letters the standard leaves out, and what the writer most likely meant. */
const MISTAKEN: Record<string, string> = { I: '1', O: '0', Z: '2', S: '5', V: 'U' }

/** Why a text is no credit code. Positions count from 1. */
export type CreditCodeError =
  | { code: 'CREDIT_CODE_LENGTH'; length: number }
  | { code: 'CREDIT_CODE_CHARACTER'; position: number; character: string; suggestion: string | null }
  | { code: 'CREDIT_CODE_CHECK'; expected: string; found: string }

/** A code that passed, and what is odd about it all the same. */
export type CheckedCreditCode = { creditCode: string; warnings: 'organisationCheckCharacter'[] }

/** Spaces out, full width to half width, upper case: the same entity however it was typed. */
export function normaliseCreditCode(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .toUpperCase()
}

/** Checks a typed code: the mod 31 character refuses (GB 32100 5.6), the organisation part's only warns. */
export function checkCreditCode(text: string): Result<CheckedCreditCode, CreditCodeError> {
  const creditCode = normaliseCreditCode(text)
  const characters = [...creditCode]
  if (characters.length !== 18) return fail({ code: 'CREDIT_CODE_LENGTH', length: characters.length })
  const wrong = characters.findIndex((character) => !ALPHABET.includes(character))
  if (wrong >= 0) {
    const character = characters[wrong] ?? ''
    return fail({
      code: 'CREDIT_CODE_CHARACTER',
      position: wrong + 1,
      character,
      suggestion: MISTAKEN[character] ?? null,
    })
  }
  const expected = checkCharacter(creditCode.slice(0, 17))
  const found = creditCode.charAt(17)
  if (expected !== found) return fail({ code: 'CREDIT_CODE_CHECK', expected, found })
  const isOrganisationRight = organisationCheckCharacter(creditCode.slice(8, 16)) === creditCode.charAt(16)
  return ok({ creditCode, warnings: isOrganisationRight ? [] : ['organisationCheckCharacter'] })
}

/** Characters 3 to 8: where it was registered, not which unit it belongs to. */
export function divisionOfCreditCode(creditCode: string): string {
  return creditCode.slice(2, 8)
}

/** Completes a code from its first 8 characters and the 8 of the organisation, with both check characters. */
export function makeCreditCode(firstEight: string, organisationEight: string): string {
  const seventeen = firstEight + organisationEight + organisationCheckCharacter(organisationEight)
  return seventeen + checkCharacter(seventeen)
}

function checkCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(seventeen.charAt(index)),
    0,
  )
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

function organisationCheckCharacter(eight: string): string {
  const value = (character: string) =>
    /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * value(eight.charAt(index)),
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}
