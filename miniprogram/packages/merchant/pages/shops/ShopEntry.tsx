import { View } from '@tarojs/components'
import type { GrantView } from '../../../../../src/contracts/people'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'

/** A shop that somebody holds; tapping opens it. */
export function ShopEntry({ grant }: { grant: GrantView }) {
  const open = () => openNext(`/packages/merchant/pages/shop/index?creditCode=${grant.creditCode}`)
  return (
    <View className="card shops-entry" {...asButton(open)}>
      <View>
        <View className="card-title">{grant.placeName ?? grant.creditCode}</View>
        <View className="shops-note">
          {`您是${ROLE_NAMES[grant.role]}${grant.suspendedAt === null ? '' : '（已暂停，请联系所属地区工作人员）'}`}
        </View>
      </View>
      <View className="shops-entry-mark">进入</View>
    </View>
  )
}
