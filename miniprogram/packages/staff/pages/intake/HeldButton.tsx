import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'

/** The way to the file's rows that still wait for a person; nothing while nobody knows how many do. */
export function HeldButton({ intakeId }: { intakeId: string }) {
  const [waiting, setWaiting] = useState<number>()
  /** One more with each time on screen, so that coming back from the rows counts anew. */
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))

  // biome-ignore lint/correctness/useExhaustiveDependencies: see `shown`.
  useEffect(() => {
    let isOpen = true
    call('intake', 'held.count', { intakeId }).then((answer) => {
      if (isOpen && answer.ok) setWaiting(answer.value.sorts.reduce((sum, { count }) => sum + count, 0))
    })
    return () => {
      isOpen = false
    }
  }, [intakeId, shown])

  if (waiting === undefined) return null
  if (waiting === 0) return <View>待处理的行都已处理。</View>
  return (
    <Button
      className="intake-step"
      type="primary"
      size="xlarge"
      block
      {...asButton(() => openNext(`/packages/staff/pages/held/index?intakeId=${intakeId}`))}
    >
      {`处理待处理的 ${waiting} 行`}
    </Button>
  )
}
