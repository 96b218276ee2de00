import { checkPlaqueCodeShape, type PlaqueCodeError } from './plaqueCode'
import { checkPlaqueNumber, normalisePlaqueNumber, type PlaqueNumberError } from './plaqueNumber'
import { fail, ok, type Result } from './result'

/** What a person scanned or typed names. */
export type PlaqueInput = { kind: 'code'; code: string } | { kind: 'number'; number: string }

/** Why it names nothing. `host` is given for a link that is not ours. */
export type PlaqueInputError =
  | PlaqueCodeError
  | PlaqueNumberError
  | { code: 'PLAQUE_INPUT_EMPTY' | 'PLAQUE_INPUT_TOO_LONG' | 'PLAQUE_INPUT_UNKNOWN' }
  | { code: 'PLAQUE_LINK_OTHER_HOST'; host: string }

const MAXIMUM_CHARACTERS = 2048

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
  input: { q?: string; scene?: string; text?: string },
  origins: readonly string[],
): Result<PlaqueInput, PlaqueInputError> {
  const raw = input.q ?? input.scene ?? input.text ?? ''
  if (raw.length > MAXIMUM_CHARACTERS) return fail({ code: 'PLAQUE_INPUT_TOO_LONG' })
  const text = (input.text === raw ? raw : decodeLink(raw)).trim()
  if (text === '') return fail({ code: 'PLAQUE_INPUT_EMPTY' })
  return parseText(text, origins)
}

/** `q` is encoded once; some senders encode it twice, which shows as an escape left over in front of the host. */
function decodeLink(encoded: string): string {
  const once = decode(encoded)
  return /^https?%3A%2F%2F/i.test(once) ? decode(once) : once
}

function decode(text: string): string {
  // A lone percent sign is no escape; it then stays as it was and is refused as text that is no plaque.
  return /%(?![0-9a-f]{2})/i.test(text) ? text : text.replace(/(%[0-9a-f]{2})+/gi, decodeEscapes)
}

function decodeEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch (fault) {
    if (fault instanceof URIError) return escapes
    throw fault
  }
}

function parseText(text: string, origins: readonly string[]): Result<PlaqueInput, PlaqueInputError> {
  const link = LINK.exec(text) ?? LINK_WITHOUT_SCHEME.exec(text)
  if (link) return parseLink(link, origins)
  const plain = withoutDecoration(text)
  if (/^\d+$/.test(plain) && plain.length !== 20) return asNumber(plain)
  if (!/^[0-9a-z]+$/i.test(plain)) return fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
  return isMistypedNumber(plain) ? fail({ code: 'PLAQUE_NUMBER_LENGTH' }) : asCode(plain)
}

/** Scheme, host, path and query of a link, wherever it stands in the text. */
const LINK = /([a-z][a-z0-9+.-]*):\/\/([^\s/?#]*)([^\s?#]*)(?:\?([^\s#]*))?/i
/** The same of a link that lost its scheme; only our own paths tell it from any text with a slash. */
const LINK_WITHOUT_SCHEME = /()([a-z0-9._:@-]+)(\/(?:c\/|pages\/report\/index)[^\s?#]*)(?:\?([^\s#]*))?/i

function parseLink(
  [, scheme = '', host = '', path = '', query = '']: RegExpExecArray,
  origins: readonly string[],
): Result<PlaqueInput, PlaqueInputError> {
  if (!/^(https?)?$/i.test(scheme)) return fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
  if (!origins.some((origin) => hostOf(origin) === host.toLowerCase())) {
    return fail({ code: 'PLAQUE_LINK_OTHER_HOST', host: host.replace(/^.*@/, '') })
  }
  const code = /^\/c\/([0-9a-z-]+)/i.exec(decode(path))?.[1]
  if (code) return asCode(code)
  const q = REPORT_PAGE.test(path) ? /(?:^|&)q=([^&]*)/.exec(query)?.[1] : undefined
  return q ? parsePlaqueInput({ q }, origins) : fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
}

/** The address that a browser shows over a report; its `q` is what the page was opened with. */
const REPORT_PAGE = /^\/pages\/report\/index\/?$/

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//i, '').toLowerCase()
}

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
