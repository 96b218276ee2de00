import fc from 'fast-check'
import { breakLines } from '../../../src/paperwork/reportPdf/lines'

/** Chinese lines break where readers expect them to. */

const measure = (text: string, size: number) =>
  [...text].reduce((sum, character) => sum + (character < '\u0100' ? size / 2 : size), 0)
const letters = fc.string({
  unit: fc.constantFrom(...'诚信经营食品安全，。、（）“”《》aB9-/ 1'),
  maxLength: 200,
})

test('nothing is lost, nothing is added, and no line is too wide', () => {
  fc.assert(
    fc.property(letters, fc.integer({ min: 60, max: 300 }), (text, width) => {
      const lines = breakLines(text, 10, width, measure)
      expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
      for (const line of lines) expect(measure(line, 10)).toBeLessThanOrEqual(width)
    }),
  )
})

test('a line neither begins with a closing mark nor ends with an opening one', () => {
  const text = '当事人（江畔店）的行为，违反了《食品安全法》第三十四条；责令改正。'.repeat(8)
  for (let width = 80; width < 300; width += 7)
    for (const line of breakLines(text, 10, width, measure)) expect(line).not.toMatch(/^[，；。）》]|[（《]$/)
})

test('a number or a code stays whole while it fits', () => {
  const code = '91231102MA000004XW'
  for (let width = 100; width < 300; width += 9)
    expect(breakLines(`统一社会信用代码为${code}的企业`, 10, width, measure).join('\n')).toContain(code)
})

test('the text’s own line breaks stay', () => {
  expect(breakLines('一\r\n二\n\n三', 10, 100, measure)).toEqual(['一', '二', '', '三'])
})
