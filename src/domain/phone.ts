import { fail, ok, type Result } from './result'

/** Full width to half width; spaces, dashes and the country code out: the same number however it was typed. */
function normalisePhone(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
    .replace(/^(?:\+?86|0086)(?=\d{11}$)/, '')
}

/** A mobile number of the mainland as it is kept: eleven digits that begin with 1 and one of 3 to 9. */
export function checkPhone(text: string): Result<string, 'PHONE_INVALID'> {
  const phone = normalisePhone(text)
  return /^1[3-9]\d{9}$/.test(phone) ? ok(phone) : fail('PHONE_INVALID')
}
