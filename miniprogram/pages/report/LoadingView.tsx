import { Skeleton } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useIsSlow } from '../../useIsSlow'

const PATIENCE_MS = 1000

/** The shape of the report to come; after a second it says what is being done. */
export function LoadingView() {
  const isSlow = useIsSlow(true, PATIENCE_MS)
  return (
    <View className="loading">
      <View className="card">
        <Skeleton rows={3} size="small" animated={false} />
      </View>
      <View className="card">
        <Skeleton rows={6} size="small" animated={false} />
      </View>
      <View className="loading-text">{isSlow ? '正在核验标牌，读取信用信息…' : ''}</View>
      {isSlow && (
        <View className="loading-bar">
          <View className="loading-bar-run" />
        </View>
      )}
    </View>
  )
}
