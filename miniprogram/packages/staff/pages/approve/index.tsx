import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { ActionButton } from '../../../../components/ActionButton'
import { FailureCard } from '../../../../components/FailureCard'
import { IdentityPicker } from '../../../../components/IdentityPicker'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { goHome, openNext } from '../../../../navigation'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { PinField } from '../../PinField'
import { isPinGuess, pinFailure } from '../../pinFailure'
import { DesktopFacts } from './DesktopFacts'
import { useApproval, type WaitingDesktop } from './useApproval'
import './index.scss'

/** The phone decides whether a desktop may act for the person. */
export default function ApprovePage() {
  const { view, scan, finish } = useApproval()
  return (
    <Screen title="登录电脑">
      <View {...asStatus()}>
        {view.state === 'loading' && <View className="card">正在读取二维码…</View>}
        {view.state === 'approved' && (
          <Ending title="电脑已登录" text="请回到电脑上继续。30 分钟不用会自动退出。" />
        )}
        {view.state === 'refused' && (
          <Ending title="已拒绝登录" text="电脑上的二维码已作废。如果不是您本人发起的，请告诉单位负责人。" />
        )}
      </View>
      {view.state === 'nobody' && (
        <>
          <Ending title="请用微信扫码" text="请打开微信，用“扫一扫”扫描电脑上的二维码，在手机上确认登录。" />
          <IdentityPicker onChosen={scan} />
        </>
      )}
      {view.state === 'failed' && <FailureCard failure={view.failure} retry={scan} />}
      {view.state === 'asked' && <Decision desktop={view.desktop} finish={finish} />}
    </Screen>
  )
}

function Ending({ title, text }: { title: string; text: string }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {title}
      </View>
      <View>{text}</View>
      <Button className="approve-next" size="xlarge" block {...asButton(goHome)}>
        回首页
      </Button>
    </View>
  )
}

type DecisionProps = { desktop: WaitingDesktop; finish: (state: 'approved' | 'refused') => void }

function Decision({ desktop, finish }: DecisionProps) {
  const { loginId, checkNumber, hasPin } = desktop
  const [pin, setPin] = useState('')
  const approving = useAction(async () => {
    const answer = pinFailure(await call('people', 'login.approve', { loginId, pin }))
    if (answer.ok) finish('approved')
    else if (isPinGuess(answer)) setPin('')
    return answer
  })
  const refusing = useAction(async () => {
    const answer = await call('people', 'login.refuse', { loginId })
    if (answer.ok) finish('refused')
    return answer
  })

  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        有一台电脑要用您的身份登录
      </View>
      <View className="approve-check">
        <View>电脑上显示的数字应当是</View>
        <View className="approve-number">{checkNumber}</View>
        <View>数字不一样，或者不是您在登录，请拒绝</View>
      </View>
      <DesktopFacts desktop={desktop} />
      {hasPin ? (
        <>
          <PinField label="操作密码" placeholder="6 位数字" value={pin} onChange={setPin} />
          <ActionButton label="确认登录" action={approving} />
        </>
      ) : (
        <>
          <View>登录电脑要用 6 位操作密码，您还没有设置。</View>
          <Button
            className="approve-next"
            type="primary"
            size="xlarge"
            block
            {...asButton(() => openNext('/packages/staff/pages/pin/index'))}
          >
            设置操作密码
          </Button>
        </>
      )}
      <ActionButton label="不是我，拒绝登录" action={refusing} type="default" />
    </View>
  )
}
