import { View } from '@tarojs/components'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import type { ActionState } from '../../../../useAction'

/** What stands on a document, as somebody types it off. */
export type Typed = { number: string; checkCode: string }

/** Number and check code of the document in the hand. */
export function CheckForm(props: { typed: Typed; onChange: (typed: Typed) => void; check: ActionState }) {
  const { typed, onChange, check } = props
  return (
    <View className="card">
      <View>扫描报告封面上的二维码，或输入封面上的报告编号和查验码。</View>
      <FormField
        label="报告编号"
        value={typed.number}
        placeholder="封面上的 22 位编号"
        maximum={40}
        onChange={(number) => onChange({ ...typed, number })}
      />
      <FormField
        label="查验码"
        value={typed.checkCode}
        placeholder="封面上的 8 位查验码"
        maximum={20}
        onChange={(checkCode) => onChange({ ...typed, checkCode })}
      />
      <ActionButton label="查验" action={check} />
    </View>
  )
}
