import { RECORD_KINDS } from '../recordKinds'

/** What the kind of a file of withdrawals is called. */
export const WITHDRAWAL_NAME = '撤回公示'

/** A kind of file, for pages, which do not load the tables. `department`: the only one that hands it over. */
export type IntakeKind = { key: string; name: string; department?: string }

/** The file that tells which entities there are, instead of records about them. */
export const REGISTRATION_KIND = { key: 'registration', name: '登记信息', department: 'marketRegulation' }

/** The kinds of files in the order of the report. */
export const INTAKE_KINDS: readonly IntakeKind[] = [
  ...RECORD_KINDS.map(({ kind, label }) => ({ key: kind, name: label })),
  { key: 'withdrawal', name: WITHDRAWAL_NAME },
  REGISTRATION_KIND,
]

/** What people read for a kind of file. */
export function intakeKindName(kind: string): string {
  return INTAKE_KINDS.find(({ key }) => key === kind)?.name ?? kind
}

/** Why a record is taken off the reports. */
export const WITHDRAWAL_EVENTS: readonly string[] = [
  '撤销',
  '变更',
  '确认违法',
  '确认无效',
  '移出名单',
  '信用修复',
]
