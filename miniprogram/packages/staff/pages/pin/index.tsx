import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { callError } from '../../../../../src/contracts/errors'
import { checkPin } from '../../../../../src/domain/pin'
import { ActionButton } from '../../../../components/ActionButton'
import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { goBack } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { useQuestion } from '../../../../useQuestion'
import { PinField } from '../../PinField'
import { isPinGuess, pinFailure } from '../../pinFailure'
import './index.scss'

/** Sets the PIN, or changes it. */
export default function PinPage() {
  const question = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="操作密码">
      <Awaited
        question={question}
        show={(me) => (me.grants.length === 0 ? <NoUse /> : <PinForm hasPin={me.hasPin} />)}
      />
    </Screen>
  )
}

function NoUse() {
  return (
    <View className="card">
      <View>操作密码用来登录电脑端。您现在没有工作角色，不需要设置。</View>
      <Button size="xlarge" block {...asButton(goBack)}>
        返回
      </Button>
    </View>
  )
}

function PinForm({ hasPin }: { hasPin: boolean }) {
  const [current, setCurrent] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const saving = useAction(async () => {
    if (!checkPin(pin).ok) return { ok: false, error: callError('PIN_INVALID') }
    if (pin !== again) {
      setAgain('')
      return { ok: false, error: { code: 'PIN_INVALID', message: '两次输入的新密码不一样，请再输一次。' } }
    }
    const input = { pin, currentPin: hasPin ? current : null }
    const answer = pinFailure(await call('people', 'pin.set', input))
    if (answer.ok) {
      goBack()
      Taro.showToast({ title: '操作密码已设置', icon: 'none' })
    } else if (isPinGuess(answer)) setCurrent('')
    return answer
  })

  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {hasPin ? '更换操作密码' : '设置操作密码'}
      </View>
      <View>6 位数字，只有您自己知道。登录电脑时在手机上输入，连续错 5 次会锁定 15 分钟。</View>
      {hasPin && (
        <PinField label="现在的密码" placeholder="现在的 6 位数字" value={current} onChange={setCurrent} />
      )}
      <PinField label="新密码" placeholder="新的 6 位数字" value={pin} onChange={setPin} />
      <PinField
        label="再输一次新密码"
        placeholder="再输一次新的 6 位数字"
        value={again}
        onChange={setAgain}
      />
      <ActionButton label="保存操作密码" action={saving} />
      {hasPin && (
        <View className="pin-note">
          忘了密码？请单位负责人或市信用办先暂停、再恢复您的角色，之后可以重新设置。
        </View>
      )}
    </View>
  )
}
