import { View } from '@tarojs/components'
import { useState } from 'react'
import { FormField } from '../../../../components/FormField'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asButton } from '../../../../platform/semantics'
import { EntityFinder } from '../../EntityFinder'
import { HeldRecord } from './HeldRecord'

/** All records of one entity within reach, with why each is shown or not. */
export default function RecordsPage() {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  /** One more with each change, so that the list asks anew. */
  const [turn, setTurn] = useState(0)
  return (
    <Screen title="信用记录">
      <View className="card">
        <FormField
          label="代码或名称"
          value={typed}
          placeholder="18 位信用代码，或名称的开头"
          maximum={60}
          onChange={setTyped}
        />
        <View className="text-button" {...asButton(() => setSearch(typed.trim()))}>
          查找
        </View>
      </View>
      {search !== '' && !isCode(search) && <EntityFinder key={search} search={search} onChosen={setSearch} />}
      {isCode(search) && (
        <PagedList
          key={`${search} ${turn}`}
          load={(cursor) => call('cases', 'record.list', { cursor, creditCode: search })}
          keyOf={({ id }) => id}
          show={(record) => <HeldRecord record={record} onChanged={() => setTurn(turn + 1)} />}
          empty="这家主体没有您负责的信用记录"
        />
      )}
    </Screen>
  )
}

/** What is no whole code is the beginning of a name. */
function isCode(text: string): boolean {
  return /^[0-9A-Za-z]{18}$/.test(text)
}
