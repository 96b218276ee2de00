import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { CaseRowView } from '../../../../../src/contracts/cases'
import { ActionButton } from '../../../../components/ActionButton'
import { CaseEntry } from '../../../../components/CaseEntry'
import { CaseFilter } from '../../../../components/CaseFilter'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { useAction } from '../../../../useAction'

/** What one's shops have asked, and the answers. */
export default function CasesPage() {
  const [isOpen, setOpen] = useState(true)
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="我的申请">
      <CaseFilter isOpen={isOpen} onChange={setOpen} />
      {shown > 0 && (
        <PagedList
          key={`${isOpen} ${shown}`}
          load={(cursor) => call('cases', 'case.list', { cursor, isOpen })}
          keyOf={({ id }) => id}
          show={(found) => <OwnCase found={found} onChanged={() => setShown(shown + 1)} />}
          empty={isOpen ? '没有处理中的申请' : '还没有办结的申请'}
        />
      )}
    </Screen>
  )
}

function OwnCase({ found, onChanged }: { found: CaseRowView; onChanged: () => void }) {
  const takeBack = useAction(async () => {
    const answer = await call('cases', 'case.takeBack', { caseId: found.id })
    if (answer.ok) onChanged()
    return answer
  })
  return (
    <View className="card">
      <CaseEntry found={found} />
      {found.state === 'open' && (
        <ActionButton label="撤回申请" confirmLabel="再点一次，撤回申请" type="default" action={takeBack} />
      )}
    </View>
  )
}
