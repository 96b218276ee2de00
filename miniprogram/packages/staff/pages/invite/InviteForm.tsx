import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import type { GrantView } from '../../../../../src/contracts/people'
import type { Role } from '../../../../../src/contracts/roles'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { InvitationCard } from '../../../../components/InvitationCard'
import { call } from '../../../../gateway/call'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { Choices } from '../../Choices'
import { placeQuestion, rolesToGive } from './invitable'

/** Which role, where, and how colleagues call the post; then the invitation, until the page is left. */
export function InviteForm({ own }: { own: readonly GrantView[] }) {
  const roles = rolesToGive(own)
  const [role, setRole] = useState<Role | undefined>(roles.length === 1 ? roles[0] : undefined)
  const [placeKey, setPlaceKey] = useState<string>()
  const [post, setPost] = useState('')
  const [invitation, setInvitation] = useState<Response<'people', 'invitation.make'>>()
  const place = role && placeQuestion(own, role)
  const chosenKey = place?.options.length === 1 ? place.options[0]?.key : placeKey
  const isReady = role !== undefined && (!place || chosenKey !== undefined)
  const make = useAction(async () => {
    const chosen = {
      unit: null,
      department: null,
      creditCode: null,
      ...(place && { [place.field]: chosenKey }),
    }
    const asked = { role: role as Role, post: post === '' ? null : post, isHandOver: false, ...chosen }
    const answer = await call('people', 'invitation.make', asked)
    if (answer.ok) setInvitation(answer.value)
    return answer
  })

  if (roles.length === 0) return <View className="card">邀请同事由单位负责人或市信用办办理。</View>
  if (invitation && role) {
    const placeName = place?.options.find(({ key }) => key === chosenKey)?.name
    return (
      <View {...asStatus()}>
        <InvitationCard
          title={`邀请您担任${[placeName, ROLE_NAMES[role]].filter(Boolean).join(' ')}`}
          token={invitation.token}
          expiresAt={invitation.expiresAt}
        />
        <View className="text-button" {...asButton(() => setInvitation(undefined))}>
          再邀请一位
        </View>
      </View>
    )
  }
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          邀请担任什么
        </View>
        <Choices
          options={roles.map((one) => ({ key: one, name: ROLE_NAMES[one] }))}
          chosen={role}
          onChoose={(key) => {
            setRole(key as Role)
            setPlaceKey(undefined)
          }}
        />
      </View>
      {place && (
        <View className="card">
          <View className="card-title" {...asHeading(2)}>
            {place.title}
          </View>
          <Choices options={place.options} chosen={chosenKey} onChoose={setPlaceKey} />
        </View>
      )}
      <View className="card">
        <FormField
          label="岗位（可以不填）"
          value={post}
          placeholder="例如：登记窗口"
          hint="方便同事认出是谁，请不要写姓名和电话。"
          maximum={30}
          onChange={setPost}
        />
        {isReady ? (
          <ActionButton label="生成邀请二维码" action={make} />
        ) : (
          <View className="invite-note">
            {role === undefined ? '请先选择角色。' : `请先选择${place?.title}。`}
          </View>
        )}
      </View>
    </View>
  )
}
