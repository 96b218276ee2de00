import { createHmac } from 'node:crypto'

/** 32 bytes that nobody makes without the secret. */
export type Mac = (text: string) => Buffer

const MAC = /^(?:(sm3):)?([0-9a-f]{64})$/

/**
 * Reads `hexSecret` (HMAC-SHA-256) or `sm3:hexSecret` (HMAC-SM3, GB/T 32905) of 256 bits; undefined when it is neither.
 */
export function readMac(text: string): Mac | undefined {
  const [whole, algorithm = 'sha256', hexSecret = ''] = MAC.exec(text) ?? []
  if (whole === undefined) return undefined
  const secret = Buffer.from(hexSecret, 'hex')
  return (message) => createHmac(algorithm, secret).update(message).digest()
}
