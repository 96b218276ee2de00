import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Response } from '../../../../../src/contracts/functions'
import { DOOR_NAMES, nameOfAction, nameOfActor } from '../../../../../src/domain/auditNames'
import { outcomeInWords } from '../../../../../src/domain/auditOutcome'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { Awaited } from '../../../../components/Awaited'
import { FactList } from '../../../../components/FactList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import './index.scss'

/** One line of the log: who did what, and what changed. */
export default function LogLinePage() {
  const { id = '' } = useRouter().params
  const question = useQuestion(() => call('audit', 'line.read', { id: decodeURIComponent(id) }))
  return (
    <Screen title="日志详情">
      <Awaited question={question} show={(value) => <Line whole={value} />} />
    </Screen>
  )
}

function Line({ whole }: { whole: Response<'audit', 'line.read'> }) {
  const { line, reason, changes, batch, hash } = whole
  const { personId, creditCode } = line
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          {nameOfAction(line.action)}
        </View>
        <FactList
          facts={[
            ['时间', shanghaiDateTime(line.at)],
            ['人员', nameOfActor(line)],
            ['角色', line.roles.map((role) => ROLE_NAMES[role]).join('、') || null],
            ['入口', DOOR_NAMES[line.door]],
            ['结果', outcomeInWords(line.outcome)],
            ['理由', reason],
            ['信用代码', creditCode],
            ['对象', line.subject],
            ['人员编号', personId],
          ]}
        />
        {personId !== null && (
          <View className="text-button" {...asButton(() => openLog(`person=${personId}`))}>
            看这个人的全部记录
          </View>
        )}
        {creditCode !== null && (
          <View className="text-button" {...asButton(() => openLog(`shop=${creditCode}`))}>
            看这家店的全部记录
          </View>
        )}
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          改变了什么
        </View>
        {changes.length === 0 && <View className="log-line-none">{nothingChanged(whole)}</View>}
        {changes.map(({ thing, id, field, before, after }) => (
          <View key={`${thing} ${id} ${field}`} className="log-line-change">
            <View className="log-line-field">{`${thing}：${field}`}</View>
            <View>{`从“${before}”改为“${after}”`}</View>
          </View>
        ))}
        {batch && (
          <FactList
            facts={[
              ['涉及', `${batch.count} 条`],
              ['编号摘要', batch.digest],
            ]}
          />
        )}
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          日志位置
        </View>
        <FactList
          facts={[
            ['序号', line.id],
            ['校验值', hash],
          ]}
        />
      </View>
    </View>
  )
}

function nothingChanged({ batch, line }: Response<'audit', 'line.read'>): string {
  if (batch) return '这是一次批量处理，没有逐条列出。'
  return line.outcome === 'ok' ? '只是查看，没有改变数据。' : '没有完成，数据没有改变。'
}

function openLog(query: string): void {
  openNext(`/packages/staff/pages/log/index?${query}`)
}
