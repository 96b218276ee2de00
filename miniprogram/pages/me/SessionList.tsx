import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../src/contracts/people'
import { shanghaiDateTime } from '../../../src/domain/calendar'
import { ActionButton } from '../../components/ActionButton'
import { call } from '../../gateway/call'
import { openNext } from '../../navigation'
import { asButton, asHeading } from '../../platform/semantics'
import { forgetSession } from '../../platform/session'
import { useAction } from '../../useAction'

type Props = { me: MeReadResponse; reload: () => Promise<void> }

/** Desktops that act for the person, each of which can be ended here, and the PIN that lets them in. */
export function SessionList({ me, reload }: Props) {
  const isOnDesktop = me.sessions.some(({ isCurrent }) => isCurrent)
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        电脑登录
      </View>
      {me.sessions.length === 0 && <View className="me-note">现在没有电脑在用您的身份登录。</View>}
      {me.sessions.map((session) => (
        <SessionRow key={session.id} session={session} reload={reload} />
      ))}
      {!isOnDesktop && (
        <View className="me-row">
          <View className="me-row-title">{me.hasPin ? '操作密码已设置' : '还没有设置操作密码'}</View>
          {me.pinLockedUntil !== null && (
            <View className="me-note">{`连续输错 5 次，锁定到 ${shanghaiDateTime(me.pinLockedUntil)}`}</View>
          )}
          <Button
            className="me-button"
            size="xlarge"
            block
            {...asButton(() => openNext('/packages/staff/pages/pin/index'))}
          >
            {me.hasPin ? '更换操作密码' : '设置操作密码'}
          </Button>
        </View>
      )}
    </View>
  )
}

function SessionRow({
  session,
  reload,
}: {
  session: MeReadResponse['sessions'][number]
  reload: Props['reload']
}) {
  const { id, device, maskedAddress, startedAt, usedAt, isCurrent } = session
  const ending = useAction(async () => {
    const answer = await call('people', 'session.end', { sessionId: id })
    if (answer.ok && isCurrent) forgetSession()
    if (answer.ok) await reload()
    return answer
  })
  return (
    <View className="me-row">
      <View className="me-row-title">{isCurrent ? `${device}（这台电脑）` : device}</View>
      <View className="me-note">
        {`网络地址 ${maskedAddress}，${shanghaiDateTime(startedAt)} 登录，最近使用 ${shanghaiDateTime(usedAt)}`}
      </View>
      <ActionButton label={isCurrent ? '退出登录' : '结束这次登录'} action={ending} type="default" />
    </View>
  )
}
