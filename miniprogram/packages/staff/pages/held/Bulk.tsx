import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { asButton, asFold, asStatus } from '../../../../platform/semantics'
import { DecideForm } from './DecideForm'

type Props = {
  /** All that are on the page by now. */
  rows: readonly HeldRowView[]
  chosen: readonly HeldRowView[]
  onChoose: (ids: readonly string[]) => void
  onDecided: (words: string) => void
}

/** Decides about several rows at once; stays at hand while the list is read. */
export function Bulk({ rows, chosen, onChoose, onDecided }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isAll = chosen.length === rows.length
  return (
    <View className="card held-bulk">
      <View className="held-bulk-line">
        <View {...asStatus()}>
          {chosen.length === 0 ? '勾选几行，可以一起处理' : `已选 ${chosen.length} 行`}
        </View>
        <View className="text-button" {...asButton(() => onChoose(isAll ? [] : rows.map(({ id }) => id)))}>
          {isAll ? '都不选' : `选中这 ${rows.length} 行`}
        </View>
      </View>
      {chosen.length > 0 && (
        <View>
          <View className="text-button held-all" {...asFold(() => setOpen(!isOpen), '一起处理', isOpen)}>
            {isOpen ? '收起' : '一起处理'}
          </View>
          {isOpen && <DecideForm rows={chosen} onDecided={onDecided} />}
        </View>
      )}
    </View>
  )
}
