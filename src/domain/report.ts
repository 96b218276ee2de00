import {
  CHAPTER_KEYS,
  type ChapterKey,
  type ReportBody,
  type ReportCommitment,
  type ReportDeclaration,
  type ReportEntity,
  type ReportRecord,
} from '../contracts/report'
import { addDays, type LegalDate, lastDayOf } from './calendar'
import { withoutIdentityNumbers, withoutPersonalData } from './personalData'
import {
  nextChange,
  type PublicityFacts,
  type PublicityOptions,
  publicityOn,
  RULES_FOR_OLD_RECORDS,
  type RulesForOldRecords,
} from './publication'
import { type RecordKind, recordKind } from './recordKinds'
import { dateOfRecord, publicityFacts, type RecordFacts } from './recordPublicity'

export type { RecordFacts } from './recordPublicity'

/** The registry's facts of an entity that the report draws on. */
export type EntityFacts = {
  name: string
  creditCode: string
  legalRepresentative: string | null
  entityType: 'enterprise' | 'individual' | 'cooperative'
  entityKind: string
  establishedOn: LegalDate | null
  address: string | null
  status: 'active' | 'deregistered' | 'licenceRevoked' | null
  statusSince: LegalDate | null
  divisionName: string
  unitName: string
  source: string
  sourceOn: LegalDate
}

/** Everything the projection of one entity is made of. */
export type ReportSources = {
  entity: EntityFacts
  records: readonly RecordFacts[]
  declarations: readonly ReportDeclaration[]
  commitments: readonly ReportCommitment[]
  /** The city's setting; it comes with the sources so that whatever is made of them agrees. */
  rules?: RulesForOldRecords
}

/**
 * Raise it by ten with every change of what a projection shows of the same sources: rules, fields, masks, order. A
 * report that was written under another version is computed on reading until it is written anew.
 */
export const PROJECTION_VERSION = 20

/** The version under a setting: another setting makes another report of the same sources. */
export function projectionVersion(rules: RulesForOldRecords = 'favourable'): number {
  return PROJECTION_VERSION + RULES_FOR_OLD_RECORDS.indexOf(rules)
}

/** What is shown on a day, and the first later day on which time alone changes it (null: never). */
export type Projection = { body: ReportBody; changesOn: LegalDate | null }

/** What of a record may leave: the kind's fields that have a value, in the official order, without personal data. */
export function publicValues(
  kind: RecordKind,
  record: RecordFacts,
  isEnterprise: boolean,
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name, identifier, enterpriseOnly } of kind.fields) {
    const value: unknown = record.values[name]
    if (typeof value !== 'string' || value === '') continue
    if (enterpriseOnly && !isEnterprise) continue
    values[name] = identifier ? withoutIdentityNumbers(value) : withoutPersonalData(value, { isEnterprise })
  }
  return values
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** Compares by the first key that differs. */
const byKeys =
  <T>(...keys: ((a: T, b: T) => number)[]) =>
  (a: T, b: T) => {
    for (const key of keys) {
      const order = key(a, b)
      if (order !== 0) return order
    }
    return 0
  }

/** Newest first, then document number; the rest makes the order independent of the order of the input. */
const newestRecordFirst = byKeys<ReportRecord>(
  (a, b) => compare(b.date, a.date),
  (a, b) => compare(a.values.documentNumber ?? '', b.values.documentNumber ?? ''),
  (a, b) => compare(a.kind, b.kind),
  (a, b) => compare(JSON.stringify(a), JSON.stringify(b)),
)
const newestDeclarationFirst = byKeys<ReportDeclaration>(
  (a, b) => compare(b.declaredOn, a.declaredOn),
  (a, b) => compare(JSON.stringify(a), JSON.stringify(b)),
)
const newestCommitmentFirst = byKeys<ReportCommitment>(
  (a, b) => compare(b.madeOn, a.madeOn),
  (a, b) => a.number.length - b.number.length || compare(a.number, b.number),
  (a, b) => compare(JSON.stringify(a), JSON.stringify(b)),
)

function publicEntity(entity: EntityFacts): ReportEntity {
  return {
    name: entity.name,
    creditCode: entity.creditCode,
    legalRepresentative: entity.legalRepresentative,
    entityType: entity.entityType,
    entityKind: entity.entityKind,
    establishedOn: entity.establishedOn,
    address: entity.entityType === 'enterprise' ? entity.address : null,
    status: entity.status,
    divisionName: entity.divisionName,
    unitName: entity.unitName,
    source: entity.source,
    sourceOn: entity.sourceOn,
  }
}

/** A merchant may give its own telephone number; an identity number is never the public's. */
function publicDeclaration(declaration: ReportDeclaration): ReportDeclaration {
  const { category, title, content, declaredOn, confirmedOn } = declaration
  return {
    category,
    title: withoutIdentityNumbers(title),
    content: withoutIdentityNumbers(content),
    declaredOn,
    confirmedOn,
  }
}

function publicCommitment(commitment: ReportCommitment): ReportCommitment {
  const { number, content, liability, madeOn, validUntil, fulfilment } = commitment
  return {
    number,
    content: withoutIdentityNumbers(content),
    liability: withoutIdentityNumbers(liability),
    madeOn,
    validUntil,
    fulfilment,
  }
}

/** A merchant's own word, as with declarations. */
function publicClarification({ clarification }: RecordFacts): ReportRecord['clarification'] {
  if (!clarification) return null
  return { text: withoutIdentityNumbers(clarification.text), confirmedOn: clarification.confirmedOn }
}

/** The first later day on which a record appears or disappears; changes of reason or term alone do not count. */
function nextAppearance(
  kind: RecordKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions,
): LegalDate | null {
  const shown = publicityOn(kind.publicity, facts, today, options).shown
  let day = nextChange(kind.publicity, facts, today, options)
  while (day !== null && publicityOn(kind.publicity, facts, day, options).shown === shown) {
    day = nextChange(kind.publicity, facts, day, options)
  }
  return day
}

/**
 * The report of one entity on a day. A white list: unknown kinds, fields that are not named in `RECORD_KINDS` and
 * records without any usable date are left out.
 */
export function projectReport(sources: ReportSources, today: LegalDate): Projection {
  const options = { rules: sources.rules }
  let changesOn: LegalDate | null = null
  const changeOn = (day: LegalDate | null) => {
    if (day !== null && (changesOn === null || day < changesOn)) changesOn = day
  }

  const isEnterprise = sources.entity.entityType === 'enterprise'
  const records = new Map<ChapterKey, ReportRecord[]>(CHAPTER_KEYS.map((key) => [key, []]))
  for (const record of sources.records) {
    const kind = recordKind(record.kind)
    if (!kind) continue
    const facts = publicityFacts(kind, record)
    const date = dateOfRecord(kind, record)
    if (date === undefined) continue
    changeOn(nextAppearance(kind, facts, today, options))
    if (!publicityOn(kind.publicity, facts, today, options).shown) continue
    const values = publicValues(kind, record, isEnterprise)
    records.get(kind.chapter)?.push({
      kind: kind.kind,
      date,
      source: record.source,
      values,
      objectionPending: record.objection !== undefined,
      clarification: publicClarification(record),
    })
  }

  const commitments = sources.commitments.filter(({ validUntil }) => {
    const lastDay = lastDayOf(validUntil)
    if (lastDay === null) return true
    if (lastDay < today) return false
    changeOn(addDays(lastDay, 1))
    return true
  })

  return {
    body: {
      entity: publicEntity(sources.entity),
      chapters: CHAPTER_KEYS.map((key) => ({
        key,
        records: (records.get(key) ?? []).sort(newestRecordFirst),
      })),
      declarations: sources.declarations.map(publicDeclaration).sort(newestDeclarationFirst),
      commitments: commitments.map(publicCommitment).sort(newestCommitmentFirst),
    },
    changesOn,
  }
}
