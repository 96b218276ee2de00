import { Input, View } from '@tarojs/components'
import '../../components/FormField.scss'

const DIGITS = 6

type Props = { label: string; placeholder: string; value: string; onChange: (value: string) => void }

/** Six digits that nobody reads over a shoulder; WeChat shows its number keys for them. */
export function PinField({ label, placeholder, value, onChange }: Props) {
  return (
    <View className="form-field">
      <View className="form-field-label">{label}</View>
      <View className="form-field-control nut-input nut-input-container">
        <Input
          className="nut-input-native"
          type="number"
          password
          maxlength={DIGITS}
          value={value}
          placeholder={placeholder}
          aria-label={label}
          onInput={({ detail }) => onChange(detail.value)}
        />
      </View>
    </View>
  )
}
