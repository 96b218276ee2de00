import { View } from '@tarojs/components'
import { useState } from 'react'
import { ERROR_MESSAGES } from '../../../../../src/contracts/errors'
import type { GrantView } from '../../../../../src/contracts/people'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { CONSENT_TEXT } from '../../../../../src/domain/consentText'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { checkPersonName } from '../../../../../src/domain/personName'
import { ActionButton } from '../../../../components/ActionButton'
import { ConsentCard } from '../../../../components/ConsentCard'
import { FactList } from '../../../../components/FactList'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { DUTIES } from './duties'
import type { Invited } from './useInvitation'

type Props = { token: string; invitation: Invited; onAccepted: (grant: GrantView) => void }

/** What the person takes on, and the name under which. */
export function AcceptForm({ token, invitation, onAccepted }: Props) {
  const { role, post, placeName, isHandOver, invitedByName, expiresAt, ownName } = invitation
  const [name, setName] = useState(ownName ?? '')
  const [failure, setFailure] = useState('')
  const [hasAgreed, setAgreed] = useState(false)
  const [consentFailure, setConsentFailure] = useState('')
  // Who becomes a shop's owner agrees in their own right: the consent of the one before ends with the role.
  const isConsentNeeded = role === 'merchantOwner'
  const accept = useAction(async () => {
    const checked = checkPersonName(name)
    setFailure(checked.ok ? '' : ERROR_MESSAGES[checked.error.code].zh)
    const isConsentMissing = isConsentNeeded && !hasAgreed
    setConsentFailure(isConsentMissing ? ERROR_MESSAGES.CONSENT_MISSING.zh : '')
    if (!checked.ok || isConsentMissing) return { ok: true, value: undefined }
    const answer = await call('people', 'invitation.accept', {
      token,
      name,
      consentVersion: isConsentNeeded ? CONSENT_TEXT.version : null,
    })
    if (answer.ok) onAccepted(answer.value.grant)
    return answer
  })
  function change(value: string) {
    setName(value)
    setFailure('')
  }
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          {isHandOver ? '邀请您接手店铺' : `邀请您担任${ROLE_NAMES[role]}`}
        </View>
        <FactList
          facts={[
            [placeOf(role), placeName],
            ['岗位', post],
            ['邀请人', invitedByName],
            ['有效期', `${shanghaiDateTime(expiresAt)}前，只能用一次`],
          ]}
        />
        <View className="invitation-duty">
          {isHandOver ? '接受后，这家店由您打理；原店主和他指定的管理员不能再打理。' : DUTIES[role]}
        </View>
      </View>
      {isConsentNeeded && (
        <ConsentCard
          hasAgreed={hasAgreed}
          failure={consentFailure}
          onChange={(agreed) => {
            setAgreed(agreed)
            setConsentFailure('')
          }}
        />
      )}
      <View className="card">
        <FormField
          label="您的姓名"
          value={name}
          placeholder="请填写真实姓名"
          hint="加密保存，同事只看到姓。接受后，这个角色绑定您的微信。"
          failure={failure}
          maximum={60}
          onChange={change}
        />
        <ActionButton label="接受邀请" action={accept} />
        <View className="invitation-note">不是找您的？直接关闭这一页，什么也不会发生。</View>
      </View>
    </View>
  )
}

function placeOf(role: Invited['role']): string {
  if (role === 'merchantOwner' || role === 'merchantManager') return '店铺'
  return role === 'departmentOfficer' ? '部门' : '单位'
}
