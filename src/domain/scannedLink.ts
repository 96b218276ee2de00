import { splitDocumentId } from './documentNumber'
import { findOwnLink, type LinkError, readScanned, type ScannedInput } from './link'
import { type PlaqueInput, type PlaqueInputError, parsePlaqueInput } from './plaqueLink'
import { fail, ok, type Result } from './result'

/** What a person scanned names: a plaque, an invitation to a role, a desktop that waits to be let in, or a report document. */
export type ScannedLink =
  | PlaqueInput
  | { kind: 'invitation'; token: string }
  | { kind: 'login'; loginId: string }
  | { kind: 'document'; number: string; checkCode: string }

/** Why it names nothing. */
export type ScannedLinkError = PlaqueInputError | LinkError

/** The link that somebody who is invited to a role opens. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/i/${token}`
}

/** The link in the QR of a desktop's log-in. */
export function loginLink(origin: string, loginId: string): string {
  return `${origin}/l/${loginId}`
}

/** The one parser of everything that WeChat's scanner, a camera, `q` or `scene` can bring. */
export function parseScannedLink(
  input: ScannedInput,
  origins: readonly string[],
): Result<ScannedLink, ScannedLinkError> {
  const text = readScanned(input)
  if (!text.ok) return fail(text.error)
  const link = findOwnLink(text.value, origins)
  const [, documentId] = (link.ok && link.value && DOCUMENT_PATH.exec(link.value.path)) || []
  if (documentId !== undefined) return ok({ kind: 'document', ...splitDocumentId(documentId.toUpperCase()) })
  const [, kind, id = ''] = (link.ok && link.value && PEOPLE_PATH.exec(link.value.path)) || []
  if (kind === undefined) return parsePlaqueInput(input, origins)
  return kind.toLowerCase() === 'i'
    ? ok({ kind: 'invitation', token: id.toLowerCase() })
    : ok({ kind: 'login', loginId: id.toLowerCase() })
}

/** Random ids are 26 characters that do not tell capitals apart. */
const PEOPLE_PATH = /^\/([il])\/([0-9a-z]{26})(?![0-9a-z])/i

/** A report's number of 22 characters and its check code of eight. */
const DOCUMENT_PATH = /^\/d\/([0-9a-z]{30})(?![0-9a-z])/i
