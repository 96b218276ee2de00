import { fail, ok, type Result } from './result'

/** What arrives with a scan or a link: WeChat's `q` (a link, URL-encoded) or `scene` as they came, or plain text. */
export type ScannedInput = { q?: string; scene?: string; text?: string }

/** Why something scanned or typed is no link of ours. `host` is given for a link of somebody else. */
export type LinkError =
  | { code: 'PLAQUE_INPUT_EMPTY' | 'PLAQUE_INPUT_TOO_LONG' | 'PLAQUE_INPUT_UNKNOWN' }
  | { code: 'PLAQUE_LINK_OTHER_HOST'; host: string }

/** Where a link of ours leads: a path whose escapes are undone, and what stands behind its question mark. */
export type OwnLink = { path: string; query: string }

const MAXIMUM_CHARACTERS = 2048

/** The text that was scanned or typed, trimmed. */
export function readScanned(input: ScannedInput): Result<string, LinkError> {
  const raw = input.q ?? input.scene ?? input.text ?? ''
  if (raw.length > MAXIMUM_CHARACTERS) return fail({ code: 'PLAQUE_INPUT_TOO_LONG' })
  const text = (input.text === raw ? raw : decodeLink(raw)).trim()
  return text === '' ? fail({ code: 'PLAQUE_INPUT_EMPTY' }) : ok(text)
}

/**
 * The link in a text, alone or inside a sentence; undefined where there is none. It counts only when its host and port
 * are exactly those of one of `origins`; http, https or neither is all the same, because nothing is opened.
 */
export function findOwnLink(
  text: string,
  origins: readonly string[],
): Result<OwnLink | undefined, LinkError> {
  const link = LINK.exec(text) ?? LINK_WITHOUT_SCHEME.exec(text)
  if (!link) return ok(undefined)
  const [, scheme = '', host = '', path = '', query = ''] = link
  if (!/^(https?)?$/i.test(scheme)) return fail({ code: 'PLAQUE_INPUT_UNKNOWN' })
  if (!origins.some((origin) => hostOf(origin) === host.toLowerCase()))
    return fail({ code: 'PLAQUE_LINK_OTHER_HOST', host: host.replace(/^.*@/, '') })
  return ok({ path: decode(path), query })
}

/** Scheme, host, path and query of a link, wherever it stands in the text. */
const LINK = /([a-z][a-z0-9+.-]*):\/\/([^\s/?#]*)([^\s?#]*)(?:\?([^\s#]*))?/i
/** The same of a link that lost its scheme; only our own paths tell it from any text with a slash. */
const LINK_WITHOUT_SCHEME = /()([a-z0-9._:@-]+)(\/(?:[cdil]\/|pages\/report\/index)[^\s?#]*)(?:\?([^\s#]*))?/i

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//i, '').toLowerCase()
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
