import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { openPage } from '../navigation'
import { asButton, asHeading } from '../platform/semantics'
import { IdentityPicker } from './IdentityPicker'
import './NobodyCard.scss'

/** A browser that nobody has signed in with: merchants go to WeChat, staff let this computer in with their phone. */
export function NobodyCard({ onChosen }: { onChosen: () => void }) {
  return (
    <>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          您还没有登录
        </View>
        <View>商家认领店铺、接受邀请，请在微信里打开“码上诚信”小程序。</View>
        <View>工作人员用电脑办理，请用手机微信扫码登录。</View>
        <Button
          className="nobody-login"
          type="primary"
          size="xlarge"
          block
          {...asButton(() => openPage('/pages/login/index'))}
        >
          扫码登录电脑
        </Button>
      </View>
      <IdentityPicker onChosen={onChosen} />
    </>
  )
}
