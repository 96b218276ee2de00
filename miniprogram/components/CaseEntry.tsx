import { View } from '@tarojs/components'
import type { CaseRowView } from '../../src/contracts/cases'
import { shanghaiDate } from '../../src/domain/calendar'
import { CASE_RULES, caseStateName } from '../../src/domain/caseStates'
import './CaseEntry.scss'

/** A case as both sides see it in a list: what, where it stands, by when. */
export function CaseEntry({ found }: { found: CaseRowView }) {
  const { kind, state, number, entityName, recordName, filedAt, outcomeReason, nextStep } = found
  return (
    <View>
      <View className="card-title">{`${CASE_RULES[kind].name}：${entityName}`}</View>
      <View>{recordName}</View>
      <View className="case-entry-note">{`${number} · ${shanghaiDate(filedAt)} 提交 · ${caseStateName(kind, state)}`}</View>
      {state === 'open' && <View className={found.isLate ? 'case-entry-late' : ''}>{dueWords(found)}</View>}
      {outcomeReason !== null && <View>{`答复：${outcomeReason}`}</View>}
      {nextStep !== null && <View>{`下一步：${nextStep}`}</View>}
    </View>
  )
}

/** The day by which it is answered, and how sure that day is. */
export function dueWords({
  dueOn,
  isDueAnnounced,
  isLate,
}: Pick<CaseRowView, 'dueOn' | 'isDueAnnounced' | 'isLate'>): string {
  const sure = isDueAnnounced ? '' : '（其间的放假安排还没有公布，日期可能变动）'
  return `${isLate ? '已超过办理期限' : '办理期限'} ${dueOn}${sure}`
}
