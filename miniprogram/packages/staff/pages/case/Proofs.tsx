import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { FactList } from '../../../../components/FactList'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import './index.scss'

/** Pictures and the number to answer to: to be seen with a reason, and each look is in the log. */
export function Proofs({ whole }: { whole: Response<'cases', 'case.read'> }) {
  const { proofCount, maskedContact } = whole
  const caseId = whole.case.id
  const [reason, setReason] = useState('')
  const [urls, setUrls] = useState<string[]>([])
  const [contact, setContact] = useState(maskedContact)
  const next = useAction(async () => {
    const answer = await call('cases', 'case.proof', { caseId, index: urls.length, reason })
    if (answer.ok) setUrls([...urls, answer.value.url])
    return answer
  })
  const reveal = useAction(async () => {
    const answer = await call('cases', 'case.contact', { caseId, reason })
    if (answer.ok) setContact(answer.value.value)
    return answer
  })
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        材料照片和联系电话
      </View>
      <View>写明理由后才能查看，每次查看都会记入日志。</View>
      <FormField label="查看理由" value={reason} placeholder="例如：核对证明材料" onChange={setReason} />
      {urls.map((url) => (
        <Image key={url} className="case-proof" src={url} mode="widthFix" />
      ))}
      {urls.length < proofCount && (
        <ActionButton
          label={`查看材料照片（${urls.length + 1}/${proofCount}）`}
          type="default"
          action={next}
        />
      )}
      {maskedContact !== null && (
        <View>
          <FactList facts={[['联系电话', contact]]} />
          {contact === maskedContact && <ActionButton label="查看联系电话" type="default" action={reveal} />}
        </View>
      )}
    </View>
  )
}
