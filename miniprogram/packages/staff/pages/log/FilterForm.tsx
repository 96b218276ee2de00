import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AuditFilter } from '../../../../../src/contracts/audit'
import { ACTION_NAMES, JOB_NAMES, nameOfAction } from '../../../../../src/domain/auditNames'
import { FormField } from '../../../../components/FormField'
import { asButton, asChoice, asFold } from '../../../../platform/semantics'
import { EVERYTHING, readFilter, type TypedFilter } from './typedFilter'

const OUTCOMES = [
  ['', '全部'],
  ['ok', '完成'],
  ['refused', '未完成'],
] as const
const ACTIONS = Object.entries({ ...ACTION_NAMES, ...JOB_NAMES })
const DAY_FAILURE = '请写成年-月-日，例如 2026-11-25'

type Props = { initial: TypedFilter; onSearch: (filter: AuditFilter) => void }

/** By whom, on which shop, what, how it ended, and when. */
export function FilterForm({ initial, onSearch }: Props) {
  const [typed, setTyped] = useState(initial)
  const [wrong, setWrong] = useState<'from' | 'to'>()
  const [isChoosing, setChoosing] = useState(false)
  const set = (field: keyof TypedFilter) => (value: string) => setTyped({ ...typed, [field]: value })

  function search(next: TypedFilter) {
    const filter = readFilter(next)
    setWrong(filter.ok ? undefined : filter.error.field)
    if (filter.ok) onSearch(filter.value)
  }
  function choose(action: string) {
    setTyped({ ...typed, action })
    setChoosing(false)
  }
  function clear() {
    setTyped(EVERYTHING)
    search(EVERYTHING)
  }

  return (
    <View className="card">
      <View className="log-outcomes">
        {OUTCOMES.map(([outcome, name]) => (
          <View
            key={outcome}
            className={outcome === typed.outcome ? 'log-outcome log-outcome-chosen' : 'log-outcome'}
            {...asChoice(() => set('outcome')(outcome), outcome === typed.outcome)}
          >
            {name}
          </View>
        ))}
      </View>
      <View className="log-fold" {...asFold(() => setChoosing(!isChoosing), '选择操作', isChoosing)}>
        <View>{`操作：${typed.action === '' ? '全部' : nameOfAction(typed.action)}`}</View>
        <View className="log-fold-mark">{isChoosing ? '收起' : '选择'}</View>
      </View>
      {isChoosing && (
        <View className="log-actions">
          {[['', '全部操作'] as const, ...ACTIONS].map(([action, name]) => (
            <View
              key={action}
              className={action === typed.action ? 'log-action log-action-chosen' : 'log-action'}
              {...asChoice(() => choose(action), action === typed.action)}
            >
              {name}
            </View>
          ))}
        </View>
      )}
      <View className="log-days">
        <FormField
          label="从哪一天"
          value={typed.from}
          placeholder="2026-11-01"
          failure={wrong === 'from' ? DAY_FAILURE : ''}
          maximum={10}
          onChange={set('from')}
        />
        <FormField
          label="到哪一天"
          value={typed.to}
          placeholder="2026-11-30"
          failure={wrong === 'to' ? DAY_FAILURE : ''}
          maximum={10}
          onChange={set('to')}
        />
      </View>
      <FormField
        label="统一社会信用代码"
        value={typed.creditCode}
        placeholder="店铺的 18 位代码"
        maximum={40}
        onChange={set('creditCode')}
      />
      <FormField
        label="人员编号"
        value={typed.personId}
        placeholder="从日志详情中复制"
        maximum={80}
        onChange={set('personId')}
      />
      <Button className="log-search" type="primary" size="xlarge" block {...asButton(() => search(typed))}>
        查询
      </Button>
      <View className="text-button" {...asButton(clear)}>
        清除条件
      </View>
    </View>
  )
}
