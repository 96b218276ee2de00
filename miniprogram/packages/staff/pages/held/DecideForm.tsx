import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { useAction } from '../../../../useAction'
import { takeable } from './decidable'
import { type Decision, decideRows } from './decideRows'
import { EntityChoice, type NamedEntity } from './EntityChoice'

type Props = { rows: readonly HeldRowView[]; onDecided: (words: string) => void }

/** Why, and whether the rows are taken or left out; a single row can be taken for an entity that the person finds. */
export function DecideForm({ rows, onDecided }: Props) {
  const [reason, setReason] = useState('')
  const [entity, setEntity] = useState<NamedEntity>()
  const [single] = rows.length === 1 ? rows : []
  const never = rows.filter((row) => takeable(row) === 'never')
  const withoutEntity = rows.filter((row) => takeable(row) === 'forAnEntity')
  const isNamed = withoutEntity.length === 0 || entity !== undefined
  const decide = (decision: Decision) => async () => {
    const answer = await decideRows(rows, decision, entity?.creditCode ?? null, reason)
    if (answer.ok)
      onDecided(`${answer.value} 行已${decision === 'take' ? '入库，报告已更新' : '处理为不入库'}`)
    return answer
  }
  const take = useAction(decide('take'))
  const drop = useAction(decide('drop'))
  return (
    <View className="held-form">
      {single && never.length === 0 && (
        <EntityChoice
          key={single.id}
          isNeeded={withoutEntity.length > 0}
          entity={entity}
          onChange={setEntity}
        />
      )}
      {!single && never.length > 0 && (
        <View>{`选中的有 ${never.length} 行不能直接入库（含个人信息或不属于本部门），只能不入库。`}</View>
      )}
      {!single && never.length === 0 && withoutEntity.length > 0 && (
        <View>{`选中的有 ${withoutEntity.length} 行还没有对应的主体，请逐行处理。`}</View>
      )}
      <FormField
        label="理由（必填）"
        value={reason}
        placeholder="例如：已与决定书原件核对"
        hint="会记入日志，请不要写个人号码"
        onChange={setReason}
      />
      {never.length === 0 && isNamed && (
        <ActionButton
          label={single ? '入库' : `${rows.length} 行都入库`}
          confirmLabel="再点一次，写入信用记录"
          action={take}
        />
      )}
      <ActionButton
        label={single ? '不入库' : `${rows.length} 行都不入库`}
        confirmLabel="再点一次，不入库"
        type="default"
        action={drop}
      />
    </View>
  )
}
