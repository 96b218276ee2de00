import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GrantView } from '../../../../../src/contracts/people'
import { Awaited } from '../../../../components/Awaited'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asChoice } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { InvitationEntry } from './InvitationEntry'
import { PersonEntry } from './PersonEntry'
import './index.scss'

const PARTS = { people: '现有人员', invitations: '发出的邀请' }
type Part = keyof typeof PARTS

/** The people within reach with their roles, and the invitations that are under way. */
export default function PeoplePage() {
  const me = useQuestion(() => call('people', 'me.read', {}))
  const [part, setPart] = useState<Part>('people')
  return (
    <Screen title="人员和邀请">
      <View className="people-parts">
        {(Object.keys(PARTS) as Part[]).map((one) => (
          <View
            key={one}
            className={one === part ? 'people-part people-part-chosen' : 'people-part'}
            {...asChoice(() => setPart(one), one === part)}
          >
            {PARTS[one]}
          </View>
        ))}
      </View>
      <Awaited
        question={me}
        show={({ grants }) => (part === 'people' ? <People own={grants} /> : <Invitations />)}
      />
      <View className="text-button" {...asButton(() => openNext('/packages/staff/pages/invite/index'))}>
        邀请同事
      </View>
    </Screen>
  )
}

function People({ own }: { own: readonly GrantView[] }) {
  const [round, setRound] = useState(0)
  return (
    <PagedList
      key={round}
      load={(cursor) => call('people', 'grant.list', { cursor, creditCode: null })}
      keyOf={({ id }) => id}
      show={(grant) => (
        <PersonEntry grant={grant} own={own} onChanged={() => setRound((before) => before + 1)} />
      )}
      empty="还没有人员"
    />
  )
}

function Invitations() {
  const [round, setRound] = useState(0)
  return (
    <PagedList
      key={round}
      load={(cursor) => call('people', 'invitation.list', { cursor })}
      keyOf={({ id }) => id}
      show={(invitation) => (
        <InvitationEntry invitation={invitation} onChanged={() => setRound((before) => before + 1)} />
      )}
      empty="还没有发出过邀请"
    />
  )
}
