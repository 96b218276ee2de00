import fc from 'fast-check'
import { checkCreditCode, makeCreditCode, normaliseCreditCode } from '../../../src/domain/creditCode'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const anyCode = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 })
  .map((organisation) => makeCreditCode('91231102', organisation.join('')))

describe('GB 32100-2015 credit codes', () => {
  it.each([
    '914403001922038216',
    '9144030071526726XG',
    '91110000802100433B',
    '91440300192317458F',
    '91100000100003962T',
    '91320000134762764K',
    '91360000625912173B',
    '11320000MB151840XJ',
  ])('accepts the published code %s without a warning', (creditCode) => {
    expect(checkCreditCode(creditCode)).toEqual({ ok: true, value: { creditCode, warnings: [] } })
  })

  it("refuses the standard's own wrong example and says what the last character should be", () => {
    expect(checkCreditCode('91350100M000100Y4Z')).toMatchObject({
      ok: false,
      error: { code: 'CREDIT_CODE_CHARACTER' },
    })
    expect(checkCreditCode('91350100M000100Y44')).toEqual({
      ok: false,
      error: { code: 'CREDIT_CODE_CHECK', expected: '3', found: '4' },
    })
  })

  it.each([
    ['I', '1'],
    ['O', '0'],
    ['Z', '2'],
    ['S', '5'],
    ['V', 'U'],
  ])('names %s as a letter the standard leaves out and suggests %s', (character, suggestion) => {
    expect(checkCreditCode(`9123110${character}MA18XXXX11`)).toEqual({
      ok: false,
      error: { code: 'CREDIT_CODE_CHARACTER', position: 8, character, suggestion },
    })
  })

  it.each([1, 9, 18])('finds a wrong letter at position %d', (position) => {
    const right = '914403001922038216'
    const typed = `${right.slice(0, position - 1)}O${right.slice(position)}`
    expect(checkCreditCode(typed)).toMatchObject({ error: { code: 'CREDIT_CODE_CHARACTER', position } })
  })

  it('names a character that is no letter whole, and counts it as one', () => {
    expect(checkCreditCode('9123110😀MA18XXXX1')).toMatchObject({ error: { length: 17 } })
    expect(checkCreditCode('9123110😀MA18XXXX11')).toEqual({
      ok: false,
      error: { code: 'CREDIT_CODE_CHARACTER', position: 8, character: '😀', suggestion: null },
    })
  })

  it('GB 11714: a wrong organisation check character only warns', () => {
    const right = makeCreditCode('91231102', 'MA1TEXT1')
    const organisationWrong = `${right.slice(0, 16)}${right.charAt(16) === '1' ? '2' : '1'}`
    const codes = [...ALPHABET]
      .map((last) => checkCreditCode(organisationWrong + last))
      .filter((result) => result.ok)
    expect(codes).toMatchObject([{ value: { warnings: ['organisationCheckCharacter'] } }])
  })

  it('reads full width, lower case and spaces as the same entity, once and for all', () => {
    expect(normaliseCreditCode('９１４４　0300 1922038216')).toBe('914403001922038216')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseCreditCode(normaliseCreditCode(text))).toBe(normaliseCreditCode(text))
      }),
    )
  })

  it('refuses every single-character error', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(17), fc.constantFrom(...ALPHABET), (creditCode, at, character) => {
        fc.pre(creditCode.charAt(at) !== character)
        expect(checkCreditCode(creditCode).ok).toBe(true)
        expect(checkCreditCode(creditCode.slice(0, at) + character + creditCode.slice(at + 1)).ok).toBe(false)
      }),
    )
  })
})
