import { View } from '@tarojs/components'
import type { MeReadResponse } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { CLAIM_STATE_NAMES } from '../../../../../src/domain/peopleWords'
import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { useAction } from '../../../../useAction'

type Props = { claim: MeReadResponse['claims'][number]; onChange: () => void }

/** A claim that gave no shop, or not yet: where it stands, and why. */
export function OwnClaim({ claim, onChange }: Props) {
  const withdraw = useAction(async () => {
    const answer = await call('people', 'claim.withdraw', { claimId: claim.id })
    if (answer.ok) onChange()
    return answer
  })
  return (
    <View className="card">
      <View className="card-title">{claim.entityName}</View>
      <View className="shops-note">
        {`认领${CLAIM_STATE_NAMES[claim.state]} · ${shanghaiDateTime(claim.submittedAt)} 提交`}
      </View>
      {claim.decisionReason !== null && (
        <View className="shops-reason">{`工作人员说：${claim.decisionReason}`}</View>
      )}
      {claim.state === 'submitted' && (
        <ActionButton label="撤回认领" confirmLabel="再点一次，撤回认领" type="default" action={withdraw} />
      )}
    </View>
  )
}
