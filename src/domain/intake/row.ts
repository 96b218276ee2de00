import type { DOUBT_CODES } from '../../contracts/intake'
import { isLegalDate, type LegalDate } from '../calendar'
import { checkCreditCode, normaliseCreditCode } from '../creditCode'
import { withoutPersonalData } from '../personalData'
import { findPersonalData, holdsIdentityNumber, PERSONAL_DATA_NAMES } from '../personalDataDetector'
import type { PublicityFacts } from '../publication'
import { recordKind } from '../recordKinds'
import { fail, ok, type Result } from '../result'
import { fromSpreadsheetText } from '../spreadsheetText'
import type { Column } from './column'
import type { HeadingMap } from './headings'

/** A record as one row tells it. */
export type IntakeRecord = {
  /** A kind of `recordKinds`, or `withdrawal`. */
  kind: string
  /** Null where the row has no code and a person must find the entity. */
  creditCode: string | null
  subjectName: string
  authority: string
  /** What makes it the same record, with kind, authority and credit code. */
  identity: readonly string[]
  /** By column name; what is empty is absent, and no number of an identity paper is ever in it. */
  values: Record<string, string>
  facts: PublicityFacts
  source: string
}

/** Why a person must decide about a row; `words` are Chinese. */
export type IntakeDoubt = { code: DoubtCode; words: string }
/** A sort of doubt; from `entityUnknown` on they are found beside what is kept and the rest of the file. */
export type DoubtCode = (typeof DOUBT_CODES)[number]

/** What is wrong with a cell, for the person who corrects the file. */
export type CellFault = { heading: string; found: string; expected: string }

/** What became of a row before anything is looked up. */
export type RowReading =
  | {
      outcome: 'read'
      record: IntakeRecord
      doubts: IntakeDoubt[]
      cleanedCells: number
      droppedNumbers: number
    }
  | { outcome: 'refused'; faults: CellFault[]; cleanedCells: number; droppedNumbers: number }

/** 17 noughts and X stand for "has none" (424号). */
const NO_CREDIT_CODE = '00000000000000000X'
/** 万元. A fine of more than a milliard yuan is most likely written in yuan. */
const MOST_TEN_THOUSAND_YUAN = 100_000
const MOST_FOUND_CHARACTERS = 40

/** Reads one row: refused when it cannot be right, with doubts when a person must decide, and nothing is guessed. */
export function readIntakeRow(map: HeadingMap, cells: readonly string[], today: LegalDate): RowReading {
  const { table, columns } = map
  if (cells.length !== columns.length)
    return refused([
      { heading: '整行', found: `${cells.length} 列`, expected: `与表头一样 ${columns.length} 列` },
    ])
  const values: Record<string, string> = {}
  const faults: CellFault[] = []
  const doubts: IntakeDoubt[] = []
  let cleanedCells = 0
  let droppedNumbers = 0
  for (const [index, column] of columns.entries()) {
    if (!column) continue
    const written = fromSpreadsheetText(cells[index] ?? '')
    const text = clean(written, column)
    if (text === '') continue
    if (column.type === 'identityNumber') {
      droppedNumbers++
      continue
    }
    if (text !== written) cleanedCells++
    const read = readCell(column, text, column.name === table.subjectCode)
    if (!read.ok) faults.push(faultOf(column, text, read.error))
    else {
      values[column.name] = read.value
      doubts.push(...doubtsOfCell(column, read.value))
    }
  }
  const isWhole = (column: Column) => (typeof column.must === 'function' ? column.must(values) : column.must)
  const wrong = new Set(faults.map(({ heading }) => heading))
  for (const column of table.columns)
    if (isWhole(column) && values[column.name] === undefined && !wrong.has(column.heading))
      faults.push({ heading: column.heading, found: '空', expected: '必须填写' })
  faults.push(...faultsOfRow(map, values))
  if (faults.length > 0) return { outcome: 'refused', faults, cleanedCells, droppedNumbers }

  const record = recordOf(map, values)
  doubts.push(...doubtsOfRow(map, record, today))
  return { outcome: 'read', record, doubts, cleanedCells, droppedNumbers }

  function refused(rowFaults: CellFault[]): RowReading {
    return { outcome: 'refused', faults: rowFaults, cleanedCells: 0, droppedNumbers: 0 }
  }
}

/** Without stray spaces and characters that nobody sees; codes, dates, amounts and choices in half width as well. */
function clean(written: string, { type }: Column): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
  const seen = written.replace(/[\u0000-\u0008\u000B-\u001F\u007F\u200B-\u200F\u2060\uFEFF]/g, '')
  const text = (type === 'text' ? seen : seen.normalize('NFKC')).trim()
  return /^(N\/A|null|[-—]+)$/i.test(text) ? '' : text
}

function readCell(column: Column, text: string, isSubject: boolean): Result<string, string> {
  // Wherever it stands, it would be kept with the record.
  if (holdsIdentityNumber(text)) return fail('不含身份证号码的内容，请删去后再报送')
  if (column.type !== 'date' && column.type !== 'creditCode' && [...text].length > column.length)
    return fail(`不超过 ${column.length} 字`)
  switch (column.type) {
    case 'date':
      return readDate(text)
    case 'amount':
      return /^\d{1,12}(\.\d{1,6})?$/.test(text)
        ? ok(text)
        : fail('单位为万元的数字，最多 6 位小数，不带逗号和单位')
    case 'creditCode':
      return readCreditCode(text, isSubject)
    case 'choice':
      return column.choices.includes(text.split('-')[0] ?? '') ? ok(text) : fail(column.choices.join('、'))
    case 'choices':
      return ok(text)
    default:
      return /^\d(\.\d+)?E\+\d+$/i.test(text)
        ? fail('完整的内容；表格软件把它变成了科学计数，后面的数字已经丢失')
        : ok(text)
  }
}

/** Days year first, as registers and spreadsheets write them; any other order would be a guess. */
function readDate(text: string): Result<LegalDate, string> {
  if (/^\d{5}(\.\d+)?$/.test(text)) return fail('日期；这像是表格软件的日期序号，请把单元格设为日期格式')
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const [, year = '', month = '', day = ''] = found ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLegalDate(date) && date >= '1900-01-01' ? ok(date) : fail('存在的日期，写作 2026/03/02')
}

/** Of the subject a row may say that it has none, and early codes are for a person; authorities have theirs. */
function readCreditCode(text: string, isSubject: boolean): Result<string, string> {
  const code = normaliseCreditCode(text)
  if (isSubject && code === NO_CREDIT_CODE) return ok(code)
  if (/E\+/.test(code)) return fail('18 位代码；表格软件把它变成了科学计数，后面的数字已经丢失')
  const checked = checkCreditCode(code)
  if (checked.ok) return ok(checked.value.creditCode)
  switch (checked.error.code) {
    case 'CREDIT_CODE_LENGTH':
      return fail('18 位的统一社会信用代码')
    case 'CREDIT_CODE_CHARACTER': {
      const { position, character, suggestion } = checked.error
      return fail(
        `第 ${position} 位“${character}”不是代码用字${suggestion ? `，是否应为“${suggestion}”` : ''}`,
      )
    }
    case 'CREDIT_CODE_CHECK':
      // Codes of the first months begin their organisation part with M0; some fail their check by birth.
      return isSubject && code.startsWith('M0', 8)
        ? ok(code)
        : fail(`校验码应为“${checked.error.expected}”，请核对执照`)
  }
}

/** What was found is told without giving away numbers of people. */
function faultOf({ heading }: Column, text: string, expected: string): CellFault {
  const told = withoutPersonalData(text, { isEnterprise: false })
  const found = told.length > MOST_FOUND_CHARACTERS ? `${told.slice(0, MOST_FOUND_CHARACTERS)}…` : told
  return { heading, found, expected }
}

function doubtsOfCell(column: Column, value: string): IntakeDoubt[] {
  const { type, heading, isPublic, choices } = column
  if (type === 'amount' && Number(value) > MOST_TEN_THOUSAND_YUAN)
    return [{ code: 'amountUnit', words: `${heading}超过 ${MOST_TEN_THOUSAND_YUAN} 万元，请确认单位是万元` }]
  const doubts: IntakeDoubt[] = []
  const unknown =
    type === 'choices'
      ? wordsOf(value, choices).filter((word) => !choices.includes(word.split('-')[0] ?? ''))
      : []
  if (unknown.length > 0) {
    const words = withoutPersonalData(unknown.join('；'), { isEnterprise: false })
    doubts.push({ code: 'categoryUnknown', words: `${heading}“${words}”不在规定的类别里` })
  }
  // A plate is what an overloaded lorry is listed by.
  const found = isPublic && column.name !== 'plateNumber' ? findPersonalData(value) : []
  if (found.length > 0) {
    const what = found.map(({ kind, masked }) => `${PERSONAL_DATA_NAMES[kind]}（${masked}）`).join('、')
    doubts.push({ code: 'personalData', words: `${heading}里有${what}，公开前须隐去` })
  }
  return doubts
}

/** The single words of a cell with several; a word of the list may itself hold a 、. */
function wordsOf(text: string, choices: readonly string[]): string[] {
  return text
    .split(/[;；,，|]/)
    .map((part) => part.trim())
    .flatMap((part) => (choices.includes(part) ? [part] : part.split('、')))
    .filter((word) => word !== '')
}

function faultsOfRow({ table }: HeadingMap, values: Record<string, string>): CellFault[] {
  const headingOf = (name: string) => table.columns.find((column) => column.name === name)?.heading ?? name
  const faults: CellFault[] = []
  if (table.term) {
    const [from, until] = [values[table.term[0]], values[table.term[1]]]
    if (from !== undefined && until !== undefined && until < from)
      faults.push({
        heading: headingOf(table.term[1]),
        found: until,
        expected: `不早于${headingOf(table.term[0])} ${from}`,
      })
  }
  if (values.subjectKind === '自然人')
    faults.push({
      heading: headingOf('subjectKind'),
      found: '自然人',
      expected: '市场主体；平台不归集自然人的信息',
    })
  if (values.disclosure !== undefined && values.disclosure !== '可向社会公开')
    faults.push({
      heading: headingOf('disclosure'),
      found: values.disclosure,
      expected: '可向社会公开；其他的平台不接收',
    })
  return faults
}

function recordOf({ table }: HeadingMap, values: Record<string, string>): IntakeRecord {
  const code = values[table.subjectCode]
  const dateField = recordKind(table.kind)?.dateField
  const decidedOn = dateField && values[dateField]
  const categories = table.kind === 'penalty' ? [values.category, values.secondCategory] : []
  const told = categories.filter((category) => category !== undefined)
  const reportedUntil = table.shownUntil && values[table.shownUntil]
  return {
    kind: table.kind,
    creditCode: code === undefined || code === NO_CREDIT_CODE ? null : code,
    subjectName: values[table.subjectName] ?? '',
    authority: values[table.authority] ?? '',
    identity: table.identity.map((name) => values[name] ?? ''),
    values,
    facts: {
      ...(decidedOn && { decidedOn }),
      ...(told.length > 0 && { categories: told }),
      ...(reportedUntil && { reportedUntil }),
    },
    source: values.source ?? values[table.authority] ?? '',
  }
}

function doubtsOfRow({ table }: HeadingMap, record: IntakeRecord, today: LegalDate): IntakeDoubt[] {
  const doubts: IntakeDoubt[] = []
  if (record.creditCode === null)
    doubts.push({ code: 'noCreditCode', words: '没有统一社会信用代码，请找到对应的主体' })
  else if (!checkCreditCode(record.creditCode).ok)
    doubts.push({ code: 'earlyCreditCode', words: '早期代码，校验码不符，请与执照核对' })
  const day = record.facts.decidedOn ?? record.values.withdrawnOn
  if (day !== undefined && day > today) doubts.push({ code: 'futureDate', words: `日期 ${day} 晚于今天` })
  if (table.kind === 'licence' && record.values.status === '2')
    doubts.push({ code: 'licenceInvalid', words: '当前状态为无效，请确认是否应撤回公示' })
  return doubts
}
