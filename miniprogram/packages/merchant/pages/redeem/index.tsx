import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { GrantView } from '../../../../../src/contracts/people'
import { ActionButton } from '../../../../components/ActionButton'
import { ConsentCard } from '../../../../components/ConsentCard'
import { FormField } from '../../../../components/FormField'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { ClaimantFields } from '../../ClaimantFields'
import { useClaimant } from '../../useClaimant'
import './index.scss'

/** Somebody types the code that a clerk has handed over in the shop. */
export default function RedeemPage() {
  const form = useClaimant()
  const [code, setCode] = useState('')
  const [grant, setGrant] = useState<GrantView>()
  const redeem = useAction(async () => {
    const claimant = form.check()
    if (!claimant) return { ok: true, value: undefined }
    const answer = await call('people', 'claimCode.redeem', { code, ...claimant })
    if (answer.ok) setGrant(answer.value.grant)
    return answer
  })

  if (grant)
    return (
      <Screen title="输入认领码">
        <View className="card" {...asStatus()}>
          <View className="card-title" {...asHeading(2)}>
            认领成功
          </View>
          <View className="redeem-text">{`“${grant.placeName}”已在您名下。`}</View>
          <Button
            className="redeem-text"
            type="primary"
            size="xlarge"
            block
            {...asButton(() => Taro.redirectTo({ url: '/packages/merchant/pages/shops/index' }))}
          >
            查看我的店铺
          </Button>
        </View>
      </Screen>
    )
  return (
    <Screen title="输入认领码">
      <View className="card">
        <FormField
          label="认领码"
          type="number"
          value={code}
          placeholder="工作人员给您的 8 位数字"
          maximum={20}
          hint="认领码 30 分钟内有效，只能用一次"
          onChange={setCode}
        />
        <ClaimantFields form={form} />
      </View>
      <ConsentCard
        hasAgreed={form.hasAgreed}
        failure={form.failures.consent}
        onChange={(hasAgreed) => form.change({ hasAgreed })}
      />
      <View className="redeem-send">
        <ActionButton label="认领店铺" action={redeem} />
      </View>
    </Screen>
  )
}
