import fc from 'fast-check'
import { hmacKey } from '../../../src/cloudbase/settings'
import {
  checkDocumentNumber,
  documentCheckCode,
  documentLink,
  isCheckCodeOf,
  makeDocumentNumber,
} from '../../../src/domain/documentNumber'
import { checkPlaqueCode } from '../../../src/domain/plaqueCode'
import { parseScannedLink } from '../../../src/domain/scannedLink'

const key = hmacKey('a', Buffer.alloc(32, 1))
const older = hmacKey('b', Buffer.alloc(32, 2))
const digits = fc.stringMatching(/^\d{13}$/)
const instants = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2099-01-01') })

test('a number is 22 characters: the second in Shanghai, and one capital letter among seven digits', () => {
  expect(makeDocumentNumber(Date.parse('2026-05-04T19:02:57+08:00'), '5085939003005')).toBe(
    '2026050419025750859D39',
  )
  fc.assert(
    fc.property(instants, digits, (madeAt, random) => {
      const number = makeDocumentNumber(madeAt, random)
      expect(number).toMatch(/^\d{14}(?=\d*[A-Z]\d*$).{8}$/)
      expect(checkDocumentNumber(number)).toEqual({ ok: true, value: number })
    }),
  )
})

test('the letter stands anywhere and may be any', () => {
  const suffixes = Array.from({ length: 2000 }, (_, index) =>
    makeDocumentNumber(
      0,
      `0000000${String(index % 1000).padStart(3, '0')}${String(index % 997).padStart(3, '0')}`,
    ).slice(14),
  )
  expect(new Set(suffixes.map((suffix) => suffix.search(/[A-Z]/))).size).toBe(8)
  expect(new Set(suffixes.map((suffix) => suffix.replace(/\d/g, ''))).size).toBe(26)
})

test('what is no number is told so; spaces and small letters do not matter', () => {
  expect(checkDocumentNumber(' 20260504190257 50859d39 ')).toEqual({
    ok: true,
    value: '2026050419025750859D39',
  })
  for (const text of ['', '2026050419025750859139', '20260504190257508AAD39', '2026050419025750859D3'])
    expect(checkDocumentNumber(text).ok).toBe(false)
})

test('a check code belongs to its number alone, under any key of the ring, however it is typed', () => {
  fc.assert(
    fc.property(instants, digits, digits, (madeAt, one, other) => {
      const number = makeDocumentNumber(madeAt, one)
      const code = documentCheckCode(number, older)
      expect(isCheckCodeOf(number, ` ${code.toLowerCase()}`, [key, older])).toBe(true)
      expect(isCheckCodeOf(number, code, [key])).toBe(false)
      fc.pre(one !== other)
      const another = makeDocumentNumber(madeAt, other)
      if (another !== number) expect(isCheckCodeOf(another, code, [key, older])).toBe(false)
    }),
  )
})

test('the link in the QR leads to number and code, and is no plaque', () => {
  const number = makeDocumentNumber(Date.parse('2026-11-25T01:30:15Z'), '5085939003005')
  const checkCode = documentCheckCode(number, key)
  const link = documentLink('https://plaques.example', number, checkCode)
  expect(parseScannedLink({ text: link }, ['https://plaques.example'])).toEqual({
    ok: true,
    value: { kind: 'document', number, checkCode },
  })
  expect(checkPlaqueCode(`${number.slice(0, 12)}${checkCode}`, [key]).ok).toBe(false)
})
