import { View } from '@tarojs/components'
import { useState } from 'react'
import { ERROR_MESSAGES } from '../../../../../src/contracts/errors'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

type Props = { whole: Response<'people', 'claim.read'>; isOwn: boolean; onDecided: () => void }

/** Confirms or refuses; what was typed stays when somebody else was faster. */
export function Decision({ whole: { claim, owner }, isOwn, onDecided }: Props) {
  const [reason, setReason] = useState('')
  const decide = async (decision: 'confirm' | 'refuse') => {
    const answer = await call('people', 'claim.decide', { claimId: claim.id, decision, reason })
    if (answer.ok) onDecided()
    return answer
  }
  const confirm = useAction(() => decide('confirm'))
  const refuse = useAction(() => decide('refuse'))

  if (isOwn) return <View className="card">{ERROR_MESSAGES.CLAIM_OWN.zh}</View>
  return (
    <View className="card">
      <View className="card-title claim-decision-title" {...asHeading(2)}>
        您的决定
      </View>
      <FormField
        label={owner ? '理由（必填）' : '理由（不通过时必填）'}
        value={reason}
        placeholder="例如：照片看不清楚，请重拍"
        hint="认领人会看到，请不要写个人号码"
        isLong
        onChange={setReason}
      />
      <ActionButton label="通过，店铺归认领人" confirmLabel="再点一次，通过认领" action={confirm} />
      <ActionButton label="不通过" confirmLabel="再点一次，不通过" type="default" action={refuse} />
    </View>
  )
}
