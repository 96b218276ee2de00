import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { InvitationCard } from '../../../../components/InvitationCard'
import { PagedList } from '../../../../components/PagedList'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { Manager } from './Manager'
import { OpenInvitations } from './OpenInvitations'

/** Who else acts for the shop; its owner names them and ends them. */
export function Managers({ creditCode }: { creditCode: string }) {
  const [round, setRound] = useState(0)
  const [invitation, setInvitation] = useState<Response<'people', 'invitation.make'>>()
  const invite = useAction(async () => {
    const answer = await call('people', 'invitation.make', {
      role: 'merchantManager',
      post: null,
      isHandOver: false,
      unit: null,
      department: null,
      creditCode,
    })
    if (answer.ok) setInvitation(answer.value)
    return answer
  })
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          店铺管理员
        </View>
        <View className="shop-text">管理员可以帮您打理店铺，不能转让店铺，也不能指定别人。</View>
        <PagedList
          key={round}
          load={async (cursor) => managersOnly(await call('people', 'grant.list', { cursor, creditCode }))}
          keyOf={({ id }) => id}
          show={(grant) => <Manager grant={grant} onEnded={() => setRound((before) => before + 1)} />}
          empty="还没有管理员"
        />
        <OpenInvitations key={invitation?.id} creditCode={creditCode} />
        <ActionButton label="邀请管理员" type="default" action={invite} />
      </View>
      {invitation && (
        <InvitationCard
          title="邀请您担任店铺管理员"
          token={invitation.token}
          expiresAt={invitation.expiresAt}
        />
      )}
    </View>
  )
}

function managersOnly(answer: Awaited<ReturnType<typeof call<'people', 'grant.list'>>>) {
  if (!answer.ok) return answer
  const rows = answer.value.rows.filter(({ role }) => role === 'merchantManager')
  return { ok: true as const, value: { rows, cursor: answer.value.cursor } }
}
