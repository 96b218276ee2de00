import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../src/contracts/people'
import { Awaited } from '../../components/Awaited'
import { IdentityPicker } from '../../components/IdentityPicker'
import { Screen } from '../../components/Screen'
import { call } from '../../gateway/call'
import { asHeading } from '../../platform/semantics'
import { useQuestion } from '../../useQuestion'
import { DoorList } from './DoorList'
import { MyData } from './MyData'
import { NoticeList } from './NoticeList'
import { RoleList } from './RoleList'
import { SessionList } from './SessionList'
import './index.scss'

/** What a person has here: roles, desktops that act for them, news, and what is kept of them. */
export default function MePage() {
  const question = useQuestion(() => call('people', 'me.read', {}))
  const { ask } = question
  return (
    <Screen title="我的">
      <Awaited
        question={question}
        show={(me) => (
          <>
            <NoticeList notices={me.notices} reload={ask} />
            <Greeting me={me} />
            <DoorList me={me} />
            <RoleList grants={me.grants} reload={ask} />
            {me.grants.length > 0 && <SessionList me={me} reload={ask} />}
            <MyData me={me} reload={ask} />
            <IdentityPicker onChosen={ask} />
          </>
        )}
      />
    </Screen>
  )
}

function Greeting({ me }: { me: MeReadResponse }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {me.name ?? '微信用户'}
      </View>
      {me.maskedPhone && <View className="me-note">手机 {me.maskedPhone}</View>}
      {me.grants.length === 0 && (
        <View className="me-note">您现在没有店铺或工作角色。查看标牌不需要登录，也不留下您的信息。</View>
      )}
    </View>
  )
}
