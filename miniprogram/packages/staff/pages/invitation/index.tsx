import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { GrantView } from '../../../../../src/contracts/people'
import { PLACE_OF_ROLE } from '../../../../../src/contracts/roles'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { FailureCard } from '../../../../components/FailureCard'
import { IdentityPicker } from '../../../../components/IdentityPicker'
import { Screen } from '../../../../components/Screen'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { AcceptForm } from './AcceptForm'
import { useInvitation } from './useInvitation'
import './index.scss'

/** Somebody was invited to a role: what it is, where, by whom, and the way to accept it. */
export default function InvitationPage() {
  const { view, read, accepted } = useInvitation()
  return (
    <Screen title="邀请">
      <View {...asStatus()}>
        {view.state === 'loading' && <View className="card">正在读取邀请…</View>}
        {view.state === 'accepted' && <Accepted grant={view.grant} />}
      </View>
      {view.state === 'nobody' && (
        <>
          <View className="card">
            <View className="card-title" {...asHeading(2)}>
              请在微信中打开
            </View>
            <View>角色要绑定您的微信。请把链接发到微信里打开，或用微信“扫一扫”扫描对方的二维码。</View>
          </View>
          <IdentityPicker onChosen={read} />
        </>
      )}
      {view.state === 'failed' && <FailureCard failure={view.failure} retry={read} />}
      {view.state === 'invited' && (
        <AcceptForm token={view.token} invitation={view.invitation} onAccepted={accepted} />
      )}
    </Screen>
  )
}

function Accepted({ grant }: { grant: GrantView }) {
  const isShop = PLACE_OF_ROLE[grant.role] === 'creditCode'
  const begin = () =>
    Taro.redirectTo({
      url: isShop ? '/packages/merchant/pages/shops/index' : '/packages/staff/pages/index/index',
    })
  const setPin = () => Taro.redirectTo({ url: '/packages/staff/pages/pin/index' })
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        已接受邀请
      </View>
      <View>{`您现在是${[grant.placeName, ROLE_NAMES[grant.role]].filter(Boolean).join(' ')}。`}</View>
      {!isShop && <View>要在电脑上工作，请先设置 6 位操作密码。</View>}
      <Button className="invitation-next" type="primary" size="xlarge" block {...asButton(begin)}>
        {isShop ? '打开我的店铺' : '打开工作台'}
      </Button>
      {!isShop && (
        <Button className="invitation-next" size="xlarge" block {...asButton(setPin)}>
          设置操作密码
        </Button>
      )}
    </View>
  )
}
