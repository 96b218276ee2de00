import { randomBytes, randomInt } from 'node:crypto'
import type {
  AuditSeal,
  PinHashing,
  Protection,
  Randomness,
  Sealed,
  SealedKind,
} from '../../domain/protection'
import { base32Id } from './base32'
import { CIPHERS, type Cipher } from './ciphers'
import { type Mac, readMac } from './macs'
import { makePinHashing } from './pins'

/** Everything that needs a key or chance. */
export type OpenedProtection = {
  protection: Protection
  auditSeal: AuditSeal
  pinHashing: PinHashing
  randomness: Randomness
}

type PersonalDataKey = { id: string; cipher: Cipher; secret: Buffer }

const SECRET = /^[0-9a-f]{64}$/
const KEY_ID = /^[0-9A-Za-z-]{1,20}$/

/**
 * Reads the keys from a function's environment: `PERSONAL_DATA_KEYS` (`id:aes:hexSecret` or `id:sm4:hexSecret`,
 * comma-separated, newest first), `IDENTITY_KEY` (never changed, since who somebody is hangs on it) and `AUDIT_KEYS`
 * (`id:` and the secret, comma-separated, newest first); the last two take `sm3:hexSecret` beside `hexSecret`. Secrets
 * have 256 bits. Throws when one is missing or wrong, naming it and never quoting it: what works with people must not
 * start without keys.
 */
export function openProtection(environment: Record<string, string | undefined>): OpenedProtection {
  const personalDataKeys = readPersonalDataKeys(required(environment, 'PERSONAL_DATA_KEYS'))
  const keyed = readIdentityKey(required(environment, 'IDENTITY_KEY'))
  const auditKeys = readAuditKeys(required(environment, 'AUDIT_KEYS'))
  return {
    protection: {
      ...makeSealing(personalDataKeys),
      digest: (purpose, text) => base32Id(keyed(`${purpose}:${text}`)),
    },
    auditSeal: makeAuditSeal(auditKeys),
    pinHashing: makePinHashing((pin) => keyed(`pin:${pin}`)),
    randomness: {
      id: () => base32Id(randomBytes(17)),
      digits: (count) => Array.from({ length: count }, () => randomInt(10)).join(''),
    },
  }
}

function makeSealing(keys: readonly PersonalDataKey[]): Pick<Protection, 'seal' | 'open' | 'newestKeyId'> {
  const [newest] = keys
  if (!newest) throw new Error('PERSONAL_DATA_KEYS is empty')
  return {
    newestKeyId: newest.id,
    seal<K extends SealedKind>(kind: K, text: string) {
      const sealed = newest.cipher.seal(newest.secret, Buffer.from(text), boundTo(newest, kind))
      return `${newest.id}:${sealed.toString('base64url')}` as Sealed<K>
    },
    open(kind, sealed) {
      const at = sealed.indexOf(':')
      const key = keys.find(({ id }) => id === sealed.slice(0, at))
      if (!key) throw new Error('a value is sealed with a key that is not in PERSONAL_DATA_KEYS')
      const bytes = Buffer.from(sealed.slice(at + 1), 'base64url')
      return key.cipher.open(key.secret, bytes, boundTo(key, kind)).toString()
    },
  }
}

/** A sealed value is of no use under another key id or as another kind of value. */
function boundTo({ id }: PersonalDataKey, kind: SealedKind): Buffer {
  return Buffer.from(`${id}:${kind}`)
}

function makeAuditSeal(keys: ReadonlyMap<string, Mac>): AuditSeal {
  const [newest] = keys.keys()
  if (newest === undefined) throw new Error('AUDIT_KEYS is empty')
  return {
    keyId: newest,
    knows: (keyId) => keys.has(keyId),
    mac(keyId, text) {
      const key = keys.get(keyId)
      if (!key) throw new Error('a line of the audit log is sealed with a key that is not in AUDIT_KEYS')
      return key(text).toString('hex')
    },
  }
}

function readPersonalDataKeys(text: string): PersonalDataKey[] {
  const keys = text.split(',').map((entry) => {
    const [id = '', cipherName = '', secret = '', ...others] = entry.split(':')
    const cipher = Object.hasOwn(CIPHERS, cipherName) ? CIPHERS[cipherName] : undefined
    if (!KEY_ID.test(id) || !cipher || !SECRET.test(secret) || others.length > 0)
      throw new Error(
        'PERSONAL_DATA_KEYS must be id:aes:hexSecret or id:sm4:hexSecret,... with secrets of 64 characters',
      )
    return { id, cipher, secret: Buffer.from(secret, 'hex') }
  })
  // Which of the two a value is sealed under could not be told.
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new Error('PERSONAL_DATA_KEYS must be keys of which each has an id of its own')
  return keys
}

function readIdentityKey(text: string): Mac {
  const key = readMac(text)
  if (!key) throw new Error('IDENTITY_KEY must be a hexadecimal secret of 64 characters, or sm3: and one')
  return key
}

function readAuditKeys(text: string): Map<string, Mac> {
  return new Map(
    text.split(',').map((entry) => {
      const [id = ''] = entry.split(':')
      const key = readMac(entry.slice(id.length + 1))
      if (!KEY_ID.test(id) || !key)
        throw new Error(
          'AUDIT_KEYS must be id:hexSecret or id:sm3:hexSecret,... with secrets of 64 characters',
        )
      return [id, key]
    }),
  )
}

function required(environment: Record<string, string | undefined>, name: string): string {
  const value = environment[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
