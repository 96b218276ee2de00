import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Screen } from '../../components/Screen'
import { asAlert, asButton, asHeading, asStatus } from '../../platform/semantics'
import { beginSession } from '../../platform/session.h5'
import { QrCode } from './QrCode'
import { type LoginView, useDesktopLogin } from './useDesktopLogin'
import './index.scss'

/** Staff let a desktop in with their phone; no password is typed here, ever. */
export default function LoginPage() {
  const { view, again } = useDesktopLogin((token) => {
    beginSession(token)
    Taro.redirectTo({ url: '/pages/me/index' })
  })
  return (
    <Screen title="电脑登录">
      <View className="card login">
        <View className="card-title" {...asHeading(2)}>
          用手机微信扫码登录
        </View>
        {view.state === 'failed' && <View {...asAlert()}>{view.message}</View>}
        {'login' in view && (
          <QrCode
            loginId={view.login.loginId}
            isOver={view.state === 'expired' || view.state === 'refused'}
          />
        )}
        <View className="login-state" {...asStatus()}>
          {stateWords(view)}
        </View>
        {'login' in view && (view.state === 'waiting' || view.state === 'scanned') && (
          <View className="login-check">
            <View>手机上会显示同样的数字</View>
            <View className="login-number">{view.login.checkNumber}</View>
          </View>
        )}
        {(view.state === 'failed' || view.state === 'expired' || view.state === 'refused') && (
          <Button className="login-again" type="primary" size="xlarge" block {...asButton(again)}>
            换一个二维码
          </Button>
        )}
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          怎样登录
        </View>
        <View className="login-step">1. 打开微信“扫一扫”，扫描上面的二维码</View>
        <View className="login-step">2. 核对手机上显示的数字和电脑，输入 6 位操作密码</View>
        <View className="login-step">3. 点“确认登录”，电脑会自动进入</View>
        <View className="login-note">
          这里不用账号和密码。30 分钟不用会自动退出，最长 12 小时；在手机“我的”里可以随时结束。
        </View>
      </View>
    </Screen>
  )
}

function stateWords(view: LoginView): string {
  switch (view.state) {
    case 'loading':
      return '正在准备，请稍等…'
    case 'waiting':
      return '等待扫码，两分钟内有效'
    case 'scanned':
      return `${view.maskedName ?? '您'} 已扫码，请在手机上确认`
    case 'refused':
      return '手机上拒绝了这次登录'
    case 'expired':
      return '二维码已过期'
    case 'failed':
      return ''
  }
}
