import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

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
const AES_TAG_BYTES = 16

/** AES-256-GCM: nonce, what was sealed, tag. */
const aes: Cipher = {
  seal(secret, text, bound) {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(AES, secret, nonce).setAAD(bound)
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  },
  open(secret, sealed, bound) {
    const [nonce, text, tag] = parts(sealed, NONCE_BYTES, AES_TAG_BYTES)
    const decipher = createDecipheriv(AES, secret, nonce, { authTagLength: AES_TAG_BYTES })
    decipher.setAAD(bound).setAuthTag(tag)
    return Buffer.concat([decipher.update(text), decipher.final()])
  },
}

const SM4 = 'sm4-cbc'
const BLOCK_BYTES = 16
const SM3_BYTES = 32

/**
 * SM4 (GB/T 32907) in CBC, then HMAC-SM3 (GB/T 32905) over everything: vector, what was sealed, MAC. OpenSSL 3.0, which
 * Node 20 brings, has no SM4-GCM; encrypting first and then making the MAC is as good.
 */
const sm4: Cipher = {
  seal(secret, text, bound) {
    const vector = randomBytes(BLOCK_BYTES)
    const cipher = createCipheriv(SM4, sm4Key(secret), vector)
    const sealed = Buffer.concat([vector, cipher.update(text), cipher.final()])
    return Buffer.concat([sealed, sm3Mac(secret, sealed, bound)])
  },
  open(secret, sealed, bound) {
    const [vector, text, mac] = parts(sealed, BLOCK_BYTES, SM3_BYTES)
    if (!timingSafeEqual(sm3Mac(secret, sealed.subarray(0, -SM3_BYTES), bound), mac))
      throw new Error('a sealed value was changed, or its key is another')
    const decipher = createDecipheriv(SM4, sm4Key(secret), vector)
    return Buffer.concat([decipher.update(text), decipher.final()])
  },
}

/** One secret, two keys: encrypting and making MACs never share one. */
function sm4Key(secret: Buffer): Buffer {
  return createHmac('sm3', secret).update('SM4').digest().subarray(0, BLOCK_BYTES)
}

function sm3Mac(secret: Buffer, sealed: Buffer, bound: Buffer): Buffer {
  const key = createHmac('sm3', secret).update('HMAC-SM3').digest()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return createHmac('sm3', key).update(length).update(bound).update(sealed).digest()
}

function parts(sealed: Buffer, headBytes: number, tailBytes: number): [Buffer, Buffer, Buffer] {
  if (sealed.length < headBytes + tailBytes) throw new Error('a sealed value is cut off')
  return [sealed.subarray(0, headBytes), sealed.subarray(headBytes, -tailBytes), sealed.subarray(-tailBytes)]
}

/** By the name that stands in `PERSONAL_DATA_KEYS`. */
export const CIPHERS: Record<string, Cipher> = { aes, sm4 }
