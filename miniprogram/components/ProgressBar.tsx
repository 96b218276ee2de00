import { View } from '@tarojs/components'
import { asProgress } from '../platform/semantics'
import './ProgressBar.scss'

type Props = {
  /** What is under way: 正在上传. */
  label: string
  /** Absent while nobody knows. */
  percent?: number
  /** What else there is to say: how long it takes. */
  note?: string
}

/** How far something is, as a bar and in figures. */
export function ProgressBar({ label, percent, note = '' }: Props) {
  const figures = percent === undefined ? '' : `${percent}%`
  return (
    <View className="progress" {...asProgress(label, percent)}>
      <View className="progress-words">
        <View>{label}</View>
        <View>{[figures, note].filter(Boolean).join(' · ')}</View>
      </View>
      <View className="progress-track">
        <View
          className={percent === undefined ? 'progress-done progress-unknown' : 'progress-done'}
          style={{ width: `${percent ?? 100}%` }}
        />
      </View>
    </View>
  )
}
