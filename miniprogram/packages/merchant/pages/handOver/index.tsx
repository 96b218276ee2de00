import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { InvitationCard } from '../../../../components/InvitationCard'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import './index.scss'

/** An owner hands a shop over: the new owner scans, and only then does the old one lose it. */
export default function HandOverPage() {
  const { creditCode = '' } = useRouter().params
  const [invitation, setInvitation] = useState<Response<'people', 'invitation.make'>>()
  const make = useAction(async () => {
    const answer = await call('people', 'invitation.make', {
      role: 'merchantOwner',
      post: null,
      isHandOver: true,
      unit: null,
      department: null,
      creditCode,
    })
    if (answer.ok) setInvitation(answer.value)
    return answer
  })
  return (
    <Screen title="转让店铺">
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          转让是怎么回事
        </View>
        <View className="hand-over-text">新店主用微信扫您手机上的二维码，确认后店铺就归新店主打理。</View>
        <View className="hand-over-text">
          从那一刻起，您和您指定的管理员都不能再打理这家店，也不能自行恢复。
        </View>
        <View className="hand-over-text">请当面给新店主扫。二维码 24 小时内有效，只能用一次。</View>
        {!invitation && (
          <ActionButton label="生成转让二维码" confirmLabel="再点一次，生成转让二维码" action={make} />
        )}
      </View>
      {invitation && (
        <InvitationCard title="邀请您接手店铺" token={invitation.token} expiresAt={invitation.expiresAt} />
      )}
    </Screen>
  )
}
