import { fail, ok, type Result } from './result'

/** The number printed on a plaque: eight digits and a check digit by Damm (2004), shown in groups of three. */

/** Damm's totally anti-symmetric quasigroup of order 10: catches each wrong digit and each swap of neighbours. */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]
const DIGITS = 8

/** Why a text is no plaque number. */
export type PlaqueNumberError = { code: 'PLAQUE_NUMBER_LENGTH' | 'PLAQUE_NUMBER_CHECK' }

/** The number of a serial from 0 to 99,999,999. */
export function makePlaqueNumber(serial: number): string {
  const digits = String(serial).padStart(DIGITS, '0')
  if (!/^\d{8}$/.test(digits)) throw new Error(`serial ${serial} is out of range`)
  return digits + interim(digits)
}

/** Reads a typed number: full-width digits, spaces and hyphens are understood. */
export function checkPlaqueNumber(text: string): Result<string, PlaqueNumberError> {
  const number = normalisePlaqueNumber(text)
  if (!/^\d{9}$/.test(number)) return fail({ code: 'PLAQUE_NUMBER_LENGTH' })
  return interim(number) === '0' ? ok(number) : fail({ code: 'PLAQUE_NUMBER_CHECK' })
}

/** `312 456 789`, as printed. */
export function formatPlaqueNumber(number: string): string {
  return number.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** Half-width digits without spaces and hyphens. */
export function normalisePlaqueNumber(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\-－—]/g, '')
}

function interim(digits: string): string {
  return [...digits].reduce((state, digit) => QUASIGROUP[Number(state)]?.charAt(Number(digit)) ?? '', '0')
}
