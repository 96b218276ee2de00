import type { CASE_KINDS, CASE_STATES } from '../contracts/cases'
import type { RecordKind } from './recordKinds'

/** What somebody asks about a record. */
export type CaseKind = (typeof CASE_KINDS)[number]
/** Where a case stands; `open` until it is decided or taken back. */
export type CaseState = (typeof CASE_STATES)[number]

type CaseRule = {
  /** What people read for it. */
  name: string
  /** Within how many working days it is answered. */
  workingDays: number
  /** Where the number of days is from. */
  source: string
  /** What it can end with by decision, and what people read for that. */
  outcomes: Partial<Record<CaseState, string>>
  /** Who decides: the department that owns the record, or the unit of the shop. */
  decidedBy: 'department' | 'unit'
}

/** THE table of cases: from `open` to one of the outcomes, or to `takenBack` by whoever filed it; nothing leads out again. */
export const CASE_RULES: Record<CaseKind, CaseRule> = {
  objection: {
    name: '异议',
    workingDays: 5,
    source: '行政处罚结果信息网上公示暂行办法 第九条',
    outcomes: { kept: '核实无误，维持', corrected: '已更正', withdrawn: '已撤回该记录' },
    decidedBy: 'department',
  },
  mistake: {
    name: '公众纠错',
    workingDays: 5,
    source: '行政处罚结果信息网上公示暂行办法 第九条',
    outcomes: { kept: '核实无误，维持', corrected: '已更正', withdrawn: '已撤回该记录' },
    decidedBy: 'department',
  },
  repair: {
    name: '信用修复',
    workingDays: 10,
    source: '国办发〔2025〕22号（凭记忆，待核对）',
    outcomes: { granted: '同意修复，终止公示', refused: '不予修复' },
    decidedBy: 'department',
  },
  clarification: {
    name: '主体说明',
    workingDays: 3,
    source: '本市约定',
    outcomes: { confirmed: '已核对，随记录展示', refused: '不予展示' },
    decidedBy: 'unit',
  },
}

/** The same where the kind is not known, as in a line of the log. */
export const CASE_STATE_WORDS: Record<CaseState, string> = {
  open: '处理中',
  kept: '维持',
  corrected: '已更正',
  withdrawn: '已撤回记录',
  granted: '同意修复',
  refused: '未同意',
  confirmed: '已核对',
  takenBack: '已撤回申请',
}

/** What people read for where a case of a kind stands. */
export function caseStateName(kind: CaseKind, state: CaseState): string {
  return CASE_RULES[kind].outcomes[state] ?? CASE_STATE_WORDS[state]
}

/** Whether a decision may lead a case from where it stands to there. */
export function mayEndWith(kind: CaseKind, from: CaseState, to: CaseState): boolean {
  return from === 'open' && CASE_RULES[kind].outcomes[to] !== undefined
}

/** Whether the decision leaves the wish unmet, so that it says what can be done next (国办发〔2025〕22号). */
export function needsNextStep(state: CaseState): boolean {
  return state === 'kept' || state === 'refused'
}

/** What makes a record the same record stays: a wrong one of these is another record, so it is withdrawn. */
const IDENTIFYING: readonly string[] = ['documentNumber', 'authority', 'authorityCode', 'creditCode']

/** The public fields of a record that a case may correct, in the report's order. */
export function correctableFields({ fields }: RecordKind): RecordKind['fields'] {
  return fields.filter(({ name }) => !IDENTIFYING.includes(name))
}

/** What an entity that asks for repair promises, word for word (信用修复承诺). */
export const REPAIR_PROMISE =
  '本主体承诺：所提交的材料真实、合法、有效；已履行行政决定确定的义务，已纠正失信行为；今后依法诚信经营。如违背承诺，自愿承担相应责任。'
