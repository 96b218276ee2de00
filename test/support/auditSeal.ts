import { createHmac } from 'node:crypto'
import type { AuditSeal } from '../../src/domain/protection'

/** A seal of the log under keys that are known to tests; the first key writes. */
export function auditSealOf(...keyIds: string[]): AuditSeal {
  return {
    keyId: keyIds[0] ?? 't1',
    knows: (keyId) => keyIds.includes(keyId),
    mac(keyId, text) {
      if (!keyIds.includes(keyId)) throw new Error('the key is not there')
      return createHmac('sha256', `key ${keyId}`).update(text).digest('hex')
    },
  }
}
