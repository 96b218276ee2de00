import { Button, Input } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useId, useState } from 'react'
import { ERROR_MESSAGES } from '../../src/contracts/errors'
import { openTypedReport } from '../navigation'
import { understandPlaque } from '../plaqueInput'
import { asAlert, asButton, asStatus } from '../platform/semantics'
import { useIsSlow } from '../useIsSlow'
import './PlaqueEntry.scss'

/** More than any link; keeps a megabyte of pasted text off the phone's bridge while it still reads as too long. */
const MAXIMUM_CHARACTERS = 4096

const PATIENCE_MS = 300

/** The field for a plaque number or link. What was typed stays in it, whatever becomes of it. */
export function PlaqueEntry() {
  const [text, setText] = useState('')
  const [message, setMessage] = useState('')
  const [isAsking, setAsking] = useState(false)
  const isSlow = useIsSlow(isAsking, PATIENCE_MS)
  const messageId = useId()

  async function open() {
    if (isAsking) return
    setAsking(true)
    const plaque = await understandPlaque({ text })
    setAsking(false)
    if (plaque.ok) openTypedReport(text.trim())
    else setMessage(ERROR_MESSAGES[plaque.error.code].zh)
  }
  function change(value: string) {
    setText(value)
    setMessage('')
  }

  return (
    <View className="plaque-entry">
      <View className="plaque-entry-label">输入标牌编号或链接</View>
      <View className="plaque-entry-line">
        <Input
          className={message ? 'plaque-entry-field plaque-entry-wrong' : 'plaque-entry-field'}
          value={text}
          placeholder="例如 312 456 780"
          maxLength={MAXIMUM_CHARACTERS}
          confirmType="search"
          aria-label="标牌编号或链接"
          aria-invalid={message !== ''}
          aria-describedby={messageId}
          onChange={change}
          onConfirm={open}
        />
        <Button type="primary" size="xlarge" loading={isSlow} {...asButton(open)}>
          查询
        </Button>
      </View>
      <View id={messageId}>
        {message !== '' && (
          <View className="plaque-entry-message" {...asAlert()}>
            {message}
          </View>
        )}
        <View className="plaque-entry-hint" {...asStatus()}>
          {isSlow ? '正在核对，请稍等…' : '编号是标牌下方的 9 位数字'}
        </View>
      </View>
    </View>
  )
}
