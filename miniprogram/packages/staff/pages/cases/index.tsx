import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { CaseEntry } from '../../../../components/CaseEntry'
import { CaseFilter } from '../../../../components/CaseFilter'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'

/** Cases within reach, the one due first at the top. */
export default function CasesPage() {
  const [isOpen, setOpen] = useState(true)
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="异议、修复和说明">
      <CaseFilter isOpen={isOpen} onChange={setOpen} />
      {shown > 0 && (
        <PagedList
          key={`${isOpen} ${shown}`}
          load={(cursor) => call('cases', 'case.list', { cursor, isOpen })}
          keyOf={({ id }) => id}
          show={(found) => (
            <View
              className="card"
              {...asButton(() => openNext(`/packages/staff/pages/case/index?id=${found.id}`))}
            >
              <CaseEntry found={found} />
            </View>
          )}
          empty={isOpen ? '没有等待处理的申请' : '还没有办结的申请'}
        />
      )}
    </Screen>
  )
}
