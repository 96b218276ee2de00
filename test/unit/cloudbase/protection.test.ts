import { createCipheriv, createHash } from 'node:crypto'
import { openProtection } from '../../../src/cloudbase/protection'
import type { Sealed } from '../../../src/domain/protection'

const secret = (byte: string) => byte.repeat(32)
const KEYS = {
  PERSONAL_DATA_KEYS: `p1:aes:${secret('1a')}`,
  IDENTITY_KEY: secret('2b'),
  AUDIT_KEYS: `a2:${secret('3c')},a1:${secret('4d')}`,
}
const NAME = '欧阳知远'

describe('the keys of people, personal data and the log', () => {
  it.each(['PERSONAL_DATA_KEYS', 'IDENTITY_KEY', 'AUDIT_KEYS'])(
    'without %s nothing starts, and the name of what is missing is said',
    (name) => {
      expect(() => openProtection({ ...KEYS, [name]: undefined })).toThrow(`${name} is not set`)
      expect(() => openProtection({ ...KEYS, [name]: '' })).toThrow(`${name} is not set`)
    },
  )

  it.each([
    ['PERSONAL_DATA_KEYS', `p1:${secret('1a')}`],
    ['PERSONAL_DATA_KEYS', `p1:des:${secret('1a')}`],
    ['PERSONAL_DATA_KEYS', `p1:constructor:${secret('1a')}`],
    ['PERSONAL_DATA_KEYS', `p1:aes:${secret('1a').slice(2)}`],
    ['PERSONAL_DATA_KEYS', `:aes:${secret('1a')}`],
    ['PERSONAL_DATA_KEYS', `p1:aes:${secret('1a')},p1:aes:${secret('2b')}`],
    ['PERSONAL_DATA_KEYS', `p1:aes:${secret('1a')},`],
    ['IDENTITY_KEY', secret('1a').slice(2)],
    ['IDENTITY_KEY', secret('zz')],
    ['AUDIT_KEYS', secret('1a')],
    ['AUDIT_KEYS', `a1:md5:${secret('1a')}`],
    ['IDENTITY_KEY', `sm4:${secret('1a')}`],
    ['AUDIT_KEYS', `a1:${secret('1a')}:1`],
  ])('a wrong %s is named, and no secret is in the message: %s', (name, wrong) => {
    const open = () => openProtection({ ...KEYS, [name]: wrong })
    expect(open).toThrow(`${name} must be`)
    expect(open).not.toThrow('1a1a')
  })
})

describe.each(['aes', 'sm4'])('a value sealed with %s', (cipher) => {
  const keys = { ...KEYS, PERSONAL_DATA_KEYS: `p1:${cipher}:${secret('1a')}` }
  const { protection } = openProtection(keys)

  it.each(['', '1', NAME, '13800138000', '一二三四五六七八', '😀'.repeat(1000), '字'.repeat(10_000_000 / 3)])(
    'opens as it was: %#',
    (text) => {
      expect(protection.open('phone', protection.seal('phone', text))).toBe(text)
    },
  )

  it('begins with its key’s id, shows nothing of the text, and is another each time', () => {
    const sealed = protection.seal('name', NAME)
    expect(sealed).toMatch(/^p1:[\w-]+$/)
    expect(Buffer.from(sealed.slice(3), 'base64url').includes(NAME)).toBe(false)
    expect(protection.seal('name', NAME)).not.toBe(sealed)
  })

  it('does not open once any character of it was changed, or its end is missing', () => {
    const sealed = protection.seal('name', NAME)
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'w' : 'A'
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
      const isSameBytes =
        changed.startsWith('p1:') &&
        Buffer.from(changed.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url'))
      if (!isSameBytes) expect(() => protection.open('name', changed as Sealed<'name'>)).toThrow()
      expect(() => protection.open('name', sealed.slice(0, at) as Sealed<'name'>)).toThrow()
    }
  })

  it('does not open as something else than what it was sealed as', () => {
    const sealed = protection.seal('name', NAME) as string
    expect(() => protection.open('phone', sealed as Sealed<'phone'>)).toThrow()
  })

  it('opens under an older key of the ring, and not once that is gone or is another', () => {
    const sealed = protection.seal('name', NAME)
    const ring = (personalDataKeys: string) =>
      openProtection({ ...keys, PERSONAL_DATA_KEYS: personalDataKeys }).protection
    const [older, newer] = [keys.PERSONAL_DATA_KEYS, `p2:aes:${secret('5e')}`]
    expect(ring(`${newer},${older}`).open('name', sealed)).toBe(NAME)
    expect(ring(`${newer},${older}`).seal('name', NAME)).toMatch(/^p2:/)
    expect(() => ring(newer).open('name', sealed)).toThrow('not in PERSONAL_DATA_KEYS')
    expect(() => ring(`p1:${cipher}:${secret('5e')}`).open('name', sealed)).toThrow()
  })
})

test('this Node computes SM4 and SM3 as GB/T 32907 and GB/T 32905 say in their examples', () => {
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  const cipher = createCipheriv('sm4-ecb', block, null)
  expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  expect(createHash('sm3').update('abc').digest('hex')).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
})

const SM3_KEYS = {
  ...KEYS,
  IDENTITY_KEY: `sm3:${KEYS.IDENTITY_KEY}`,
  AUDIT_KEYS: KEYS.AUDIT_KEYS.replaceAll(':', ':sm3:'),
}

describe.each([
  ['SHA-256', KEYS],
  ['SM3', SM3_KEYS],
])('with %s', (_hash, keys) => {
  it('a digest is the same for the same text and purpose under the same key, and only then', () => {
    const { protection } = openProtection(keys)
    const digest = protection.digest('person', 'wx-1')
    expect(digest).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
    expect(openProtection(keys).protection.digest('person', 'wx-1')).toBe(digest)
    const others = [
      protection.digest('token', 'wx-1'),
      protection.digest('person', 'wx-2'),
      openProtection({ ...keys, IDENTITY_KEY: secret('6f') }).protection.digest('person', 'wx-1'),
    ]
    expect(new Set([digest, ...others]).size).toBe(4)
  })

  it('lines of the log are made under the newest key and checked under any of the ring', () => {
    const { auditSeal } = openProtection(keys)
    expect(auditSeal.keyId).toBe('a2')
    expect(auditSeal.mac('a1', 'line')).toMatch(/^[0-9a-f]{64}$/)
    expect(auditSeal.mac('a1', 'line')).not.toBe(auditSeal.mac('a2', 'line'))
    expect(() => auditSeal.mac('a0', 'line')).toThrow('not in AUDIT_KEYS')
  })

  it('a PIN is known again by its hash, which is another each time and of no use under another key', async () => {
    const { pinHashing } = openProtection(keys)
    const hash = await pinHashing.hash('482915')
    expect(hash).not.toContain('482915')
    expect(await pinHashing.verify('482915', hash)).toBe(true)
    expect(await pinHashing.verify('482916', hash)).toBe(false)
    expect(await pinHashing.hash('482915')).not.toBe(hash)
    const other = openProtection({ ...keys, IDENTITY_KEY: secret('6f') }).pinHashing
    expect(await other.verify('482915', hash)).toBe(false)
  })
})

test('the hash of the log’s and the identities’ keys is the one that is named', () => {
  const [sha256, sm3] = [openProtection(KEYS), openProtection(SM3_KEYS)]
  expect(sm3.auditSeal.mac('a1', 'line')).not.toBe(sha256.auditSeal.mac('a1', 'line'))
  expect(sm3.protection.digest('person', 'wx-1')).not.toBe(sha256.protection.digest('person', 'wx-1'))
})

test('ids and digits are of their alphabet, and no id comes twice', () => {
  const { randomness } = openProtection(KEYS)
  const ids = Array.from({ length: 1000 }, () => randomness.id())
  expect(new Set(ids).size).toBe(1000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
  expect(new Set(ids.map((id) => id.at(-1))).size).toBe(32)
  expect(randomness.digits(8)).toMatch(/^\d{8}$/)
})
