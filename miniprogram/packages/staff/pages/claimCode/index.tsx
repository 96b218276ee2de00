import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import './index.scss'

/** A clerk in the shop makes a code for whoever runs it. */
export default function ClaimCodePage() {
  const [creditCode, setCreditCode] = useState('')
  const [made, setMade] = useState<Response<'people', 'claimCode.make'>>()
  const make = useAction(async () => {
    const answer = await call('people', 'claimCode.make', { creditCode })
    if (answer.ok) setMade(answer.value)
    return answer
  })
  return (
    <Screen title="当面认领码">
      {made ? (
        <View className="card claim-code" {...asStatus()}>
          <View className="card-title" {...asHeading(2)}>
            {made.entityName}
          </View>
          <View className="claim-code-digits">{`${made.code.slice(0, 4)} ${made.code.slice(4)}`}</View>
          <View>{`${shanghaiDateTime(made.expiresAt)} 前有效，只能用一次`}</View>
          <View className="claim-code-text">
            请店主在自己的手机上打开“码上诚信”，点“我的”，进入“认领店铺”，再点“工作人员给了认领码”。请看着店主本人输入。
          </View>
          <View className="text-button" {...asButton(() => setMade(undefined))}>
            给另一家店做认领码
          </View>
        </View>
      ) : (
        <View className="card">
          <View className="claim-code-intro">
            到店里核对营业执照和店主本人后，给店主一个认领码，店主不用再上传照片。
          </View>
          <FormField
            label="统一社会信用代码"
            value={creditCode}
            placeholder="营业执照上的 18 位代码"
            maximum={40}
            onChange={setCreditCode}
          />
          <ActionButton label="生成认领码" action={make} />
        </View>
      )}
    </Screen>
  )
}
