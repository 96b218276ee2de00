import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import type { GrantView } from '../../../../../src/contracts/people'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { goHome, openNext } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { doorsOf } from './doors'
import './index.scss'

/** Where staff begin: what their roles let them do. */
export default function StaffPage() {
  const me = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="工作台">
      <Awaited question={me} show={({ grants }) => <Work grants={grants} />} />
    </Screen>
  )
}

function Work({ grants }: { grants: readonly GrantView[] }) {
  const acting = grants.filter(({ suspendedAt }) => suspendedAt === null)
  const doors = doorsOf(acting)
  if (doors.length === 0)
    return (
      <View className="card">
        <View>
          {grants.length > acting.length
            ? '您的角色已暂停使用。手机找回后，请联系单位负责人或市信用办恢复。'
            : '您还没有工作角色。工作角色由单位负责人或市信用办邀请，打开邀请链接即可接受。'}
        </View>
        <Button className="staff-home" size="xlarge" block {...asButton(goHome)}>
          回首页
        </Button>
      </View>
    )
  return (
    <View>
      {doors.map(({ label, note, url }) => (
        <View key={url} className="card staff-door" {...asButton(() => openNext(url))}>
          <View>
            <View className="card-title" {...asHeading(2)}>
              {label}
            </View>
            <View className="staff-note">{note}</View>
          </View>
          <View className="staff-door-mark">进入</View>
        </View>
      ))}
      <View className="staff-roles">
        {`您现在是：${acting.map(({ placeName, role }) => [placeName, ROLE_NAMES[role]].filter(Boolean).join(' ')).join('、')}`}
      </View>
    </View>
  )
}
