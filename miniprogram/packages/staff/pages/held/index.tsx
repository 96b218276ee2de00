import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { DOUBT_NAMES } from '../../../../../src/domain/intake/words'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { openPage } from '../../../../navigation'
import { asButton, asStatus } from '../../../../platform/semantics'
import { Bulk } from './Bulk'
import { ChooseAll } from './ChooseAll'
import { HeldEntry } from './HeldEntry'
import { SortFilter } from './SortFilter'
import { useHeldRows } from './useHeldRows'
import './index.scss'

/** The rows that wait for a person: all within reach or those of one file, to decide one by one or several at once. */
export default function HeldPage() {
  const { intakeId = null } = useRouter().params as { intakeId?: string | null }
  const { sort, turn, waiting, gone, chosen, load, filter, remove, choose } = useHeldRows(intakeId)
  /** What became of the rows that were last decided, and how often something was. */
  const [decided, setDecided] = useState({ words: '', count: 0 })

  function onDecided(words: string, ids: readonly string[]) {
    setDecided(({ count }) => ({ words, count: count + 1 }))
    remove(ids)
  }
  function toggle(id: string) {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }

  return (
    <Screen title="待处理的行" isWide>
      {intakeId !== null && (
        <View className="card">
          <View>只列出一个文件里的行。</View>
          <View
            className="text-button held-all"
            {...asButton(() => openPage('/packages/staff/pages/held/index'))}
          >
            看所有文件的
          </View>
        </View>
      )}
      <SortFilter key={decided.count} intakeId={intakeId} sort={sort} onChange={filter} />
      <View className="held-decided" {...asStatus()}>
        {decided.words}
      </View>
      {waiting.length > 1 && <ChooseAll rows={waiting} chosen={chosen} onChoose={choose} />}
      <PagedList
        key={turn}
        load={load}
        keyOf={({ id }) => id}
        show={(row) =>
          !gone.has(row.id) && (
            <HeldEntry
              row={row}
              isChosen={chosen.has(row.id)}
              onToggle={() => toggle(row.id)}
              onDecided={onDecided}
            />
          )
        }
        empty={sort === null ? '没有等待处理的行' : `没有“${DOUBT_NAMES[sort]}”的行了`}
      />
      {chosen.size > 0 && <Bulk rows={waiting.filter(({ id }) => chosen.has(id))} onDecided={onDecided} />}
    </Screen>
  )
}
