import { View } from '@tarojs/components'
import type { WaitingWithdrawalView } from '../../../../../src/contracts/intake'
import { DEPARTMENTS } from '../../../../../src/domain/departments'
import { DOUBT_NAMES, INTAKE_STATE_NAMES } from '../../../../../src/domain/intake/words'
import { openNext } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'

/** A withdrawal that waits: how much time is left, what it is, and the way to where it is decided. */
export function WaitingEntry({ waiting }: { waiting: WaitingWithdrawalView }) {
  const isFile = waiting.what === 'file'
  const department = DEPARTMENTS.find(({ key }) => key === waiting.department)?.name ?? waiting.department
  const url = isFile
    ? `/packages/staff/pages/intake/index?id=${waiting.id}`
    : `/packages/staff/pages/held/index?intakeId=${waiting.intakeId}`
  return (
    <View className="card withdrawals-entry" {...asButton(() => openNext(url))}>
      <View className="withdrawals-time">
        <View className={`withdrawals-left withdrawals-${lookOf(waiting)}`}>{leftInWords(waiting)}</View>
        <View className="withdrawals-note">{dueInWords(waiting)}</View>
      </View>
      <View className="withdrawals-what">
        <View className="card-title withdrawals-name" {...asHeading(2)}>
          {isFile ? waiting.fileName : waiting.subjectName}
        </View>
        <View>
          {isFile
            ? fileInWords(waiting)
            : `${waiting.event}：${waiting.recordKind} ${waiting.documentNumber}`}
        </View>
        {!isFile &&
          waiting.doubts.map(({ code, words }) => (
            <View key={`${code} ${words}`}>{`${DOUBT_NAMES[code]}：${words}`}</View>
          ))}
        <View className="withdrawals-note">
          {isFile ? `${department} · 整个文件` : `${department} · 文件第 ${waiting.row} 行`}
        </View>
      </View>
      <View className="withdrawals-go">{isFile ? '去确认' : '去处理'}</View>
    </View>
  )
}

type Clock = Pick<WaitingWithdrawalView, 'workingDaysLeft' | 'isLate'>

function lookOf({ workingDaysLeft, isLate }: Clock): 'late' | 'today' | 'left' {
  if (isLate) return 'late'
  return workingDaysLeft === 0 ? 'today' : 'left'
}

function leftInWords({ workingDaysLeft, isLate }: Clock): string {
  if (isLate) return '已超过期限'
  return workingDaysLeft === 0 ? '今天到期' : `还剩 ${workingDaysLeft} 个工作日`
}

function dueInWords({ noticedOn, dueOn, isDueAnnounced }: WaitingWithdrawalView): string {
  const sure = isDueAnnounced ? '' : '（其间的放假安排还没有公布，日期可能变动）'
  return `${noticedOn} 得知，最迟 ${dueOn} 撤下${sure}`
}

function fileInWords({ state, withdrawalCount }: Extract<WaitingWithdrawalView, { what: 'file' }>): string {
  if (withdrawalCount === null) return `撤回公示的文件，${INTAKE_STATE_NAMES[state]}`
  return `${withdrawalCount} 条撤回还没有生效，${INTAKE_STATE_NAMES[state]}`
}
