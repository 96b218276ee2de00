import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Response } from '../../../../../src/contracts/functions'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'

/** What happens next with a claim that was sent. */
export function ClaimSent({ sent: { claim, isDispute } }: { sent: Response<'people', 'claim.submit'> }) {
  return (
    <View className="card" {...asStatus()}>
      <View className="card-title" {...asHeading(2)}>
        已提交，正在等待核对
      </View>
      <View className="claim-sent-text">
        {`工作人员会核对您对“${claim.entityName}”的认领。结果在“我的店铺”里可以看到。`}
      </View>
      {isDispute && (
        <View className="claim-sent-text">
          这家店目前已有人认领。工作人员会分别核实，必要时与您电话联系；原来的店主会收到通知。
        </View>
      )}
      <Button
        className="claim-sent-next"
        type="primary"
        size="xlarge"
        block
        {...asButton(() => Taro.redirectTo({ url: '/packages/merchant/pages/shops/index' }))}
      >
        查看我的店铺
      </Button>
    </View>
  )
}
