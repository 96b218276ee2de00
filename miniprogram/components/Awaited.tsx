import { Skeleton } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { asStatus } from '../platform/semantics'
import { isSomebody } from '../platform/session'
import type { Question } from '../useQuestion'
import { FailureCard } from './FailureCard'
import { NobodyCard } from './NobodyCard'

/** What a page asked for: waiting, signed out, failed and there look the same everywhere. */
export function Awaited<T>({ question, show }: { question: Question<T>; show: (value: T) => ReactNode }) {
  const { value, failure, isAsking, ask } = question
  // Without a session there is nothing to try again, and what it had brought is for nobody to see.
  if (failure && !isSomebody()) return <NobodyCard onChosen={ask} />
  return (
    <View>
      {failure && <FailureCard failure={failure} retry={ask} />}
      {value === undefined && isAsking && !failure && (
        <View className="card" {...asStatus()}>
          <Skeleton rows={4} size="small" animated={false} />
        </View>
      )}
      {value !== undefined && show(value)}
    </View>
  )
}
