/**
 * What must not be published of a person in the text of a decision (行政处罚结果信息网上公示暂行办法 第七条): identity
 * numbers, ways to reach somebody, bank accounts and homes. Authorities take them out before they publish; this is the
 * second net, for what slipped through. It finds what has a form or stands behind its name. The names of other people
 * have neither, so whoever takes records in has to look for those.
 */

const WITHHELD = '（已隐去）'

const MONTH = '(?:0[1-9]|1[0-2])'
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const GAP = '[ -]?'
const IDENTITY_NUMBER = `(?<!\\d)[1-8]\\d{5}${GAP}(?:19|20)\\d{2}${GAP}${MONTH}${GAP}${DAY}${GAP}\\d{3}[\\dX](?!\\d)`
/** Given out until 1999. Business registration numbers are as long, so it counts in running text only. */
const OLD_IDENTITY_NUMBER = `(?<!\\d)[1-8]\\d{7}${MONTH}${DAY}\\d{3}(?!\\d)`
const MOBILE_NUMBER = `(?<!\\d)(?:\\+?86${GAP})?1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}(?!\\d|元|\\.\\d)`
const LANDLINE_NUMBER = '(?<!\\d)\\(?0\\d{2,3}[) -]{1,2}\\d{7,8}(?!\\d)'
const BANK_CARD_NUMBER = `(?<!\\d)62\\d{2}(?:${GAP}\\d{4}){3}(?:${GAP}\\d{1,3})?(?!\\d)`
const MAIL_ADDRESS = '(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+'

/** What stands at most a few characters behind one of the words. */
const behind = (words: string, characters: number, what: string) =>
  `(?<=(?:${words})[^\\dA-Z,;。、]{0,${characters}})${what}`
const DOCUMENT_NUMBER = behind(
  '身份证|护照|居民来往内地通行证|居民来往大陆通行证',
  8,
  '[A-Z]{0,3}\\d[\\d -]{4,19}[\\dX]',
)
const TELEPHONE_NUMBER = behind('电话|手机|传真|联系方式|微信|QQ', 6, '\\+?\\d(?:[ -]?\\d){5,12}(?!\\d)')
const ACCOUNT_NUMBER = behind('账号|帐号|账户|帐户|卡号|银行卡', 12, '\\d(?:[ -]?\\d){7,29}(?!\\d)')
/** A word alone (“登记的住址无法联系”) tells no address: it has to be introduced, or to begin with a place. */
const INTRODUCED = '(?:\\([^()]{0,20}\\))?(?: ?(?::|为|是|系|位于) ?| )'
const TO_NEXT_STOP = '[^,;。、\\n]+'
const HOME_WORDS = '住址|户籍所在地|户籍地址?'
const HOME =
  `(?<=(?:${HOME_WORDS})${INTRODUCED})${TO_NEXT_STOP}` +
  `|(?<=${HOME_WORDS})(?![为是系])(?=[^,;。、:\\n]{1,9}[省市县区旗乡镇村屯])${TO_NEXT_STOP}`
/** What the law calls a domicile is an office for an enterprise and may be a home for everybody else. */
const DOMICILE = `(?<=住所${INTRODUCED})${TO_NEXT_STOP}`

const NUMBERS = [
  IDENTITY_NUMBER,
  OLD_IDENTITY_NUMBER,
  MOBILE_NUMBER,
  LANDLINE_NUMBER,
  BANK_CARD_NUMBER,
  MAIL_ADDRESS,
  DOCUMENT_NUMBER,
  TELEPHONE_NUMBER,
  ACCOUNT_NUMBER,
]
const OF_EVERYBODY = [...NUMBERS, HOME]
const identityNumbers = new RegExp(IDENTITY_NUMBER, 'gi')
const personalNumber = new RegExp(NUMBERS.join('|'), 'i')
const dataOfEnterprises = new RegExp(OF_EVERYBODY.join('|'), 'gi')
const dataOfOthers = new RegExp([...OF_EVERYBODY, DOMICILE].join('|'), 'gi')

/** For what is itself a number (of a document, a certificate, an organisation): only identity numbers are taken out. */
export function withoutIdentityNumbers(text: string): string {
  return withhold(text, identityNumbers)
}

/** For running text about an entity. */
export function withoutPersonalData(text: string, subject: { isEnterprise: boolean }): string {
  return withhold(text, subject.isEnterprise ? dataOfEnterprises : dataOfOthers)
}

/** Whether a text that somebody types holds a number of a person: of an identity, a telephone, an account, a mailbox. */
export function holdsPersonalNumber(text: string): boolean {
  return personalNumber.test(halfWidth(text))
}

/** Looks in half width, where each character keeps its place; what stays is left as it was written. */
function withhold(text: string, pattern: RegExp): string {
  let kept = ''
  let from = 0
  for (const { index, 0: found } of halfWidth(text).matchAll(pattern)) {
    kept += text.slice(from, index) + WITHHELD
    from = index + found.length
  }
  return kept + text.slice(from)
}

function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/g, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}
