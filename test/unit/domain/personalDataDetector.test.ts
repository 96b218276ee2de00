import fc from 'fast-check'
import { findPersonalData } from '../../../src/domain/personalDataDetector'

/** Numbers of people that carry no checksum, or another form than the usual one. */

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

/** GS 15-2006: the digit that makes 14 digits a business registration number. */
function registrationNumber(fourteen: string): string {
  const digits = Array.from({ length: 10 }, (_, digit) => fourteen + digit)
  const isRight = (number: string) => {
    let left = 10
    for (const digit of number.slice(0, 14)) left = (((left + Number(digit)) % 10 || 10) * 2) % 11
    return (left + Number(number[14])) % 10 === 1
  }
  return digits.find(isRight) ?? ''
}

/** 231102 and a day of birth that exists, as six digits, with a serial number of `length` digits. */
const oldNumber = (length: number) =>
  fc
    .tuple(
      fc.date({ min: new Date('1920-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 10 ** length - 1 }),
    )
    .map(
      ([born, serial]) =>
        `231102${born.toISOString().slice(2, 10).replaceAll('-', '')}${String(serial).padStart(length, '0')}`,
    )

test('the example of GS 15-2006 is right by its checksum', () => {
  expect(registrationNumber('11010800000001')).toBe('110108000000016')
})

test('an identity number of 15 digits is found, whatever its digits, where the text calls it one', () => {
  fc.assert(
    fc.property(oldNumber(3), (number) => {
      expect(kindsIn(`李某（身份证号：${number}）`)).toEqual(['identityNumber'])
      expect(JSON.stringify(findPersonalData(number))).not.toContain(number)
    }),
  )
})

test('15 digits with a day of birth are found without a word before, unless they are a registration number', () => {
  fc.assert(
    fc.property(oldNumber(2), fc.nat(9), (fourteen, last) => {
      const number = fourteen + last
      const isRegistration = number === registrationNumber(fourteen)
      expect(kindsIn(`当事人${number}。`)).toEqual(isRegistration ? [] : ['identityNumber'])
    }),
  )
})

test.each(['身份证231102901332451', '注册号110108000000016', '231102600000123'])(
  'no day of birth, no identity number: %j',
  (text) => expect(kindsIn(text)).toEqual([]),
)

test.each(['电话04568225000。', '电话 0456-8225000', '（010）62345678', '座机01062345678'])(
  'a landline number is found in %j',
  (text) => expect(kindsIn(text)).toEqual(['landlineNumber']),
)
test.each(['决定书第04568225000号', '编号04568225000号', '许可编号0012345678', '罚款0.05万元'])(
  'no landline number in %j',
  (text) => expect(kindsIn(text)).toEqual([]),
)

test.each(['黑N1234挂', '黑N·1234学', '黑N1234警', '黑N12345', '黑ND12345'])(
  'a plate is found in %j',
  (plate) => expect(kindsIn(`车辆${plate}超限`)).toEqual(['plateNumber']),
)
