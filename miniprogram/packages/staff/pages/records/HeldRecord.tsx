import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RecordView } from '../../../../../src/contracts/cases'
import type { CallAnswer } from '../../../../../src/contracts/functions'
import { TIER_NAMES } from '../../../../../src/domain/tierNames'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { RecordCard } from '../../../../components/RecordCard'
import { call } from '../../../../gateway/call'
import { asFold } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { Withdrawal } from './Withdrawal'

type Props = { record: RecordView; onChanged: () => void }

/** What is not shown for one of these is withdrawn already. */
const ENDED = new Set(['revoked', 'repaired', 'removed'])

/** A record with what those may do who answer for it. */
export function HeldRecord({ record, onChanged }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <RecordCard record={record}>
      {record.proposedTier && <ProposedTier record={record} onChanged={onChanged} />}
      <View className="text-button" {...asFold(() => setOpen(!isOpen), '办理这条记录', isOpen)}>
        {isOpen ? '收起' : '办理这条记录'}
      </View>
      {isOpen && <Handling record={record} onChanged={onChanged} />}
      {isOpen && !ENDED.has(record.why.reason) && <Withdrawal recordId={record.id} onChanged={onChanged} />}
    </RecordCard>
  )
}

function useChange(change: () => Promise<CallAnswer<unknown>>, onChanged: () => void) {
  return useAction(async () => {
    const answer = await change()
    if (answer.ok) onChanged()
    return answer
  })
}

/** A second person agrees, or does not. */
function ProposedTier({ record: { id: recordId, proposedTier }, onChanged }: Props) {
  const decide = (decision: 'confirm' | 'refuse') => () =>
    call('cases', 'record.confirmTier', { recordId, decision })
  const confirm = useChange(decide('confirm'), onChanged)
  const refuse = useChange(decide('refuse'), onChanged)
  if (!proposedTier) return null
  return (
    <View>
      <View>{`有人提出改为${TIER_NAMES[proposedTier.tier]}，依据：${proposedTier.basis}`}</View>
      {proposedTier.isOwn ? (
        <View>是您提出的，须由另一个人确认。</View>
      ) : (
        <View>
          <ActionButton label="同意改档" confirmLabel="再点一次，同意改档" action={confirm} />
          <ActionButton label="不同意改档" type="default" action={refuse} />
        </View>
      )}
    </View>
  )
}

const TIERS = ['minor', 'ordinary', 'serious'] as const

function Handling({ record: { id: recordId, tier, suspension }, onChanged }: Props) {
  const [reason, setReason] = useState('')
  const propose = (to: (typeof TIERS)[number]) => () =>
    call('cases', 'record.tier', { recordId, tier: to, basis: reason })
  const toMinor = useChange(propose('minor'), onChanged)
  const toOrdinary = useChange(propose('ordinary'), onChanged)
  const toSerious = useChange(propose('serious'), onChanged)
  const actions = { minor: toMinor, ordinary: toOrdinary, serious: toSerious }
  const pause = useChange(
    () => call('cases', suspension ? 'record.resume' : 'record.suspend', { recordId, reason }),
    onChanged,
  )
  return (
    <View>
      <FormField
        label="依据或理由（必填）"
        value={reason}
        placeholder="例如：已受理行政复议，文号……"
        hint="会记入日志，请不要写个人号码"
        isLong
        onChange={setReason}
      />
      {tier !== null &&
        TIERS.filter((one) => one !== tier).map((one) => (
          <ActionButton key={one} label={`提出改为${TIER_NAMES[one]}`} type="default" action={actions[one]} />
        ))}
      <ActionButton
        label={suspension ? '恢复公示（复议、诉讼已结束）' : '暂停公示（复议、诉讼期间）'}
        type="default"
        action={pause}
      />
    </View>
  )
}
