import fc from 'fast-check'
import { checkPlaqueNumber, formatPlaqueNumber, makePlaqueNumber } from '../../../src/domain/plaqueNumber'

const anyNumber = fc.nat(99_999_999).map(makePlaqueNumber)

describe('plaque numbers', () => {
  it('are read with spaces, hyphens and full-width digits', () => {
    const number = makePlaqueNumber(31_245_678)
    expect(checkPlaqueNumber(formatPlaqueNumber(number))).toEqual({ ok: true, value: number })
    expect(checkPlaqueNumber(`${number.slice(0, 3)}－${number.slice(3)}`)).toEqual({
      ok: true,
      value: number,
    })
    const fullWidth = [...number].map((digit) => '０１２３４５６７８９'.charAt(Number(digit))).join('')
    expect(checkPlaqueNumber(fullWidth)).toEqual({ ok: true, value: number })
    expect(checkPlaqueNumber('12345678')).toEqual({ ok: false, error: { code: 'PLAQUE_NUMBER_LENGTH' } })
  })

  it('catch every wrong digit', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        for (let at = 0; at < 9; at++) {
          for (const digit of '0123456789') {
            const typed = number.slice(0, at) + digit + number.slice(at + 1)
            expect(checkPlaqueNumber(typed).ok).toBe(typed === number)
          }
        }
      }),
    )
  })

  it('catch every swap of neighbours', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        for (let at = 0; at < 8; at++) {
          const typed = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
          expect(checkPlaqueNumber(typed).ok).toBe(typed === number)
        }
      }),
    )
  })
})
