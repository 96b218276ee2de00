import fc from 'fast-check'
import { fromSpreadsheetText, toSpreadsheetText } from '../../../src/domain/spreadsheetText'

describe('texts in a CSV that is opened with a double click', () => {
  it.each([
    ['a credit code of digits', '912311037778881332'],
    ['the same with a space before it', ' 912311037778881332'],
    ['a credit code with one E near its end', '9123110377788813E2'],
    ['a number with a leading zero', '0456'],
  ])('%s is text, not a number, and no formula', (_, text) => {
    expect(toSpreadsheetText(text)).toBe(`\t${text}`)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'=1+1"])('%j cannot run as a formula', (text) => {
    expect(toSpreadsheetText(text)).toBe(`'${text}`)
  })

  it.each(['91231102MA1TEXT10X', '2019-04-20', '50万元', '7', "示例'百货", ''])(
    '%j stays as it is',
    (text) => {
      expect(toSpreadsheetText(text)).toBe(text)
      expect(fromSpreadsheetText(text)).toBe(text)
    },
  )

  it('every text is read back as it was, whatever marks it carried itself', () => {
    const marks = fc.stringMatching(/^[\t'=+ @-]{0,4}(0?\d{0,18}|\d{1,3}E\d{1,3}|示例)$/)
    fc.assert(
      fc.property(fc.oneof(marks, fc.string()), (text) => {
        expect(fromSpreadsheetText(toSpreadsheetText(text))).toBe(text)
      }),
    )
  })
})
