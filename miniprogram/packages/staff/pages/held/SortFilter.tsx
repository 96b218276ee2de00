import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import type { DoubtCode } from '../../../../../src/domain/intake/row'
import { DOUBT_NAMES } from '../../../../../src/domain/intake/words'
import { call } from '../../../../gateway/call'
import { Choices } from '../../Choices'

const EVERY = 'every'

type Props = { intakeId: string | null; sort: DoubtCode | null; onChange: (sort: DoubtCode | null) => void }

/** The sorts of doubt, with how many rows wait for each; nothing while nobody knows. */
export function SortFilter({ intakeId, sort, onChange }: Props) {
  const [sorts, setSorts] = useState<Response<'intake', 'held.count'>['sorts']>([])
  useEffect(() => {
    let isOpen = true
    // The rows below say it when the network fails.
    call('intake', 'held.count', { intakeId }).then((answer) => {
      if (isOpen && answer.ok) setSorts(answer.value.sorts)
    })
    return () => {
      isOpen = false
    }
  }, [intakeId])

  const total = sorts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const most = [...sorts].sort((a, b) => b.count - a.count)
  return (
    <View className="held-sorts">
      <Choices
        options={[
          { key: EVERY, name: `全部 ${total}` },
          ...most.map(({ sort: key, count }) => ({ key, name: `${DOUBT_NAMES[key]} ${count}` })),
        ]}
        chosen={sort ?? EVERY}
        onChoose={(key) => onChange(key === EVERY ? null : (key as DoubtCode))}
      />
    </View>
  )
}
