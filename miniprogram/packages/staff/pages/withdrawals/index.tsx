import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { WaitingEntry } from './WaitingEntry'
import './index.scss'

const LAW =
  '处罚决定被变更、撤销、确认违法或者无效的，从得知的第二天起，三个工作日内撤回公示（行政处罚法第四十八条）。'

/** What should be off the reports and waits for a person, what is late at the top. */
export default function WithdrawalsPage() {
  /** One more with each time on screen, so that what was decided meanwhile is gone. */
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="撤回期限" isWide>
      <View className="withdrawals-law">{LAW}</View>
      {shown > 0 && (
        <PagedList
          key={shown}
          load={(cursor) => call('intake', 'withdrawal.due', { cursor })}
          keyOf={({ id }) => id}
          show={(waiting) => <WaitingEntry waiting={waiting} />}
          empty="没有等待办理的撤回，该撤下的都已撤下"
        />
      )}
    </Screen>
  )
}
