import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { GrantView } from '../../../../../src/contracts/people'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { Awaited } from '../../../../components/Awaited'
import { FactList } from '../../../../components/FactList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { LeaveShop } from './LeaveShop'
import { Managers } from './Managers'
import { OwnReport } from './OwnReport'
import './index.scss'

/** One shop: its people, and the ways out of it. */
export default function ShopPage() {
  const { creditCode = '' } = useRouter().params
  const me = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="店铺">
      <Awaited
        question={me}
        show={({ grants }) => <Shop grant={grants.find((grant) => grant.creditCode === creditCode)} />}
      />
    </Screen>
  )
}

function Shop({ grant }: { grant: GrantView | undefined }) {
  if (!grant?.creditCode)
    return (
      <View className="card">
        <View>这家店不在您名下，可能已经转让或退出。</View>
      </View>
    )
  const { creditCode } = grant
  const isOwner = grant.role === 'merchantOwner' && grant.suspendedAt === null
  const seeRecords = () => openNext(`/packages/merchant/pages/records/index?creditCode=${creditCode}`)
  const seeCases = () => openNext('/packages/merchant/pages/cases/index')
  const handOver = () => openNext(`/packages/merchant/pages/handOver/index?creditCode=${creditCode}`)
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          {grant.placeName ?? creditCode}
        </View>
        <FactList
          facts={[
            ['信用代码', creditCode],
            ['您的角色', ROLE_NAMES[grant.role]],
          ]}
        />
      </View>
      {grant.suspendedAt === null && (
        <View className="card">
          <View className="card-title" {...asHeading(2)}>
            信用记录
          </View>
          <View className="shop-text">
            看公众看到什么、为什么；有误的提出异议，到期的申请修复，想说的写说明。
          </View>
          <View className="text-button shop-link" {...asButton(seeRecords)}>
            我的信用记录
          </View>
          <View className="text-button shop-link" {...asButton(seeCases)}>
            我的申请
          </View>
        </View>
      )}
      {grant.suspendedAt === null && <OwnReport creditCode={creditCode} />}
      {isOwner && <Managers creditCode={creditCode} />}
      {isOwner && (
        <View className="card">
          <View className="card-title" {...asHeading(2)}>
            换店主
          </View>
          <View className="shop-text">店铺转给别人经营时，请把它转让给新店主。</View>
          <View className="text-button shop-link" {...asButton(handOver)}>
            转让店铺
          </View>
        </View>
      )}
      <LeaveShop grant={grant} />
    </View>
  )
}
