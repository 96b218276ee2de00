import { View } from '@tarojs/components'
import { PagedList } from '../../components/PagedList'
import { call } from '../../gateway/call'
import { asButton } from '../../platform/semantics'

/** Entities within reach whose name begins so, to choose one of. */
export function EntityFinder({
  search,
  onChosen,
}: {
  search: string
  onChosen: (creditCode: string, name: string) => void
}) {
  return (
    <PagedList
      load={(cursor) => call('people', 'entity.list', { cursor, search })}
      keyOf={({ creditCode }) => creditCode}
      show={({ name, creditCode, unitName }) => (
        <View className="card" {...asButton(() => onChosen(creditCode, name))}>
          <View className="card-title">{name}</View>
          <View>{`${creditCode} · ${unitName}`}</View>
        </View>
      )}
      empty={`您的范围内没有以“${search}”开头的市场主体，可以输入完整的信用代码`}
    />
  )
}
