import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { ClaimRowView } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { CLAIM_STATE_NAMES } from '../../../../../src/domain/peopleWords'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asChoice } from '../../../../platform/semantics'
import './index.scss'

type State = ClaimRowView['state']

const STATES: readonly State[] = ['submitted', 'confirmed', 'refused', 'withdrawn']
const EMPTY: Record<State, string> = {
  submitted: '没有等待核对的认领',
  confirmed: '还没有通过的认领',
  refused: '没有未通过的认领',
  withdrawn: '没有撤回的认领',
}

/** Claims within a clerk's reach, by where they stand. */
export default function ClaimsPage() {
  const [state, setState] = useState<State>('submitted')
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="店铺认领">
      <View className="claims-states">
        {STATES.map((one) => (
          <View
            key={one}
            className={one === state ? 'claims-state claims-state-chosen' : 'claims-state'}
            {...asChoice(() => setState(one), one === state)}
          >
            {CLAIM_STATE_NAMES[one]}
          </View>
        ))}
      </View>
      {shown > 0 && (
        <PagedList
          key={`${state} ${shown}`}
          load={(cursor) => call('people', 'claim.list', { cursor, state })}
          keyOf={({ id }) => id}
          show={(claim) => <ClaimEntry claim={claim} />}
          empty={EMPTY[state]}
        />
      )}
    </Screen>
  )
}

function ClaimEntry({ claim }: { claim: ClaimRowView }) {
  const open = () => openNext(`/packages/staff/pages/claim/index?id=${claim.id}`)
  return (
    <View className="card" {...asButton(open)}>
      <View className="card-title">{claim.entityName}</View>
      <View className="claims-note">
        {`${claim.maskedName} · ${claim.unitName} · ${shanghaiDateTime(claim.submittedAt)}`}
      </View>
      {claim.isDispute && <View className="claims-dispute">有争议：这家店已有店主</View>}
    </View>
  )
}
