import { View } from '@tarojs/components'
import { useState } from 'react'
import { asFold } from '../platform/semantics'
import './FoldedText.scss'

const SHOWN_CHARACTERS = 90
/** Folding away less than this would only cost a tap. */
const WORTH_FOLDING = 30

/** A long text that shows its beginning until the reader wants it all; `name` tells it from others. */
export function FoldedText({ name, text }: { name: string; text: string }) {
  const [isOpen, setOpen] = useState(false)
  if (text.length <= SHOWN_CHARACTERS + WORTH_FOLDING) return <View className="folded-text">{text}</View>
  const word = isOpen ? '收起' : '展开'
  return (
    <View className="folded-text">
      {isOpen ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`}
      <View
        className="text-button folded-text-button"
        {...asFold(() => setOpen(!isOpen), `${word}：${name}`, isOpen)}
      >
        {word}
      </View>
    </View>
  )
}
