import * as fc from 'fast-check'
import { checkPhone } from '../../../src/domain/phone'

const numbers = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
  .map(([second, rest]) => `1${second}${rest}`)

test('a mobile number is the same however it was typed', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom('', '+86', '0086', '86', '+86 '), (number, country) => {
      const typed = `${country}${number.slice(0, 3)} ${number.slice(3, 7)}-${number.slice(7)}`
      const wide = typed.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      for (const text of [number, typed, wide]) expect(checkPhone(text)).toEqual({ ok: true, value: number })
    }),
  )
})

test.each(['', '1', '12345678901', '1380013800', '138001380000', '0456-8223344', '一三八', '1'.repeat(100)])(
  '%j is no mobile number',
  (text) => {
    expect(checkPhone(text)).toEqual({ ok: false, error: 'PHONE_INVALID' })
  },
)
