import fc from 'fast-check'
import { checkPin } from '../../../src/domain/pin'

describe('a PIN is six digits that are not easily guessed', () => {
  test.each(['428613', '000001', '112233', '135790', '908172'])('%s can be one', (text) => {
    expect(checkPin(text)).toEqual({ ok: true, value: text })
  })

  test.each([
    ['all the same', '777777'],
    ['counting up', '123456'],
    ['counting up to nine', '456789'],
    ['counting up over nine', '567890'],
    ['counting down', '654321'],
    ['counting down from nine', '987654'],
    ['letters', 'abcdef'],
    ['too short', '42861'],
    ['too long', '4286130'],
    ['of another script’s digits', '４２８６１３'],
    ['with spaces', ' 428613'],
    ['with a line end', '428613\n'],
    ['nothing', ''],
    ['10 MB', '4'.repeat(10 * 1024 * 1024)],
  ])('%s cannot', (_what, text) => {
    expect(checkPin(text)).toEqual({ ok: false, error: { code: 'PIN_INVALID' } })
  })

  test('what is no six digits never passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (checkPin(text).ok) expect(text).toMatch(/^[0-9]{6}$/)
      }),
    )
  })
})
