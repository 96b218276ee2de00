import { dateOfSerial, isDateFormat } from '../../../src/paperwork/spreadsheetNumber'

test.each([
  [1, false, '1900-01-01'],
  [32, false, '1900-02-01'],
  [61, false, '1900-03-01'],
  [46083, false, '2026-03-02'],
  [0, true, '1904-01-01'],
  [46083.5, false, '2026-03-02 12:00:00'],
])('ECMA-376 18.17.4.1: serial %d, counted from 1904: %s, is %s', (serial, startsIn1904, day) => {
  expect(dateOfSerial(serial, startsIn1904)).toBe(day)
})

test.each([
  [14, undefined, true],
  [2, undefined, false],
  [164, 'yyyy"年"m"月"d"日"', true],
  [164, '0.00_d', false],
  [164, '#,##0*y', false],
  [164, '[Red]0.00', false],
])('ECMA-376 18.8.30: format %d %j shows a day: %s', (id, code, isDate) => {
  expect(isDateFormat(id, code)).toBe(isDate)
})
