import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { FUNCTIONS } from '../../../src/contracts/functions'
import {
  checkPlaqueCode,
  type MacKey,
  mintPlaqueCode,
  PLAQUE_CODE_BITS,
} from '../../../src/domain/plaqueCode'

const key = (id: string): MacKey => ({ id, mac: (text) => createHmac('sha256', id).update(text).digest() })
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomBytes = fc.uint8Array({ minLength: 12, maxLength: 12 })

describe('plaque codes (decision 7)', () => {
  it('are 20 characters and genuine however they are typed', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const code = mintPlaqueCode(bytes, key('a'))
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/)
        const typed = `${code.slice(0, 5)}-${code.slice(5)} `
          .toLowerCase()
          .replace(/0/g, 'o')
          .replace(/1/g, 'l')
        expect(checkPlaqueCode(typed, [key('a')])).toEqual({ ok: true, value: { code, keyId: 'a' } })
      }),
    )
  })

  it('carry the first 40 bits of the MAC, so that plaques on walls stay genuine', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const code = mintPlaqueCode(bytes, key('a'))
        const value = [...code.slice(12)].reduce(
          (sum, character) => sum * 32 + ALPHABET.indexOf(character),
          0,
        )
        const mac = createHmac('sha256', 'a').update(code.slice(0, 12)).digest()
        expect(value).toBe(mac.readUIntBE(0, 5))
      }),
    )
  })

  it('are not genuine when any one character is another', () => {
    fc.assert(
      fc.property(randomBytes, fc.nat(19), fc.constantFrom(...ALPHABET), (bytes, at, character) => {
        const code = mintPlaqueCode(bytes, key('a'))
        fc.pre(code.charAt(at) !== character)
        expect(checkPlaqueCode(code.slice(0, at) + character + code.slice(at + 1), [key('a')])).toEqual({
          ok: false,
          error: { code: 'PLAQUE_CODE_NOT_GENUINE' },
        })
      }),
    )
  })

  it('stay valid when the key rotates, and die with their key', () => {
    const code = mintPlaqueCode(new Uint8Array(12).fill(7), key('old'))
    expect(checkPlaqueCode(code, [key('new'), key('old')])).toMatchObject({
      ok: true,
      value: { keyId: 'old' },
    })
    expect(checkPlaqueCode(code, [key('new')])).toMatchObject({ ok: false })
  })

  it.each([
    ['short', 'PLAQUE_CODE_LENGTH'],
    ['U'.repeat(20), 'PLAQUE_CODE_CHARACTER'],
    [`${'0'.repeat(19)}U`, 'PLAQUE_CODE_CHARACTER'],
  ])('%s is refused as %s', (text, code) => {
    expect(checkPlaqueCode(text, [key('a')])).toEqual({ ok: false, error: { code } })
  })
})

test('docs/plaque-codes.md tells what guessing costs', () => {
  const doc = readFileSync('docs/plaque-codes.md', 'utf8')
  const { random, mac } = PLAQUE_CODE_BITS
  expect(doc).toContain(`${random} random bits under a MAC of ${mac} bits`)
  const { perMinute } = FUNCTIONS.credit['report.read']
  expect(doc).toContain(`may ask ${perMinute} times a minute`)
  const plaques = Number(/(\d+),(\d+) plaques/.exec(doc.replaceAll('\n', ' '))?.slice(1).join(''))
  const row = (tries: number) =>
    `| ${tries.toExponential(1)} | ${(tries / perMinute / 60 / 24 / 365).toExponential(1)} |`
  expect(doc).toContain(`one through ${row(2 ** mac)}`)
  expect(doc).toContain(`of the city ${row(2 ** (mac + random) / plaques)}`)
})
