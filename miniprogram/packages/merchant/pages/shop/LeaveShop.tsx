import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { GrantView } from '../../../../../src/contracts/people'
import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** The way out of a shop, for whoever holds a role in it. */
export function LeaveShop({ grant }: { grant: GrantView }) {
  const isOwner = grant.role === 'merchantOwner'
  const leave = useAction(async () => {
    const answer = await call('people', 'grant.leave', { grantId: grant.id })
    if (answer.ok) Taro.redirectTo({ url: '/packages/merchant/pages/shops/index' })
    return answer
  })
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        不再打理这家店
      </View>
      <View className="shop-text">
        {isOwner
          ? '退出后，您和管理员都不能再打理这家店；以后可以重新认领。'
          : '退出后，您不能再打理这家店；需要时请店主重新邀请。'}
      </View>
      <ActionButton label="退出这家店" confirmLabel="再点一次，退出这家店" type="default" action={leave} />
    </View>
  )
}
