import { View } from '@tarojs/components'
import './FactList.scss'

/** Facts with their names, one below the other; what is not known is left out. */
export function FactList({ facts }: { facts: [name: string, value: string | null][] }) {
  return (
    <View className="fact-list">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <View key={name} className="fact">
              <View className="fact-name">{name}</View>
              <View className="fact-value">{value}</View>
            </View>
          ),
      )}
    </View>
  )
}
