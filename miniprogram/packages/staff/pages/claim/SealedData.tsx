import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { ActionButton } from '../../../../components/ActionButton'
import { FactList } from '../../../../components/FactList'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** What is personal about a claim: to be seen with a reason, and each look is in the log. */
export function SealedData({ claimId }: { claimId: string }) {
  const [reason, setReason] = useState('')
  const [pictureUrl, setPictureUrl] = useState('')
  const [name, setName] = useState<string | null>(null)
  const [phone, setPhone] = useState<string | null>(null)

  const look = useAction(async () => {
    const answer = await call('people', 'claim.evidence', { claimId, reason })
    if (answer.ok) setPictureUrl(answer.value.url)
    return answer
  })
  const reveal = useAction(async () => {
    const ask = (field: 'name' | 'phone') =>
      call('people', 'value.reveal', { kind: 'claim', id: claimId, field, reason })
    const first = await ask('name')
    if (!first.ok) return first
    setName(first.value.value)
    const second = await ask('phone')
    if (second.ok) setPhone(second.value.value)
    return second
  })

  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        执照照片和联系方式
      </View>
      <View className="claim-note">这些是个人信息。写明理由后才能查看，每次查看都会记入日志。</View>
      <FormField label="查看理由" value={reason} placeholder="例如：核对营业执照" onChange={setReason} />
      {pictureUrl === '' ? (
        <ActionButton label="查看执照照片" type="default" action={look} />
      ) : (
        <View>
          <Image
            className="claim-picture"
            src={pictureUrl}
            mode="widthFix"
            {...asButton(() => Taro.previewImage({ urls: [pictureUrl] }), '放大执照照片')}
          />
          <View className="claim-note">照片的链接 5 分钟后失效</View>
        </View>
      )}
      {phone === null ? (
        <ActionButton label="查看姓名和手机号" type="default" action={reveal} />
      ) : (
        <FactList
          facts={[
            ['姓名', name],
            ['手机号', phone],
          ]}
        />
      )}
    </View>
  )
}
