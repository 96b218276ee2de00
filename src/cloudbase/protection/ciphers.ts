import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals bytes so that whoever lacks the secret can neither read nor change them. */
export type Cipher = {
  /** `bound` is not kept, but has to be the same again to open. The same text gives another result each time. */
  seal(secret: Buffer, text: Buffer, bound: Buffer): Buffer
  /** Throws when the secret is another, or anything was changed. */
  open(secret: Buffer, sealed: Buffer, bound: Buffer): Buffer
}

const AES = 'aes-256-gcm'
/** NIST SP 800-38D: 96 bits of chance for the nonce, the tag in full. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, what was sealed, tag. */
const aes: Cipher = {
  seal(secret, text, bound) {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(AES, secret, nonce).setAAD(bound)
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  },
  open(secret, sealed, bound) {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('a sealed value is cut off')
    const tag = sealed.subarray(-TAG_BYTES)
    const decipher = createDecipheriv(AES, secret, sealed.subarray(0, NONCE_BYTES)).setAAD(bound)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  },
}

/** By the name that stands in `PERSONAL_DATA_KEYS`. */
export const CIPHERS: Record<string, Cipher> = { aes }
