/** Crockford's base32 in lower case: what our random ids and keyed digests are written in. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CHARACTERS = 26

/** The first 130 bits as 26 characters; needs at least 17 bytes. */
export function base32Id(bytes: Uint8Array): string {
  if (bytes.length < 17) throw new Error('an id needs 17 bytes')
  let id = ''
  let held = 0
  let bitCount = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bitCount += 8; bitCount >= 5 && id.length < CHARACTERS; bitCount -= 5)
      id += ALPHABET.charAt((held >> (bitCount - 5)) & 31)
    if (id.length === CHARACTERS) break
    held &= (1 << bitCount) - 1
  }
  return id
}
