import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../src/contracts/people'
import type { Role } from '../../../src/contracts/roles'
import { openNext } from '../../navigation'
import { asButton } from '../../platform/semantics'

const MERCHANTS: readonly Role[] = ['merchantOwner', 'merchantManager']

/** Ways into the pages of merchants and of staff, for those who have a use for them. */
export function DoorList({ me }: { me: MeReadResponse }) {
  const isMerchant = me.grants.some(({ role }) => MERCHANTS.includes(role))
  const isStaff = me.grants.some(({ role }) => !MERCHANTS.includes(role))
  const doors = [
    isStaff && {
      label: '工作台',
      note: '按您的角色办理工作',
      url: '/packages/staff/pages/index/index',
    },
    (isMerchant || me.claims.length > 0) && {
      label: '我的店铺',
      note: '店铺、管理员、转让和认领进度',
      url: '/packages/merchant/pages/shops/index',
    },
    !isStaff && {
      label: '认领店铺',
      note: '店主凭营业执照或认领码认领自己的店',
      url: '/packages/merchant/pages/claim/index',
    },
  ]
  return (
    <View className="card">
      {doors.map(
        (door) =>
          door && (
            <View key={door.url} className="me-door" {...asButton(() => openNext(door.url))}>
              <View>
                <View className="me-door-label">{door.label}</View>
                <View className="me-note">{door.note}</View>
              </View>
              <View className="me-door-mark">进入</View>
            </View>
          ),
      )}
    </View>
  )
}
