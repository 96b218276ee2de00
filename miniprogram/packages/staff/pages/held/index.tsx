import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import type { DoubtCode } from '../../../../../src/domain/intake/row'
import { DOUBT_NAMES } from '../../../../../src/domain/intake/words'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openPage } from '../../../../navigation'
import { asButton, asStatus } from '../../../../platform/semantics'
import { Bulk } from './Bulk'
import { HeldEntry } from './HeldEntry'
import { SortFilter } from './SortFilter'
import './index.scss'

/** The rows that wait for a person: all within reach or those of one file, to decide one by one or several at once. */
export default function HeldPage() {
  const { intakeId = null } = useRouter().params as { intakeId?: string | null }
  const [sort, setSort] = useState<DoubtCode | null>(null)
  /** One more with each time on screen and each decision, so that the page asks anew. */
  const [turn, setTurn] = useState(0)
  const [rows, setRows] = useState<HeldRowView[]>([])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [decided, setDecided] = useState('')
  useDidShow(() => askAnew())

  function askAnew() {
    setRows([])
    setChosen(new Set())
    setTurn((before) => before + 1)
  }
  function filter(by: DoubtCode | null) {
    setSort(by)
    setDecided('')
    askAnew()
  }
  function onDecided(words: string) {
    setDecided(words)
    askAnew()
  }
  async function load(cursor: string | null) {
    const answer = await call('intake', 'held.list', { cursor, intakeId, sort })
    if (answer.ok) setRows((before) => [...(cursor === null ? [] : before), ...answer.value.rows])
    return answer
  }
  function toggle(id: string) {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
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
      {turn > 0 && <SortFilter key={`counts ${turn}`} intakeId={intakeId} sort={sort} onChange={filter} />}
      <View className="held-decided" {...asStatus()}>
        {decided}
      </View>
      {rows.length > 1 && (
        <Bulk
          rows={rows}
          chosen={rows.filter(({ id }) => chosen.has(id))}
          onChoose={(ids) => setChosen(new Set(ids))}
          onDecided={onDecided}
        />
      )}
      {turn > 0 && (
        <PagedList
          key={`rows ${turn}`}
          load={load}
          keyOf={({ id }) => id}
          show={(row) => (
            <HeldEntry
              row={row}
              isChosen={chosen.has(row.id)}
              onToggle={() => toggle(row.id)}
              onDecided={onDecided}
            />
          )}
          empty={sort === null ? '没有等待处理的行' : `没有“${DOUBT_NAMES[sort]}”的行了`}
        />
      )}
    </Screen>
  )
}
