/**
 * Finds numbers of people in the text of a record before it is taken in, by form and checksum; `personalData` takes out
 * what slips through. Numbers with a checksum count only when it is right, so that codes of entities and documents,
 * which are as long, are left alone.
 */

/** What a text gives away. */
export type PersonalDataKind =
  | 'identityNumber'
  | 'mobileNumber'
  | 'landlineNumber'
  | 'bankCard'
  | 'plateNumber'
/** What was found, told without giving it away again. */
export type FoundPersonalData = { kind: PersonalDataKind; masked: string }

/** What people read for it. */
export const PERSONAL_DATA_NAMES: Record<PersonalDataKind, string> = {
  identityNumber: '身份证号码',
  mobileNumber: '手机号码',
  landlineNumber: '固定电话号码',
  bankCard: '银行卡号',
  plateNumber: '车牌号',
}

const GAP = '[ -]?'
const NOT_IN_A_NUMBER = { before: '(?<![\\dA-Z])', after: '(?![\\dA-Z])' }
/** Area codes in use, and what a local number can begin with. */
const AREA_CODE = '(?:010|02[0-57-9]|0[3-9]\\d{2})'
const LOCAL_NUMBER = '[2-8]\\d{6,7}'
const PLATE_CHARACTER = '[A-HJ-NP-Z0-9]'
type NumberPattern = { pattern: string; isRight?: (digits: string, before: string) => boolean }
const PATTERNS: Record<PersonalDataKind, NumberPattern> = {
  identityNumber: {
    pattern: `[1-8]\\d{5}${GAP}(?:\\d{4}${GAP}\\d{4}${GAP}\\d{3}[\\dX]|\\d{6}${GAP}\\d{3})`,
    isRight: (digits, before) =>
      digits.length === 18 ? isIdentityNumber(digits) : isOldIdentityNumber(digits, before),
  },
  bankCard: { pattern: `[3-6]\\d{3}(?:${GAP}\\d{4}){3}(?:${GAP}\\d{1,3})?`, isRight: isBankCard },
  mobileNumber: { pattern: `(?:\\+?86${GAP})?1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}` },
  landlineNumber: {
    pattern: `\\(?0\\d{2,3}[) -]{1,2}\\d{7,8}|${AREA_CODE}${LOCAL_NUMBER}(?!\\d|号)`,
    isRight: (_, before) => !before.endsWith('第'),
  },
  plateNumber: {
    pattern:
      '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?' +
      `(?=${PLATE_CHARACTER}*\\d)(?:${PLATE_CHARACTER}{5,6}|${PLATE_CHARACTER}{4}[挂学警港澳])`,
  },
}
const KINDS = Object.keys(PATTERNS) as PersonalDataKind[]
const patterns = KINDS.map((kind) => {
  const { before, after } = NOT_IN_A_NUMBER
  return { kind, pattern: new RegExp(`${before}(?:${PATTERNS[kind].pattern})${after}`, 'g') }
})

/** Everything of the kind in a text, in the order of kinds; no place of it twice. */
export function findPersonalData(text: string): FoundPersonalData[] {
  let left = text.normalize('NFKC').toUpperCase()
  const found: FoundPersonalData[] = []
  for (const { kind, pattern } of patterns)
    left = left.replace(pattern, (number, at: number, whole: string) => {
      const isRight = PATTERNS[kind].isRight?.(number.replace(/[ -]/g, ''), whole.slice(0, at)) ?? true
      if (!isRight) return number
      found.push({ kind, masked: masked(number) })
      return '#'
    })
  return found
}

/** The fewest digits that a number of an identity paper has, with gaps between them. */
const DIGITS_OF_IDENTITY = /(?:\p{Nd}[ -]?){15}/u

/** Whether the number of an identity paper stands in a text; quick to tell that none does. */
export function holdsIdentityNumber(text: string): boolean {
  return DIGITS_OF_IDENTITY.test(text) && findPersonalData(text).some(({ kind }) => kind === 'identityNumber')
}

/** GB 11643-1999: weights 2^(17-i) mod 11, and a day that exists. */
function isIdentityNumber(digits: string): boolean {
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number)
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day))
  if (born.getUTCMonth() + 1 !== month || born.getUTCDate() !== day) return false
  if ((year ?? 0) < 1900 || (year ?? 0) > 2100) return false
  const sum = [...digits.slice(0, 17)].reduce(
    (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
    0,
  )
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17)
}

/**
 * The 15 digits given out until 1999: a day that exists and no checksum. Business registration numbers are as long and
 * have one, so theirs decides, unless the text itself says that it is an identity number.
 */
function isOldIdentityNumber(digits: string, before: string): boolean {
  const [month, day] = [digits.slice(8, 10), digits.slice(10, 12)].map(Number)
  const born = new Date(Date.UTC(1900 + Number(digits.slice(6, 8)), (month ?? 0) - 1, day))
  if (born.getUTCMonth() + 1 !== month || born.getUTCDate() !== day) return false
  return /身份证[^\dA-Z,;。、]{0,8}$/.test(before) || !isRegistrationNumber(digits)
}

/** GS 15-2006: 14 digits and one by ISO 7064 MOD 11,10. */
function isRegistrationNumber(digits: string): boolean {
  const product = [...digits.slice(0, 14)].reduce(
    (left, digit) => (((left + Number(digit)) % 10 || 10) * 2) % 11,
    10,
  )
  return (product + Number(digits.charAt(14))) % 10 === 1
}

/** ISO/IEC 7812: 16 to 19 digits with Luhn's check. */
function isBankCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function masked(number: string): string {
  return `${number.slice(0, 2)}…${number.slice(-2)}`
}
