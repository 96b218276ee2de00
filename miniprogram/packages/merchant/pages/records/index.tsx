import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { RecordView } from '../../../../../src/contracts/cases'
import { PagedList } from '../../../../components/PagedList'
import { RecordCard } from '../../../../components/RecordCard'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asChoice } from '../../../../platform/semantics'
import './index.scss'

/** What is held about one's own shop: as the public sees it, or all of it, each with why it is shown or not. */
export default function RecordsPage() {
  const { creditCode = '' } = useRouter().params
  const [isPublic, setPublic] = useState(false)
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="我的信用记录">
      <View className="own-records-views">
        {[false, true].map((one) => (
          <View
            key={String(one)}
            className={one === isPublic ? 'own-records-view own-records-chosen' : 'own-records-view'}
            {...asChoice(() => setPublic(one), one === isPublic)}
          >
            {one ? '公众看到的' : '全部记录'}
          </View>
        ))}
      </View>
      {shown > 0 && (
        <PagedList
          key={`${isPublic} ${shown}`}
          load={(cursor) => load(creditCode, cursor, isPublic)}
          keyOf={({ id }) => id}
          show={(record) => <OwnRecord record={record} />}
          empty={isPublic ? '现在没有公示中的记录' : '还没有归集到您店铺的信用记录'}
        />
      )}
    </Screen>
  )
}

async function load(creditCode: string, cursor: string | null, isPublic: boolean) {
  const answer = await call('cases', 'record.list', { cursor, creditCode })
  if (!answer.ok || !isPublic) return answer
  const rows = answer.value.rows.filter(({ why }) => why.reason === 'shown')
  return { ok: true as const, value: { ...answer.value, rows } }
}

function OwnRecord({ record }: { record: RecordView }) {
  const ask = (kind: string) => () =>
    openNext(`/packages/merchant/pages/ask/index?kind=${kind}&recordId=${encodeURIComponent(record.id)}`)
  return (
    <RecordCard record={record}>
      <View className="own-records-actions">
        {!record.objectionPending && (
          <View className="text-button" {...asButton(ask('objection'))}>
            提出异议
          </View>
        )}
        {record.canBeRepaired && (
          <View className="text-button" {...asButton(ask('repair'))}>
            申请信用修复
          </View>
        )}
        <View className="text-button" {...asButton(ask('clarification'))}>
          写说明
        </View>
      </View>
    </RecordCard>
  )
}
