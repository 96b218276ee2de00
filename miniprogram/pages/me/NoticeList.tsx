import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../src/contracts/people'
import { shanghaiDateTime } from '../../../src/domain/calendar'
import { NOTICE_NAMES } from '../../../src/domain/peopleWords'
import { ActionButton } from '../../components/ActionButton'
import { call } from '../../gateway/call'
import { asHeading } from '../../platform/semantics'
import { useAction } from '../../useAction'

type Props = { notices: MeReadResponse['notices']; reload: () => Promise<void> }

/** What has happened since the person last looked; nothing at all when nothing has. */
export function NoticeList({ notices, reload }: Props) {
  const seeing = useAction(async () => {
    const answer = await call('people', 'notice.see', { ids: notices.map(({ id }) => id) })
    if (answer.ok) await reload()
    return answer
  })
  if (notices.length === 0) return null
  return (
    <View className="card me-news">
      <View className="card-title" {...asHeading(2)}>
        新消息
      </View>
      {notices.map(({ id, at, kind, entityName, reason }) => (
        <View key={id} className="me-row">
          <View className="me-row-title">{[NOTICE_NAMES[kind], entityName].filter(Boolean).join('：')}</View>
          {reason && <View>{reason}</View>}
          <View className="me-note">{shanghaiDateTime(at)}</View>
        </View>
      ))}
      <ActionButton label="知道了" action={seeing} type="default" />
    </View>
  )
}
