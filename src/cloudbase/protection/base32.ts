/** Crockford's base32 in lower case: what our random ids and keyed digests are written in. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CHARACTERS = 26

/** The first 130 bits as 26 characters; needs at least 17 bytes. */
export function base32Id(bytes: Uint8Array): string {
  if (bytes.length < 17) throw new Error('an id needs 17 bytes')
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: CHARACTERS }, (_, index) =>
    ALPHABET.charAt(Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)),
  ).join('')
}
