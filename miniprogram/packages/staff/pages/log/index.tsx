import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { AuditFilter } from '../../../../../src/contracts/audit'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { ExportForm } from './ExportForm'
import { FilterForm } from './FilterForm'
import { LineEntry } from './LineEntry'
import { EVERYTHING, readFilter, type TypedFilter } from './typedFilter'
import './index.scss'

/** The audit log, for whoever looks at it and changes nothing. */
export default function LogPage() {
  const { person = '', shop = '' } = useRouter().params
  const asked = { ...EVERYTHING, personId: person, creditCode: shop }
  const [filter, setFilter] = useState<AuditFilter>(() => filterOf(asked))
  return (
    <Screen title="操作日志" isWide>
      <View className="log-sides">
        <View className="log-side">
          <FilterForm initial={asked} onSearch={setFilter} />
          <ExportForm filter={filter} />
        </View>
        <View className="log-lines">
          <PagedList
            key={JSON.stringify(filter)}
            load={(cursor) => call('audit', 'line.list', { ...filter, cursor })}
            keyOf={({ id }) => id}
            show={(line) => <LineEntry line={line} />}
            empty="没有符合条件的记录"
          />
        </View>
      </View>
    </Screen>
  )
}

/** Of what came with the link; it names no days, so none can be wrong. */
function filterOf(typed: TypedFilter): AuditFilter {
  const filter = readFilter(typed)
  if (!filter.ok) throw new Error('a link to the log names no days')
  return filter.value
}
