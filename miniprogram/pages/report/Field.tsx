import { View } from '@tarojs/components'
import { MISSING } from '../../../src/domain/reportFields'
import { FoldedText } from '../../components/FoldedText'

/** One field under its official label. */
export function Field({ label, value, long }: { label: string; value?: string | null; long?: boolean }) {
  return (
    <View className="field">
      <View className="field-label">{label}</View>
      {value ? (
        <View className="field-value">{long ? <FoldedText name={label} text={value} /> : value}</View>
      ) : (
        <View className="field-value field-missing">{MISSING}</View>
      )}
    </View>
  )
}
