import { Button, Input } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { ERROR_MESSAGES } from '../../src/contracts/errors'
import { openReport } from '../navigation'
import { understandPlaque } from '../plaqueInput'
import { asAlert, asButton } from '../platform/semantics'
import './PlaqueEntry.scss'

/** More than any link; keeps a megabyte of pasted text off the phone's bridge while it still reads as too long. */
const MAXIMUM_CHARACTERS = 4096

/** The field for a plaque number or link. What was typed stays in it, whatever becomes of it. */
export function PlaqueEntry() {
  const [text, setText] = useState('')
  const [message, setMessage] = useState('')

  async function open() {
    const plaque = await understandPlaque({ text })
    if (plaque.ok) openReport(text.trim())
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
          onChange={change}
          onConfirm={open}
        />
        <Button type="primary" size="xlarge" {...asButton(open)}>
          查询
        </Button>
      </View>
      {message !== '' && (
        <View className="plaque-entry-message" {...asAlert()}>
          {message}
        </View>
      )}
      <View className="plaque-entry-hint">编号是标牌下方的 9 位数字</View>
    </View>
  )
}
