import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { REGISTRATION_KIND } from '../../../../../src/domain/intake/kinds'
import { UNITS } from '../../../../../src/domain/units'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { useAction } from '../../../../useAction'
import { Choices } from '../../Choices'
import { takeable } from './decidable'
import { type Decision, decideRows } from './decideRows'
import { EntityChoice, type NamedEntity } from './EntityChoice'

type Props = { rows: readonly HeldRowView[]; onDecided: (words: string, ids: readonly string[]) => void }

/**
 * Why, and whether the rows are taken or left out; a single row can be taken for an entity that the person finds, or in a
 * unit that the person names.
 */
export function DecideForm({ rows, onDecided }: Props) {
  const [reason, setReason] = useState('')
  const [entity, setEntity] = useState<NamedEntity>()
  const [unit, setUnit] = useState<string>()
  const [single] = rows.length === 1 ? rows : []
  const ways = rows.map(takeable)
  const isNever = ways.includes('never')
  const needsEntity = ways.includes('forAnEntity')
  const needsUnit = ways.includes('inAUnit')
  const isReady = !isNever && (!needsEntity || entity !== undefined) && (!needsUnit || unit !== undefined)
  const decide = (decision: Decision) => async () => {
    const named = { creditCode: entity?.creditCode ?? null, unit: unit ?? null }
    const { done, failure } = await decideRows(rows, decision, named, reason)
    const end = decision === 'take' ? '入库，报告已更新' : '处理为不入库'
    if (done.length > 0) onDecided(`${done.length} 行已${end}`, done)
    return failure ? { ok: false as const, error: failure } : { ok: true as const, value: undefined }
  }
  const take = useAction(decide('take'))
  const drop = useAction(decide('drop'))
  const isOfRecord = single !== undefined && single.kind !== REGISTRATION_KIND.key
  return (
    <View className="held-form">
      {isOfRecord && !isNever && (
        <EntityChoice key={single.id} isNeeded={needsEntity} entity={entity} onChange={setEntity} />
      )}
      {single && !isNever && needsUnit && (
        <View>
          <View className="form-field-label">所属的报送单位（入库必须选定）</View>
          <Choices options={UNITS} chosen={unit} onChoose={setUnit} />
        </View>
      )}
      {!single && <View>{bulkObstacle(ways)}</View>}
      <FormField
        label="理由（必填）"
        value={reason}
        placeholder="例如：已与决定书原件核对"
        hint="会记入日志，请不要写个人号码"
        onChange={setReason}
      />
      {isReady && (
        <ActionButton
          label={single ? '入库' : `${rows.length} 行都入库`}
          confirmLabel="再点一次，确认入库"
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

/** Why several rows cannot be taken together; empty when they can. */
function bulkObstacle(ways: readonly ReturnType<typeof takeable>[]): string {
  const never = ways.filter((way) => way === 'never').length
  if (never > 0) return `选中的有 ${never} 行不能直接入库（每行写有原因），只能不入库。`
  const unnamed = ways.filter((way) => way !== 'asItIs').length
  return unnamed > 0 ? `选中的有 ${unnamed} 行还要选定主体或单位，请逐行处理。` : ''
}
