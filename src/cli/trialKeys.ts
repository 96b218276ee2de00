import { randomBytes } from 'node:crypto'

/** New secrets of a trial city, as `openProtection` takes them; they lie in its folder. */
export function makeTrialKeys(): { personalDataKeys: string; identityKey: string; auditKeys: string } {
  const secret = () => randomBytes(32).toString('hex')
  return {
    personalDataKeys: `trial:aes:${secret()}`,
    identityKey: secret(),
    auditKeys: `trial:${secret()}`,
  }
}
