import { View } from '@tarojs/components'
import type { GrantView } from '../../../src/contracts/people'
import { shanghaiDate } from '../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../src/domain/peopleWords'
import { ActionButton } from '../../components/ActionButton'
import { call } from '../../gateway/call'
import { asHeading } from '../../platform/semantics'
import { useAction } from '../../useAction'

type Props = { grants: readonly GrantView[]; reload: () => Promise<void> }

/** The person's roles, each with the way out of it. */
export function RoleList({ grants, reload }: Props) {
  if (grants.length === 0) return null
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        我的角色
      </View>
      {grants.map((grant) => (
        <RoleRow key={grant.id} grant={grant} reload={reload} />
      ))}
    </View>
  )
}

function RoleRow({ grant, reload }: { grant: GrantView; reload: Props['reload'] }) {
  const { id, role, placeName, post, givenAt, suspendedAt } = grant
  const leaving = useAction(async () => {
    const answer = await call('people', 'grant.leave', { grantId: id })
    if (answer.ok) await reload()
    return answer
  })
  return (
    <View className="me-row">
      <View className="me-row-title">{[placeName, ROLE_NAMES[role]].filter(Boolean).join(' · ')}</View>
      <View className="me-note">
        {[post, `自 ${shanghaiDate(givenAt)} 起`, suspendedAt !== null && '已暂停使用']
          .filter(Boolean)
          .join('，')}
      </View>
      <ActionButton label="不再担任" confirmLabel="再点一次，不再担任" action={leaving} type="default" />
    </View>
  )
}
