import { addDays, type LegalDate } from './calendar'
import type { CreditRecord } from './creditRecord'
import {
  classifyPenalty,
  type HiddenReason,
  judgePenalty,
  nextChange,
  type PublicityFacts,
  type PublicityOptions,
  publicityOn,
  unchangedSince,
} from './publication'
import type { PenaltyTier, PublicationRuleSet } from './publicationRules'
import { type RecordKind, recordKind } from './recordKinds'
import { dateOfRecord, publicityFacts } from './recordPublicity'
import type { RecordFacts } from './report'
import { TIER_NAMES } from './tierNames'

/** Whether repair of a record may be asked for on a day. Lists have no shortest term of ours: their owner decides. */
export function repairOn(
  record: RecordFacts,
  today: LegalDate,
  options: PublicityOptions,
): 'open' | 'notYet' | 'notPossible' {
  const kind = recordKind(record.kind)
  const { reason, repairFrom } = why(record, today, options)
  if (!kind || reason !== 'shown' || kind.publicity === 'standing') return 'notPossible'
  if (kind.publicity === 'whileListed') return 'open'
  if (repairFrom === null) return 'notPossible'
  return repairFrom <= today ? 'open' : 'notYet'
}

/** What a decision stands on: document, its number, and the article where it was read (domain.md 3). */
export type Clause = { document: string; number: string | null; article: string | null }

/** Why a record is not shown; the last two are ours: no such kind, no usable day. */
export type WhyHidden = HiddenReason | 'unknownKind' | 'undated'

/** Whether a record is shown on a day, by which clause and how long; `words` says all of it in Chinese. */
export type Why = {
  reason: 'shown' | WhyHidden
  clause: Clause
  /** Since when it has been as it is; null where no day is known. */
  since: LegalDate | null
  /** Last day on which it is as it is; null: no end is known. */
  until: LegalDate | null
  /** First day on which the entity may ask for its repair; null: not early, or not by repair. */
  repairFrom: LegalDate | null
  words: string
}

const clause = (document: string, number: string | null, article: string | null = null): Clause => ({
  document,
  number,
  article,
})
const PENALTY_LAW = clause('中华人民共和国行政处罚法', null, '第四十八条')
const REPAIR_RULES = clause('信用修复管理办法', '国家发展改革委令第36号')
/** Lists end with their removal: the list of the severely dishonest, and the abnormal ones. */
const LISTS = clause('信用修复管理办法', '国家发展改革委令第36号', '第四条')
const ABNORMAL = clause('企业经营异常名录管理暂行办法', null)
/** Of household businesses; from memory. */
const ABNORMAL_STATE = clause('个体工商户年度报告暂行办法', null)
/** Seven working days after the decision it is open to the public. */
const DOUBLE_PUBLICITY = clause(
  '关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见',
  '发改办财金〔2018〕424号',
)
const REPORT_STANDARD = clause('公共信用信息报告标准（2022年版）', null)
/** From memory: under 58号令 publication stops while a decision is under review. */
const REVIEW = clause('失信行为纠正后的信用信息修复管理办法（试行）', '国家发展改革委令第58号')
const MINORS = clause('行政处罚结果信息网上公示暂行办法', null, '第五条')

/** Why a record is shown on a day, or not; pure, so that officer, merchant and tests read the same. */
export function why(record: CreditRecord | RecordFacts, today: LegalDate, options: PublicityOptions): Why {
  const kind = recordKind(record.kind)
  if (!kind) return withWords(unshowable('unknownKind', REPORT_STANDARD), '', null)
  if (dateOfRecord(kind, record) === undefined)
    return withWords(unshowable('undated', clauseOfKind(kind)), kind.label, null)

  const facts = publicityFacts(kind, record)
  const answer = publicityOn(kind.publicity, facts, today, options)
  const basis = basisOf(kind, facts, today, options)
  if (answer.shown) {
    const since = unchangedSince(kind.publicity, facts, today, options) ?? dateOfRecord(kind, record) ?? null
    const { until, repairFrom } = answer
    return withWords({ reason: 'shown', clause: basis.clause, since, until, repairFrom }, kind.label, basis)
  }
  const { reason } = answer
  return withWords(
    {
      reason,
      clause: clauseOfReason(reason, basis.clause),
      since: sinceOf(record, kind, facts, reason, today, options),
      until: nextShown(kind, facts, today, options),
      repairFrom: null,
    },
    kind.label,
    basis,
  )
}

/** By what a record is judged: for penalties the rule set and the tier, otherwise the clause alone. */
type Basis = { clause: Clause; ruleSet: PublicationRuleSet | null; tier: PenaltyTier | null; repair: Clause }

function basisOf(
  kind: RecordKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions,
): Basis {
  const { decidedOn } = facts
  if (kind.publicity !== 'penalty' || decidedOn === undefined)
    return { clause: clauseOfKind(kind), ruleSet: null, tier: null, repair: clauseOfKind(kind) }
  const { publication, repair } = judgePenalty({ ...facts, decidedOn }, today, options)
  const of = ({ document, number }: PublicationRuleSet) => clause(document, number)
  return {
    clause: of(publication.ruleSet),
    ruleSet: publication.ruleSet,
    tier: classifyPenalty(facts),
    repair: of(repair.ruleSet),
  }
}

function clauseOfKind({ kind, chapter, publicity }: RecordKind): Clause {
  if (kind === 'abnormalState') return ABNORMAL_STATE
  if (chapter === 'dishonesty') return LISTS
  if (chapter === 'abnormal') return ABNORMAL
  if (publicity === 'penalty' || chapter === 'administration') return DOUBLE_PUBLICITY
  return REPORT_STANDARD
}

function clauseOfReason(reason: HiddenReason, basis: Clause): Clause {
  if (reason === 'revoked') return PENALTY_LAW
  if (reason === 'repaired') return REPAIR_RULES
  if (reason === 'suspended') return REVIEW
  if (reason === 'minorPerson') return MINORS
  return basis
}

function unshowable(reason: WhyHidden, clause: Clause): Omit<Why, 'words'> {
  return { reason, clause, since: null, until: null, repairFrom: null }
}

function sinceOf(
  record: CreditRecord | RecordFacts,
  kind: RecordKind,
  facts: PublicityFacts,
  reason: HiddenReason,
  today: LegalDate,
  options: PublicityOptions,
): LegalDate | null {
  if (reason === 'revoked') return facts.revokedOn ?? null
  if (reason === 'repaired') return facts.repairedOn ?? null
  if (reason === 'removed') return facts.removedOn ?? null
  if (reason === 'suspended') return 'suspension' in record ? (record.suspension?.since ?? null) : null
  if (reason === 'notYet' || reason === 'minorPerson') return null
  return unchangedSince(kind.publicity, facts, today, options)
}

/** The day before a record that is not shown comes to be, if it ever does by time alone. */
function nextShown(
  kind: RecordKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions,
): LegalDate | null {
  let day = nextChange(kind.publicity, facts, today, options)
  while (day !== null && !publicityOn(kind.publicity, facts, day, options).shown)
    day = nextChange(kind.publicity, facts, day, options)
  return day === null ? null : addDays(day, -1)
}

/** 《…》（…号）第四条 */
export function clauseText({ document, number, article }: Clause): string {
  return `《${document}》${number === null ? '' : `（${number}）`}${article ?? ''}`
}

function withWords(found: Omit<Why, 'words'>, label: string, basis: Basis | null): Why {
  return {
    ...found,
    words: found.reason === 'shown' ? shownWords(found, label, basis) : hiddenWords(found, basis),
  }
}

function shownWords(
  { clause, since, until, repairFrom }: Omit<Why, 'words'>,
  label: string,
  basis: Basis | null,
): string {
  const tier = basis?.tier ? `按${tierWords(basis)}` : ''
  const from = since === null ? '' : `自 ${since} 起`
  const end = until === null ? '没有截止日' : `公示至 ${until}（含当日）`
  return `正在公示：${label}。依据${clauseText(clause)}${tier}，${from}公示，${end}。${repairWords(repairFrom, basis)}`
}

/** 58号令 knows no tiers. */
function tierWords({ ruleSet, tier }: Basis): string {
  return ruleSet?.id === '2023' ? '不分档' : `${TIER_NAMES[tier ?? 'ordinary']}失信`
}

function repairWords(repairFrom: LegalDate | null, basis: Basis | null): string {
  if (!basis?.ruleSet) return ''
  return repairFrom === null
    ? '公示期内不得提前修复。'
    : `自 ${repairFrom} 起可以申请信用修复（依据${clauseText(basis.repair)}）。`
}

const HIDDEN_WORDS: Record<WhyHidden, string> = {
  minor: '轻微，原则上不予公示',
  expired: '公示期满，自动停止公示',
  repaired: '已完成信用修复，终止公示',
  revoked: '决定已被撤销、变更或确认违法、无效，撤回公示',
  suspended: '行政复议或者行政诉讼期间，暂停公示',
  removed: '已移出名单，不再公示',
  minorPerson: '当事人是未成年人，不得公开',
  notYet: '还没有到公示的日期',
  unknownKind: '平台不认识这一类记录，不公示',
  undated: '记录没有可用的日期，公示期无法计算，不公示',
}

function hiddenWords({ reason, clause, since, until }: Omit<Why, 'words'>, basis: Basis | null): string {
  const tier = (reason === 'minor' || reason === 'expired') && basis?.tier ? `按${tierWords(basis)}` : ''
  const what = reason === 'shown' ? '' : HIDDEN_WORDS[reason]
  const from = since === null ? '' : `自 ${since} 起不公示。`
  const end = until === null ? '' : `${addDays(until, 1)} 起公示。`
  return `不公示：${what}。依据${clauseText(clause)}${tier}。${from}${end}`
}
