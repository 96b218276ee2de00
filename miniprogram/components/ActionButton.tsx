import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asAlert, asButton } from '../platform/semantics'
import type { ActionState } from '../useAction'
import { useIsSlow } from '../useIsSlow'
import './ActionButton.scss'

const PATIENCE_MS = 300

type Props = {
  /** What happens, as a verb: 确认登录. */
  label: string
  action: ActionState
  /** Asked for by a second tap, where something cannot be taken back: 再点一次，结束登录. */
  confirmLabel?: string
  /** The one thing that the page is for; others are `default`. */
  type?: 'primary' | 'default'
}

/** The button of an action: at work while it is, with the reason under it when it failed. */
export function ActionButton({ label, action, confirmLabel, type = 'primary' }: Props) {
  const [isSure, setSure] = useState(false)
  const isSlow = useIsSlow(action.isBusy, PATIENCE_MS)
  function act() {
    if (confirmLabel && !isSure) return setSure(true)
    setSure(false)
    return action.run()
  }
  return (
    <View className="action">
      <Button type={type} size="xlarge" block loading={isSlow} {...asButton(act)}>
        {isSure ? confirmLabel : label}
      </Button>
      {action.failure !== '' && (
        <View className="action-failure" {...asAlert()}>
          {action.failure}
        </View>
      )}
    </View>
  )
}
