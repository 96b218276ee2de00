import { RECORD_KINDS } from '../recordKinds'

/** What the kind of a file of withdrawals is called. */
export const WITHDRAWAL_NAME = '撤回公示'

/** The kinds of files in the order of the report, for pages, which do not load the tables. */
export const INTAKE_KINDS: readonly { key: string; name: string }[] = [
  ...RECORD_KINDS.map(({ kind, label }) => ({ key: kind, name: label })),
  { key: 'withdrawal', name: WITHDRAWAL_NAME },
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
