import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { FormField } from '../../../../components/FormField'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asButton } from '../../../../platform/semantics'
import './index.scss'

type Entity = Response<'people', 'entity.list'>['rows'][number]

/** Entities within reach, found by the beginning of their code or name. */
export default function EntitiesPage() {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  return (
    <Screen title="市场主体">
      <View className="card">
        <FormField
          label="代码或名称"
          value={typed}
          placeholder="信用代码或名称的开头"
          maximum={60}
          onChange={setTyped}
        />
        <View className="text-button" {...asButton(() => setSearch(typed.trim()))}>
          查找
        </View>
      </View>
      <PagedList
        key={search}
        load={(cursor) => call('people', 'entity.list', { cursor, search })}
        keyOf={({ creditCode }) => creditCode}
        show={(entity) => <EntityEntry entity={entity} />}
        empty={search === '' ? '您的范围内还没有市场主体' : `没有以“${search}”开头的市场主体`}
      />
    </Screen>
  )
}

function EntityEntry({ entity }: { entity: Entity }) {
  const { name, creditCode, unitName, departmentName, hasOwner } = entity
  return (
    <View className="card">
      <View className="card-title">{name}</View>
      <View className="entities-note">{creditCode}</View>
      <View className="entities-note">{[unitName, departmentName].filter(Boolean).join(' · ')}</View>
      <View>{hasOwner ? '店主已认领' : '还没有店主认领'}</View>
    </View>
  )
}
