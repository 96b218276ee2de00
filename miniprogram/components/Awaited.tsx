import { Button, Skeleton } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { asAlert, asButton, asStatus } from '../platform/semantics'
import type { Question } from '../useQuestion'
import './Awaited.scss'

/** What a page asked for: waiting, failed and there look the same everywhere. */
export function Awaited<T>({ question, show }: { question: Question<T>; show: (value: T) => ReactNode }) {
  const { value, failure, isAsking, ask } = question
  return (
    <View>
      {failure !== '' && (
        <View className="card awaited-failure">
          <View {...asAlert()}>{failure}</View>
          <Button className="awaited-retry" size="xlarge" block {...asButton(ask)}>
            重试
          </Button>
        </View>
      )}
      {value === undefined && isAsking && failure === '' && (
        <View className="card" {...asStatus()}>
          <Skeleton rows={4} size="small" animated={false} />
        </View>
      )}
      {value !== undefined && show(value)}
    </View>
  )
}
