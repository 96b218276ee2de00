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
 * mini-program code), or text from a camera or a keyboard. Links count only when their origin is one of `origins`.
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
  const link = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)([^?#]*)/i.exec(text)
  if (link) return parseLink(link[1] ?? '', link[2] ?? '', origins)
  if (/^\d+$/.test(normalisePlaqueNumber(text)) && normalisePlaqueNumber(text).length !== 20) {
    const number = checkPlaqueNumber(text)
    return number.ok ? ok({ kind: 'number', number: number.value }) : number
  }
  if (!/^[0-9a-z\s-]+$/i.test(text)) return fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
  return asCode(text)
}

function parseLink(
  origin: string,
  path: string,
  origins: readonly string[],
): Result<PlaqueInput, PlaqueInputError> {
  if (!origins.includes(origin.toLowerCase())) {
    return fail({ code: 'PLAQUE_LINK_OTHER_HOST', host: origin.replace(/^.*:\/\//, '').replace(/^.*@/, '') })
  }
  const code = /^\/c\/([^/]+)\/?$/.exec(path)?.[1]
  return code ? asCode(code) : fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
}

function asCode(text: string): Result<PlaqueInput, PlaqueInputError> {
  const code = checkPlaqueCodeShape(text)
  return code.ok ? ok({ kind: 'code', code: code.value }) : code
}
