import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../../../src/contracts/people'
import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { OwnClaim } from './OwnClaim'
import { ShopEntry } from './ShopEntry'
import './index.scss'

/** The shops that somebody holds, and what became of claims. */
export default function ShopsPage() {
  const me = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="我的店铺">
      <Awaited question={me} show={(value) => <Shops me={value} onChange={me.ask} />} />
      <View className="shops-more">
        <Button
          type="primary"
          size="xlarge"
          block
          {...asButton(() => openNext('/packages/merchant/pages/claim/index'))}
        >
          认领店铺
        </Button>
        <View className="text-button" {...asButton(() => openNext('/packages/merchant/pages/redeem/index'))}>
          输入认领码
        </View>
      </View>
    </Screen>
  )
}

function Shops({ me: { grants, claims }, onChange }: { me: MeReadResponse; onChange: () => void }) {
  const shops = grants.filter(({ creditCode }) => creditCode !== null)
  // A claim that was confirmed is a shop above, or was one.
  const unsettled = claims.filter(({ state }) => state !== 'confirmed')
  return (
    <View>
      {shops.length === 0 && unsettled.length === 0 && (
        <View className="card">
          <View>您名下还没有店铺。</View>
          <View className="shops-note">认领后可以查看本店信息、指定店铺管理员。加入自愿，不收任何费用。</View>
        </View>
      )}
      {shops.map((grant) => (
        <ShopEntry key={grant.id} grant={grant} />
      ))}
      {unsettled.map((claim) => (
        <OwnClaim key={claim.id} claim={claim} onChange={onChange} />
      ))}
    </View>
  )
}
