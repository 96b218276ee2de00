import { findOwnLink, type LinkError, type OwnLink, readScanned, type ScannedInput } from './link'
import { checkPlaqueCodeShape, type PlaqueCodeError } from './plaqueCode'
import { checkPlaqueNumber, normalisePlaqueNumber, type PlaqueNumberError } from './plaqueNumber'
import { fail, ok, type Result } from './result'

/** What a person scanned or typed names. */
export type PlaqueInput = { kind: 'code'; code: string } | { kind: 'number'; number: string }

/** Why it names nothing. */
export type PlaqueInputError = PlaqueCodeError | PlaqueNumberError | LinkError

/** The link in a plaque's QR; WeChat's link rule is `<origin>/c/`. */
export function plaqueLink(origin: string, code: string): string {
  return `${origin}/c/${code}`
}

/**
 * The one parser of everything a plaque can arrive as: WeChat's `q` (the link, URL-encoded), `scene` (the code of a
 * mini-program code), or text from a camera or a keyboard, alone or inside a sentence. Links count only when their
 * host and port are exactly those of one of `origins`; http, https or neither is all the same, because nothing is
 * opened: the code in the link proves itself by its MAC.
 */
export function parsePlaqueInput(
  input: ScannedInput,
  origins: readonly string[],
): Result<PlaqueInput, PlaqueInputError> {
  const text = readScanned(input)
  return text.ok ? parseText(text.value, origins) : text
}

function parseText(text: string, origins: readonly string[]): Result<PlaqueInput, PlaqueInputError> {
  const link = findOwnLink(text, origins)
  if (!link.ok) return link
  if (link.value) return parseLink(link.value, origins)
  const plain = withoutDecoration(text)
  if (/^\d+$/.test(plain) && plain.length !== 20) return asNumber(plain)
  if (!/^[0-9a-z]+$/i.test(plain)) return fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
  return isMistypedNumber(plain) ? fail({ code: 'PLAQUE_NUMBER_LENGTH' }) : asCode(plain)
}

function parseLink(
  { path, query }: OwnLink,
  origins: readonly string[],
): Result<PlaqueInput, PlaqueInputError> {
  const code = /^\/c\/([0-9a-z-]+)/i.exec(path)?.[1]
  if (code) return asCode(code)
  const q = REPORT_PAGE.test(path) ? /(?:^|&)q=([^&]*)/.exec(query)?.[1] : undefined
  return q ? parsePlaqueInput({ q }, origins) : fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
}

/** The address that a browser shows over a report; its `q` is what the page was opened with. */
const REPORT_PAGE = /^\/pages\/report\/index\/?$/

/** What a number or code is written with: words before and marks behind it, spaces, hyphens and dots in it. */
function withoutDecoration(text: string): string {
  return normalisePlaqueNumber(text)
    .replace(/^[^0-9a-z]+|[^0-9a-z]+$/gi, '')
    .replace(/[.,·]/g, '')
}

/** Nine digits, give or take one, of which one became a letter; far from the twenty characters of a code. */
function isMistypedNumber(plain: string): boolean {
  return plain.length >= 8 && plain.length <= 10 && plain.replace(/\d/g, '').length === 1
}

function asNumber(text: string): Result<PlaqueInput, PlaqueInputError> {
  const number = checkPlaqueNumber(text)
  return number.ok ? ok({ kind: 'number', number: number.value }) : number
}

function asCode(text: string): Result<PlaqueInput, PlaqueInputError> {
  const code = checkPlaqueCodeShape(text)
  return code.ok ? ok({ kind: 'code', code: code.value }) : code
}
