import { View } from '@tarojs/components'
import { useState } from 'react'
import { asFold, asHeading } from '../../../../platform/semantics'
import type { WholeIntake } from './useIntake'

/** What each heading of the file was taken for; what was passed over is told at once. */
export function Headings({ headings }: Pick<WholeIntake, 'headings'>) {
  const passedOver = headings.filter(({ heading, takenFor }) => takenFor === null && heading.trim() !== '')
  const [isOpen, setOpen] = useState(false)
  const known = headings.filter(({ takenFor }) => takenFor !== null)
  return (
    <View className="card">
      <View className="intake-fold" {...asFold(() => setOpen(!isOpen), '表头对应', isOpen)}>
        <View className="card-title" {...asHeading(2)}>
          表头对应
        </View>
        <View className="intake-fold-mark">{isOpen ? '收起' : '展开'}</View>
      </View>
      <View>
        {passedOver.length === 0
          ? `${known.length} 个表头都认出来了`
          : `认出 ${known.length} 个，有 ${passedOver.length} 个不认识，这些列没有读取`}
      </View>
      {[...passedOver, ...(isOpen ? known : [])].map(({ heading, takenFor }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a heading may stand twice, and nothing moves.
        <View key={index} className="intake-heading">
          <View className="intake-heading-found">{heading}</View>
          <View
            className={takenFor === null ? 'intake-heading-taken intake-warning' : 'intake-heading-taken'}
          >
            {takenFor === null ? '没有读取' : takenFor === heading ? '相同' : `作为“${takenFor}”`}
          </View>
        </View>
      ))}
    </View>
  )
}
