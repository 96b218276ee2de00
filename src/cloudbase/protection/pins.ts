import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { PinHashing } from '../../domain/protection'

/** 32 MB and about a tenth of a second a guess (OWASP's password storage sheet names the same costs). */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const HASH_BYTES = 32
const SALT_BYTES = 16

/**
 * Six digits are guessed in no time from a hash alone, however slow it is; `pepper` puts a key into it that the database
 * does not hold.
 */
export function makePinHashing(pepper: (pin: string) => Buffer): PinHashing {
  return {
    async hash(pin) {
      const salt = randomBytes(SALT_BYTES)
      const hash = await derive(pepper(pin), salt, COST)
      return ['scrypt', COST.N, COST.r, COST.p, salt.toString('hex'), hash.toString('hex')].join(':')
    },
    async verify(pin, kept) {
      const [name, N, r, p, salt = '', hash = ''] = kept.split(':')
      if (name !== 'scrypt') throw new Error('a PIN is kept in a form that is not known')
      const cost = { N: Number(N), r: Number(r), p: Number(p) }
      return timingSafeEqual(
        await derive(pepper(pin), Buffer.from(salt, 'hex'), cost),
        Buffer.from(hash, 'hex'),
      )
    },
  }
}

function derive(secret: Buffer, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r }
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, HASH_BYTES, options, (fault, key) => (fault ? reject(fault) : resolve(key))),
  )
}
