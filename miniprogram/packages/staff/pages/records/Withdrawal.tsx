import { View } from '@tarojs/components'
import { useState } from 'react'
import { isLegalDate, shanghaiDate } from '../../../../../src/domain/calendar'
import { WITHDRAWAL_EVENTS } from '../../../../../src/domain/intake/kinds'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asFold } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { Choices } from '../../Choices'

const DAY_FAILURE = '请写成年-月-日，例如 2026-11-25'
const EVENTS = WITHDRAWAL_EVENTS.map((event) => ({ key: event, name: event }))

type Props = { recordId: string; onChanged: () => void }

/** Takes a record off the report by hand, because its decision is revoked or its listing has ended. */
export function Withdrawal({ recordId, onChanged }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [event, setEvent] = useState<string>()
  const [withdrawnOn, setWithdrawnOn] = useState(() => shanghaiDate(Date.now()))
  const [noticedOn, setNoticedOn] = useState('')
  const [reason, setReason] = useState('')
  const [wasTried, setTried] = useState(false)
  const dayFault = (day: string) => (wasTried && !isLegalDate(day.trim()) ? DAY_FAILURE : '')
  const withdraw = useAction(async () => {
    setTried(true)
    if (![withdrawnOn, noticedOn.trim() || withdrawnOn].every((day) => isLegalDate(day.trim())))
      return { ok: true, value: undefined }
    const told = {
      recordId,
      event: event ?? '',
      withdrawnOn: withdrawnOn.trim(),
      noticedOn: noticedOn.trim() || null,
      reason,
    }
    const answer = await call('intake', 'record.withdraw', told)
    if (answer.ok) onChanged()
    return answer
  })
  return (
    <View>
      <View className="text-button" {...asFold(() => setOpen(!isOpen), '撤回公示', isOpen)}>
        {isOpen ? '先不撤回' : '撤回公示'}
      </View>
      {isOpen && (
        <View>
          <View>决定被撤销、变更，或已移出名单的，应当撤回。撤回后报告里立即不再显示，记录留存备查。</View>
          <Choices options={EVENTS} chosen={event} onChoose={setEvent} />
          <FormField
            label="撤销、变更或移出的日期"
            value={withdrawnOn}
            placeholder="撤回日期，例如 2026-11-01"
            failure={dayFault(withdrawnOn)}
            maximum={10}
            onChange={setWithdrawnOn}
          />
          <FormField
            label="得知的日期（可以不填）"
            value={noticedOn}
            placeholder="得知日期，例如 2026-11-02"
            hint="三日的期限从这一天起算；不填按今天"
            failure={noticedOn.trim() === '' ? '' : dayFault(noticedOn)}
            maximum={10}
            onChange={setNoticedOn}
          />
          <FormField
            label="撤回的理由（必填）"
            value={reason}
            placeholder="例如：复议决定撤销，文号……"
            hint="会记入日志，请不要写个人号码"
            isLong
            onChange={setReason}
          />
          {event === undefined ? (
            <View>请先选择撤回原因</View>
          ) : (
            <ActionButton label="撤回公示" confirmLabel="再点一次，立即撤回公示" action={withdraw} />
          )}
        </View>
      )}
    </View>
  )
}
