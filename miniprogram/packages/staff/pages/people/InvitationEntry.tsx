import { View } from '@tarojs/components'
import type { InvitationView } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { useAction } from '../../../../useAction'

const STATES: Record<InvitationView['state'], string> = {
  open: '等待接受',
  accepted: '已接受',
  cancelled: '已作废',
  expired: '已过期',
}

/** An invitation that was sent, and the way to take it back while nobody has accepted it. */
export function InvitationEntry({
  invitation,
  onChanged,
}: {
  invitation: InvitationView
  onChanged: () => void
}) {
  const { id, role, post, placeName, isHandOver, invitedAt, expiresAt, state } = invitation
  const cancel = useAction(async () => {
    const answer = await call('people', 'invitation.cancel', { invitationId: id })
    if (answer.ok) onChanged()
    return answer
  })
  return (
    <View className="card">
      <View className="people-top">
        <View>
          <View className="card-title">{isHandOver ? '转让店铺' : ROLE_NAMES[role]}</View>
          <View>{[placeName, post].filter(Boolean).join(' · ')}</View>
          <View className="people-note">
            {state === 'open' ? `${shanghaiDateTime(expiresAt)}前有效` : `${shanghaiDateTime(invitedAt)}发出`}
          </View>
        </View>
        <View className={`people-state people-state-${state}`}>{STATES[state]}</View>
      </View>
      {state === 'open' && (
        <ActionButton
          label="作废这个邀请"
          confirmLabel="再点一次，作废这个邀请"
          type="default"
          action={cancel}
        />
      )}
    </View>
  )
}
