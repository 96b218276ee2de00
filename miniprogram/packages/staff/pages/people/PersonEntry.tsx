import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GrantView } from '../../../../../src/contracts/people'
import { shanghaiDate } from '../../../../../src/domain/calendar'
import { giverOf } from '../../../../../src/domain/giving'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asFold } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

type Props = {
  grant: GrantView
  /** The roles of whoever looks. */
  own: readonly GrantView[]
  onChanged: () => void
}

/** Somebody's role, and what whoever looks may do about it. */
export function PersonEntry({ grant, own, onChanged }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { id, role, placeName, post, givenAt, suspendedAt } = grant
  const name = grant.maskedName ?? '未留姓名'
  const acting = own.filter((one) => one.suspendedAt === null)
  const isOwn = own.some((one) => one.id === id)
  const mayChange = !isOwn && giverOf(acting, 'people.grant.suspend', role, grant) !== undefined
  return (
    <View className="card">
      <View className="people-top">
        <View>
          <View className="card-title">{isOwn ? `${name}（您本人）` : name}</View>
          <View>{[placeName, ROLE_NAMES[role]].filter(Boolean).join(' · ')}</View>
          <View className="people-note">
            {[post, `自 ${shanghaiDate(givenAt)} 起`].filter(Boolean).join('，')}
          </View>
        </View>
        {mayChange && (
          <View
            className="text-button people-fold"
            {...asFold(() => setOpen(!isOpen), `处理${name}的角色`, isOpen)}
          >
            {isOpen ? '收起' : '处理'}
          </View>
        )}
      </View>
      {suspendedAt !== null && (
        <View className="people-suspended">{`已暂停：自 ${shanghaiDate(suspendedAt)} 起`}</View>
      )}
      {isOpen && <PersonActions grant={grant} onChanged={onChanged} />}
    </View>
  )
}

function PersonActions({ grant, onChanged }: { grant: GrantView; onChanged: () => void }) {
  const [reason, setReason] = useState('')
  const { id, personId, suspendedAt } = grant
  const isSuspended = suspendedAt !== null
  const pause = useAction(async () => {
    const input = { personId, reason }
    const answer = isSuspended
      ? await call('people', 'grant.resume', input)
      : await call('people', 'grant.suspend', input)
    if (answer.ok) onChanged()
    return answer
  })
  const end = useAction(async () => {
    const answer = await call('people', 'grant.end', { grantId: id, reason })
    if (answer.ok) onChanged()
    return answer
  })
  return (
    <View className="people-actions">
      <FormField
        label="理由"
        value={reason}
        placeholder="例如：手机丢失、已调离"
        hint="记入操作日志；结束角色时对方也会看到。请不要写电话号码、证件号码。"
        onChange={setReason}
      />
      <ActionButton
        label={isSuspended ? '手机已找回，恢复使用' : '手机丢失，先暂停'}
        type="default"
        action={pause}
      />
      <ActionButton label="结束这个角色" confirmLabel="再点一次，结束这个角色" type="default" action={end} />
      <View className="people-note">
        {isSuspended
          ? '恢复后，对方可以照常使用。'
          : '暂停后，对方的手机和登录的电脑都不能再用；找回手机后可以恢复。结束后要重新邀请。'}
      </View>
    </View>
  )
}
