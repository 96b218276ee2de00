import { fail, ok, type Result } from './result'

/** A plaque code: 60 random bits and a 40-bit MAC, as 20 characters of Crockford's base32 (design decision 7). */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_CHARACTERS = 12
const MAC_CHARACTERS = 8
const LENGTH = RANDOM_CHARACTERS + MAC_CHARACTERS
const BITS_A_CHARACTER = 5

/** How much of a code is chance, and how much its MAC; what guessing costs is told in docs/plaque-codes.md. */
export const PLAQUE_CODE_BITS = {
  random: RANDOM_CHARACTERS * BITS_A_CHARACTER,
  mac: MAC_CHARACTERS * BITS_A_CHARACTER,
}

/** One key of the ring. The MAC is handed in, so that the rule stays free of cryptography and can be swapped. */
export type MacKey = { id: string; mac: (text: string) => Uint8Array }

/** Why a text is no plaque code of ours. */
export type PlaqueCodeError = {
  code: 'PLAQUE_CODE_LENGTH' | 'PLAQUE_CODE_CHARACTER' | 'PLAQUE_CODE_NOT_GENUINE'
}

/** Upper case, no spaces or hyphens; O reads as 0, I and L as 1 (Crockford). */
export function normaliseCrockford(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** Length and alphabet only; what the phone can tell without a key. */
export function checkPlaqueCodeShape(text: string): Result<string, PlaqueCodeError> {
  const code = normaliseCrockford(text)
  if (code.length !== LENGTH) return fail({ code: 'PLAQUE_CODE_LENGTH' })
  const isSpelt = [...code].every((character) => ALPHABET.includes(character))
  return isSpelt ? ok(code) : fail({ code: 'PLAQUE_CODE_CHARACTER' })
}

/** Mints a code from at least 12 random bytes (5 bits of each are used). */
export function mintPlaqueCode(randomBytes: Uint8Array, key: MacKey): string {
  if (randomBytes.length < RANDOM_CHARACTERS) throw new Error('a plaque code needs 12 random bytes')
  const random = Array.from(randomBytes.subarray(0, RANDOM_CHARACTERS), (byte) =>
    ALPHABET.charAt(byte & 31),
  ).join('')
  return random + macCharacters(random, key)
}

/** Whether a text is a genuine code, and by which key of the ring: older keys keep older plaques valid. */
export function checkPlaqueCode(
  text: string,
  keys: readonly MacKey[],
): Result<{ code: string; keyId: string }, PlaqueCodeError> {
  const shape = checkPlaqueCodeShape(text)
  if (!shape.ok) return shape
  const random = shape.value.slice(0, RANDOM_CHARACTERS)
  const found = shape.value.slice(RANDOM_CHARACTERS)
  const key = keys.find((candidate) => isSameMac(macCharacters(random, candidate), found))
  return key ? ok({ code: shape.value, keyId: key.id }) : fail({ code: 'PLAQUE_CODE_NOT_GENUINE' })
}

/** The first 40 bits of a text's MAC, as 8 characters of the same alphabet. */
export function macCharacters(text: string, key: MacKey): string {
  const mac = key.mac(text)
  let bits = 0
  let bitCount = 0
  let characters = ''
  for (let index = 0; characters.length < MAC_CHARACTERS; ) {
    if (bitCount < 5) {
      bits = ((bits << 8) | (mac[index++] ?? 0)) & 0xfff
      bitCount += 8
    }
    bitCount -= 5
    characters += ALPHABET.charAt((bits >> bitCount) & 31)
  }
  return characters
}

/** Compares in constant time, so that the answer's delay tells nothing of the right MAC. */
export function isSameMac(expected: string, found: string): boolean {
  let difference = expected.length ^ found.length
  for (let index = 0; index < expected.length; index++)
    difference |= expected.charCodeAt(index) ^ found.charCodeAt(index)
  return difference === 0
}
