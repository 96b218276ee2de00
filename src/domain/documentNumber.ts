import { isSameMac, type MacKey, macCharacters, normaliseCrockford } from './plaqueCode'
import { fail, ok, type Result } from './result'

/**
 * The number of a report document as V2.0 prints it: the 14 digits of the second in Shanghai at which it was made and a
 * suffix of exactly one capital letter and seven digits, the letter at any place (domain: 1.3, eleven real reports).
 */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SUFFIX_DIGITS = 7
/** So many random digits make a suffix: seven that are printed, three for the letter, three for its place. */
export const DOCUMENT_NUMBER_DIGITS = 13
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000
const CHECK_CODE_CHARACTERS = 8

/** Makes a number of the instant (epoch milliseconds) and `DOCUMENT_NUMBER_DIGITS` random digits. */
export function makeDocumentNumber(madeAt: number, randomDigits: string): string {
  if (!/^\d{13}$/.test(randomDigits)) throw new Error('a document number needs 13 random digits')
  const second = new Date(madeAt + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace(/\D/g, '')
  const digits = randomDigits.slice(0, SUFFIX_DIGITS)
  const letter = LETTERS.charAt(Number(randomDigits.slice(7, 10)) % LETTERS.length)
  const place = Number(randomDigits.slice(10)) % (SUFFIX_DIGITS + 1)
  return `${second}${digits.slice(0, place)}${letter}${digits.slice(place)}`
}

/** Whether a text is spelt as a number is; spaces and small letters do not count. */
export function checkDocumentNumber(text: string): Result<string, { code: 'DOCUMENT_NUMBER_INVALID' }> {
  const number = text.replace(/\s/g, '').toUpperCase()
  const isSpelt = /^\d{14}[0-9A-Z]{8}$/.test(number) && number.slice(14).replace(/\d/g, '').length === 1
  return isSpelt ? ok(number) : fail({ code: 'DOCUMENT_NUMBER_INVALID' })
}

/** The code printed beside the number: who has not seen the document cannot ask about it, nor make one up. */
export function documentCheckCode(number: string, key: MacKey): string {
  return macCharacters(textToSign(number), key)
}

/** Whether the code belongs to the number by any key of the ring. */
export function isCheckCodeOf(number: string, checkCode: string, keys: readonly MacKey[]): boolean {
  const found = normaliseCrockford(checkCode)
  return keys.some((key) => isSameMac(documentCheckCode(number, key), found))
}

/** The link in a document's QR. */
export function documentLink(origin: string, number: string, checkCode: string): string {
  return `${origin}/d/${number}${checkCode}`
}

/** Number and check code of the last part of such a link, as far as they are there. */
export function splitDocumentId(id: string): { number: string; checkCode: string } {
  const at = id.length - CHECK_CODE_CHARACTERS
  return { number: id.slice(0, at), checkCode: id.slice(at) }
}

/** What is signed can be no random part of a plaque's code, which has neither small letters nor spaces. */
function textToSign(number: string): string {
  return `report document ${number}`
}
