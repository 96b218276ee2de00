import { View } from '@tarojs/components'
import { useState } from 'react'
import type { InvitationView } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { ActionButton } from '../../../../components/ActionButton'
import { PagedList } from '../../../../components/PagedList'
import { call } from '../../../../gateway/call'
import { useAction } from '../../../../useAction'

/** Invitations of this shop that nobody has accepted yet, and the way to take one back. */
export function OpenInvitations({ creditCode }: { creditCode: string }) {
  const [round, setRound] = useState(0)
  return (
    <PagedList
      key={round}
      load={async (cursor) => openOnly(await call('people', 'invitation.list', { cursor }), creditCode)}
      keyOf={({ id }) => id}
      show={(invitation) => (
        <OpenInvitation invitation={invitation} onCancelled={() => setRound((before) => before + 1)} />
      )}
      empty={null}
    />
  )
}

function OpenInvitation({
  invitation: { id, role, isHandOver, expiresAt },
  onCancelled,
}: {
  invitation: InvitationView
  onCancelled: () => void
}) {
  const cancel = useAction(async () => {
    const answer = await call('people', 'invitation.cancel', { invitationId: id })
    if (answer.ok) onCancelled()
    return answer
  })
  return (
    <View className="manager">
      <View className="manager-name">{isHandOver ? '转让店铺的邀请' : `邀请${ROLE_NAMES[role]}`}</View>
      <View className="manager-since">{`等待接受，${shanghaiDateTime(expiresAt)}前有效`}</View>
      <ActionButton
        label="作废这个邀请"
        confirmLabel="再点一次，作废这个邀请"
        type="default"
        action={cancel}
      />
    </View>
  )
}

function openOnly(answer: Awaited<ReturnType<typeof call<'people', 'invitation.list'>>>, creditCode: string) {
  if (!answer.ok) return answer
  const rows = answer.value.rows.filter((one) => one.creditCode === creditCode && one.state === 'open')
  return { ok: true as const, value: { rows, cursor: answer.value.cursor } }
}
