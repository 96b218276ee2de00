import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GrantView } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asFold } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** A manager of the shop, who can be sent away with a reason. */
export function Manager({ grant, onEnded }: { grant: GrantView; onEnded: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const end = useAction(async () => {
    const answer = await call('people', 'grant.end', { grantId: grant.id, reason })
    if (answer.ok) onEnded()
    return answer
  })
  const name = grant.maskedName ?? '未留姓名'
  return (
    <View className="manager">
      <View className="manager-top">
        <View>
          <View className="manager-name">{name}</View>
          <View className="manager-since">{`${shanghaiDateTime(grant.givenAt)} 起`}</View>
        </View>
        <View className="text-button" {...asFold(() => setOpen(!isOpen), `不再让${name}管理`, isOpen)}>
          {isOpen ? '先不改' : '不再让其管理'}
        </View>
      </View>
      {isOpen && (
        <View className="manager-end">
          <FormField
            label="理由"
            value={reason}
            placeholder="例如：已不在店里工作"
            hint="对方会看到"
            onChange={setReason}
          />
          <ActionButton label="结束管理员角色" action={end} />
        </View>
      )}
    </View>
  )
}
