import { randomBytes } from 'node:crypto'

/** A new key to seal with, as an entry of `PERSONAL_DATA_KEYS`. */
export function makeSealingKey(): string {
  return `t${randomBytes(4).toString('hex')}:aes:${randomBytes(32).toString('hex')}`
}

/** New secrets of a trial city, as `openProtection` takes them; they lie in its folder. */
export function makeTrialKeys(): { personalDataKeys: string; identityKey: string; auditKeys: string } {
  const secret = () => randomBytes(32).toString('hex')
  return {
    personalDataKeys: makeSealingKey(),
    identityKey: secret(),
    auditKeys: `trial:${secret()}`,
  }
}
