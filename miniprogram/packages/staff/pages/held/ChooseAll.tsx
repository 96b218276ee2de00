import { View } from '@tarojs/components'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { asButton } from '../../../../platform/semantics'

type Props = {
  /** All that are on the page by now. */
  rows: readonly HeldRowView[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** Says that several rows can be decided at once, and marks all that are shown. */
export function ChooseAll({ rows, chosen, onChoose }: Props) {
  const isAll = chosen.size === rows.length
  const toggle = () => onChoose(new Set(isAll ? [] : rows.map(({ id }) => id)))
  return (
    <View className="held-choose">
      <View>勾选几行，可以一起处理</View>
      <View className="text-button" {...asButton(toggle)}>
        {isAll ? '都不选' : `选中这 ${rows.length} 行`}
      </View>
    </View>
  )
}
