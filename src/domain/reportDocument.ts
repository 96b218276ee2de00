import type { CityReadResponse, ReportBody } from '../contracts/report'
import type { Edition } from './reportEdition'

/** Everything that a report document is printed from. */
export type ReportDocument = {
  number: string
  checkCode: string
  /** Epoch milliseconds; the number's first fourteen digits are the same second. */
  madeAt: number
  /** Opened by the QR. */
  link: string
  digest: string
  edition: Edition
  mode: CityReadResponse['mode']
  body: ReportBody
}

/** What is kept of a document, by its number: enough to tell a doctored print. It names nobody. */
export type KeptDocument = {
  _id: string
  creditCode: string
  /** Epoch milliseconds. */
  madeAt: number
  edition: Edition
  /** As the summary prints them. */
  counts: { label: string; count: number }[]
  digest: string
}

/** How many hexadecimal characters of SHA-256 are printed and kept: 128 bits, that can be compared by eye. */
const DIGEST_CHARACTERS = 32

/** The digest of a report's content: the same for the same content, whatever the order of its fields in the database. */
export function contentDigest(body: ReportBody, sha256: (text: string) => string): string {
  return sha256(JSON.stringify(sorted(body)))
    .slice(0, DIGEST_CHARACTERS)
    .toUpperCase()
}

/** In groups of four, for the eye. */
export function formatDigest(digest: string): string {
  return digest.replace(/(.{4})(?!$)/g, '$1 ')
}

/** Day and second in Asia/Shanghai, as the cover of V2.0 prints it. */
export function documentTime(madeAt: number): string {
  return new Date(madeAt + 8 * 60 * 60 * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, inner]) => [name, sorted(inner)]))
}
