import { View } from '@tarojs/components'
import { asChoice } from '../platform/semantics'
import './CaseFilter.scss'

/** Cases that wait, or those that are done. */
export function CaseFilter({ isOpen, onChange }: { isOpen: boolean; onChange: (isOpen: boolean) => void }) {
  return (
    <View className="case-filter">
      {[true, false].map((one) => (
        <View
          key={String(one)}
          className={one === isOpen ? 'case-filter-choice case-filter-chosen' : 'case-filter-choice'}
          {...asChoice(() => onChange(one), one === isOpen)}
        >
          {one ? '处理中' : '已办结'}
        </View>
      ))}
    </View>
  )
}
