import { View } from '@tarojs/components'
import type { AuditLineView } from '../../../../../src/contracts/audit'
import { DOOR_NAMES, nameOfAction, nameOfActor } from '../../../../../src/domain/auditNames'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'

/** One line in the list; opened, it shows what changed. */
export function LineEntry({ line }: { line: AuditLineView }) {
  const open = () => openNext(`/packages/staff/pages/logLine/index?id=${encodeURIComponent(line.id)}`)
  const isDone = line.outcome === 'ok'
  return (
    <View className="card log-line" {...asButton(open)}>
      <View className="log-line-what">
        <View className="card-title">{nameOfAction(line.action)}</View>
        {!isDone && <View className="log-line-refused">未完成</View>}
      </View>
      <View className="log-line-who">{whoOf(line)}</View>
      <View className="log-line-where">
        {[DOOR_NAMES[line.door], line.creditCode].filter(Boolean).join(' · ')}
      </View>
      <View className="log-line-when">{shanghaiDateTime(line.at)}</View>
    </View>
  )
}

function whoOf(line: AuditLineView): string {
  const names = line.roles.map((role) => ROLE_NAMES[role]).join('、')
  return [nameOfActor(line), names].filter(Boolean).join(' · ')
}
