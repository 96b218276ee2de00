import type { ReportCommitment, ReportDeclaration, ReportEntity, ReportRecord } from '../contracts/report'
import { recordKind } from './recordKinds'

/** One field as page, document and file show it. `value` is null where nothing is told; `long` text is folded on a page. */
export type ReportField = { label: string; value: string | null; long?: boolean }

/** What the national report prints where a value is missing. */
export const MISSING = '— —'

/** The registry's state of an entity in the report's words. */
const STATUS_WORDS: Record<NonNullable<ReportEntity['status']>, string> = {
  active: '存续',
  deregistered: '已注销',
  licenceRevoked: '吊销',
}

/** In words; a source that only lists an entity has not told its state. */
export function statusWords(status: ReportEntity['status']): string {
  return status ? STATUS_WORDS[status] : '数据来源未提供'
}

/** The official labels that differ by what kind of entity it is (report V2.0, chapter one). */
const BASIC_LABELS: Record<ReportEntity['entityType'], { name: string; person: string; kind: string }> = {
  enterprise: { name: '企业名称/机构名称', person: '法定代表人/负责人/执行事务合伙人', kind: '企业类型' },
  cooperative: { name: '企业名称/机构名称', person: '法定代表人/负责人/执行事务合伙人', kind: '企业类型' },
  individual: { name: '名称', person: '经营者', kind: '类型' },
}

/** Chapter one. Only an enterprise has an address here: that of a household business may be a home. */
export function basicFields(entity: ReportEntity): ReportField[] {
  const labels = BASIC_LABELS[entity.entityType]
  return [
    { label: labels.name, value: entity.name },
    { label: '统一社会信用代码', value: entity.creditCode },
    { label: labels.person, value: entity.legalRepresentative },
    { label: labels.kind, value: entity.entityKind },
    { label: '成立日期', value: entity.establishedOn },
    ...(entity.entityType === 'enterprise' ? [{ label: '住所', value: entity.address }] : []),
    { label: '数据来源', value: `${entity.source}（${entity.sourceOn}）` },
  ]
}

/**
 * The public fields of a record in the official order. Where a record does not repeat its source among its values, the
 * one it was delivered with stands in.
 */
export function recordFields(record: ReportRecord): ReportField[] {
  return (recordKind(record.kind)?.fields ?? []).map(({ name, label, long }) => ({
    label,
    value: record.values[name] ?? (name === 'source' ? record.source : null),
    long,
  }))
}

const DECLARATION_WORDS: Record<ReportDeclaration['category'], string> = {
  qualification: '资质证照',
  operation: '市场经营',
  contract: '合同履行',
  publicGood: '社会公益',
}

/** What the merchant's own words are marked with, wherever they stand. */
export const OWN_WORDS_MARK = '由市场主体自愿填报并承诺真实'
/** And what they are not. */
export const OWN_WORDS_NOTE = '以下是经营者自己的话，不属于公共信用信息。'

/** A declaration under its title. */
export function declarationFields(declaration: ReportDeclaration): ReportField[] {
  return [
    { label: '内容', value: declaration.content, long: true },
    { label: '类别', value: DECLARATION_WORDS[declaration.category] },
    { label: '填报日期', value: declaration.declaredOn },
    { label: '报送单位确认日期', value: declaration.confirmedOn },
  ]
}

/** A commitment. */
export function commitmentFields(commitment: ReportCommitment): ReportField[] {
  return [
    { label: '承诺内容', value: commitment.content, long: true },
    { label: '违诺责任', value: commitment.liability, long: true },
    { label: '承诺作出日期', value: commitment.madeOn },
    { label: '承诺有效期', value: commitment.validUntil },
    { label: '承诺履行状态', value: commitment.fulfilment },
    { label: '承诺编码', value: commitment.number },
  ]
}
