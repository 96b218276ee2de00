import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { asFold, asStatus } from '../../../../platform/semantics'
import { DecideForm } from './DecideForm'

type Props = { rows: readonly HeldRowView[]; onDecided: (words: string, ids: readonly string[]) => void }

/** Decides about the rows that were chosen, at once; stays at hand at the foot of the screen. */
export function Bulk({ rows, onDecided }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <View className="card held-bulk">
      <View className="held-bulk-line">
        <View {...asStatus()}>{`已选 ${rows.length} 行`}</View>
        <View className="text-button" {...asFold(() => setOpen(!isOpen), '一起处理', isOpen)}>
          {isOpen ? '收起' : '一起处理'}
        </View>
      </View>
      {isOpen && <DecideForm rows={rows} onDecided={onDecided} />}
    </View>
  )
}
