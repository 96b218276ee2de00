import { Button, Skeleton } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MeReadResponse } from '../../src/contracts/people'
import { asAlert, asButton, asStatus } from '../platform/semantics'
import type { MeView } from '../useMe'
import { NobodyCard } from './NobodyCard'

type Props = { view: MeView; retry: () => void; children: (me: MeReadResponse) => ReactNode }

/** What a page shows that is for somebody: waiting, signed out and failed look the same on each of them. */
export function MeBoundary({ view, retry, children }: Props) {
  if (view.state === 'somebody') return <>{children(view.me)}</>
  return (
    <View {...asStatus()}>
      {view.state === 'loading' && (
        <View className="card">
          <Skeleton rows={4} size="small" animated={false} />
        </View>
      )}
      {view.state === 'nobody' && <NobodyCard onChosen={retry} />}
      {view.state === 'failed' && (
        <View className="card">
          <View {...asAlert()}>{view.message}</View>
          <Button size="xlarge" block {...asButton(retry)}>
            重试
          </Button>
        </View>
      )}
    </View>
  )
}
