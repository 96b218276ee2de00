import { isLegalDate, type LegalDate } from './calendar'
import {
  type CreditCodeError,
  checkCreditCode,
  divisionOfCreditCode,
  normaliseCreditCode,
} from './creditCode'
import { placeDivision } from './divisions'
import type { EntityFacts } from './report'
import { fail, ok, type Result } from './result'
import { UNITS } from './units'

/** The columns of an extract of the business registry, as published. */
export const REGISTRY_COLUMNS = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '法人代表',
  '注册资金',
  '经营范围',
  '所在省份',
  '地区',
  '注册地址',
] as const

/** One row of the extract, as it was written. */
export type RegistryRow = Record<(typeof REGISTRY_COLUMNS)[number], string>

/** A row as a spreadsheet counts it (the header is row 1), with all its fields as they were written. */
export type RegistryFileRow = { rowNumber: number; fields: readonly string[]; row: RegistryRow }

/** A row that is not taken in, with the reason in Chinese for the person who corrects the file. */
export type HeldOrRefusedRow = {
  rowNumber: number
  outcome: 'held' | 'refused'
  reason: string
  fields: readonly string[]
}

/** What is odd about a code that is accepted all the same. */
export type RegistryWarning = 'organisationCheckCharacter' | 'earlyCode'

/** What a row tells of an entity; null where it tells nothing. */
export type RegistryEntity = {
  creditCode: string
  name: string
  legalRepresentative: string | null
  entityType: EntityFacts['entityType']
  /** The registered kind (有限责任公司 ...). */
  entityKind: string | null
  establishedOn: LegalDate | null
  address: string | null
  scope: string | null
  divisionName: string
  /** Key of the unit that the division belongs to. */
  unit: string
  unitName: string
}

/** What becomes of a row. Reasons are in Chinese, for the person who corrects the file. */
export type RegistryOutcome =
  | { outcome: 'accepted'; entity: RegistryEntity; warning: RegistryWarning | null }
  | { outcome: 'held'; creditCode: string; reason: string }
  | { outcome: 'refused'; reason: string }

type CoarseKind = { entityType: EntityFacts['entityType']; entityKind: string }

/** Registration department and kind of organisation (GB 32100-2015, characters 1 and 2): market entities only. */
const KINDS: Record<string, CoarseKind> = {
  91: { entityType: 'enterprise', entityKind: '企业' },
  92: { entityType: 'individual', entityKind: '个体工商户' },
  93: { entityType: 'cooperative', entityKind: '农民专业合作社' },
}

/** The kind as far as the credit code itself tells it; stands in where no source names the registered kind. */
export function coarseKind(entityType: EntityFacts['entityType']): string {
  const kind = Object.values(KINDS).find((candidate) => candidate.entityType === entityType)
  if (!kind) throw new Error(`no kind for ${entityType}`)
  return kind.entityKind
}

/** Reads one row: refused when it cannot be right, held when a person must decide, and nothing is guessed. */
export function readRegistryRow(row: RegistryRow, today: LegalDate): RegistryOutcome {
  const name = known(row.企业名称)
  const code = checkRegistryCode(row.统一社会信用代码)
  const establishedOn = readDate(known(row.注册日期), today)
  const faults = [
    ...(name === null ? ['企业名称为空'] : []),
    ...(code.ok ? [] : [code.error]),
    ...(establishedOn.ok ? [] : [establishedOn.error]),
  ]
  if (name === null || !code.ok || !establishedOn.ok) return { outcome: 'refused', reason: faults.join('；') }

  const { creditCode, warning } = code.value
  const { entity, doubts } = placeEntity({
    creditCode,
    name,
    legalRepresentative: known(row.法人代表),
    entityKind: known(row.企业类型),
    establishedOn: establishedOn.value,
    address: known(row.注册地址),
    scope: known(row.经营范围),
    city: known(row.地区),
  })
  if (!entity || doubts.length > 0)
    return { outcome: 'held', creditCode, reason: doubts.map(({ words }) => words).join('；') }
  return { outcome: 'accepted', entity, warning }
}

/** What a row tells of an entity before it is placed; null where it tells nothing. */
export type RegisteredFacts = Omit<RegistryEntity, 'entityType' | 'divisionName' | 'unit' | 'unitName'> & {
  /** The city that the row names. */
  city: string | null
}

/** Why a person must decide about an entity. */
export type PlacingDoubt = {
  code: 'unitUnclear' | 'entityKindDisagrees' | 'notMarketEntity'
  words: string
}

/**
 * Where an entity belongs and of which kind it is, with what speaks against it. `decidedUnit` is the key of the unit
 * that a person has named, which settles where it belongs. No entity: that is not settled, or it is no market entity.
 */
export function placeEntity(
  { city, ...facts }: RegisteredFacts,
  decidedUnit?: string,
): { entity: RegistryEntity | undefined; doubts: PlacingDoubt[] } {
  const { creditCode, entityKind } = facts
  const kind = KINDS[creditCode.slice(0, 2)]
  const place = placeDivision(divisionOfCreditCode(creditCode))
  const unit = UNITS.find(({ key }) => key === decidedUnit) ?? (place.ok ? place.value.unit : undefined)
  const doubts: PlacingDoubt[] = []
  const doubt = (code: PlacingDoubt['code'], words: string) => doubts.push({ code, words })
  if (!place.ok) doubt('unitUnclear', place.error)
  if (city !== null && !/^黑河市?$/.test(city)) doubt('unitUnclear', `地区为“${city}”，不是黑河`)
  if (!kind)
    doubt('notMarketEntity', `代码以 ${creditCode.slice(0, 2)} 开头，不是企业、个体工商户或农民专业合作社`)
  else if (contradicts(entityKind, kind.entityType))
    doubt('entityKindDisagrees', `企业类型“${entityKind}”与代码表示的“${kind.entityKind}”不一致`)
  if (!unit || !kind) return { entity: undefined, doubts }
  const divisionName = place.ok ? place.value.divisionName : unit.name
  const { entityType } = kind
  return { entity: { ...facts, entityType, divisionName, unit: unit.key, unitName: unit.name }, doubts }
}

/** The text without stray spaces; null where the extract says that it does not know. */
function known(text: string): string | null {
  const clean = text.replace(/\s+/g, ' ').trim()
  return clean === '' || /^(N\/A|null|[-—]+)$/i.test(clean) ? null : clean
}

/** Days as registries and spreadsheets write them, year first: any other order would be a guess. */
function readDate(text: string | null, today: LegalDate): Result<LegalDate | null, string> {
  if (text === null) return ok(null)
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isLegalDate(date)) return fail(`注册日期“${text}”不是存在的日期（应写作 2019-04-20）`)
  return date > today ? fail(`注册日期“${text}”晚于今天（${today}）`) : ok(date)
}

function checkRegistryCode(
  text: string,
): Result<{ creditCode: string; warning: RegistryWarning | null }, string> {
  const code = checkCreditCode(text)
  if (code.ok) return ok({ creditCode: code.value.creditCode, warning: code.value.warnings[0] ?? null })
  if (code.error.code === 'CREDIT_CODE_CHECK' && isEarlyCode(text))
    return ok({ creditCode: normaliseCreditCode(text), warning: 'earlyCode' })
  return fail(faultText(code.error))
}

/** Codes given out before organisation parts began with MA; some of them fail the check character by birth. */
function isEarlyCode(text: string): boolean {
  return normaliseCreditCode(text).startsWith('M0', 8)
}

function faultText(error: CreditCodeError): string {
  switch (error.code) {
    case 'CREDIT_CODE_LENGTH':
      return error.length === 0
        ? '统一社会信用代码为空'
        : `统一社会信用代码应为 18 位，实为 ${error.length} 位`
    case 'CREDIT_CODE_CHARACTER':
      return `统一社会信用代码第 ${error.position} 位“${error.character}”不是代码用字${
        error.suggestion === null ? '' : `，是否应为“${error.suggestion}”`
      }`
    case 'CREDIT_CODE_CHECK':
      return `统一社会信用代码的校验码应为“${error.expected}”，实为“${error.found}”，请核对执照`
  }
}

/** A wrong kind would show a household's address as an enterprise's, so the two must agree. */
function contradicts(statedKind: string | null, entityType: EntityFacts['entityType']): boolean {
  if (statedKind === null) return false
  const stated = statedKind.includes('个体')
    ? 'individual'
    : statedKind.includes('合作社')
      ? 'cooperative'
      : 'enterprise'
  return stated !== entityType
}
