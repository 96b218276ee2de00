import { View } from '@tarojs/components'
import { useState } from 'react'
import { asButton } from '../platform/semantics'
import './FoldedText.scss'

const SHOWN_CHARACTERS = 90
/** Folding away less than this would only cost a tap. */
const WORTH_FOLDING = 30

/** A long text that shows its beginning until the reader wants it all. */
export function FoldedText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false)
  if (text.length <= SHOWN_CHARACTERS + WORTH_FOLDING) return <View className="folded-text">{text}</View>
  return (
    <View className="folded-text">
      {isOpen ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`}
      <View className="text-button folded-text-button" {...asButton(() => setOpen(!isOpen))}>
        {isOpen ? '收起' : '展开'}
      </View>
    </View>
  )
}
