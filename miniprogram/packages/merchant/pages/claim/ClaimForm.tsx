import { View } from '@tarojs/components'
import { useState } from 'react'
import { ERROR_MESSAGES } from '../../../../../src/contracts/errors'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { ConsentCard } from '../../../../components/ConsentCard'
import { PictureField } from '../../../../components/PictureField'
import { call } from '../../../../gateway/call'
import type { ChosenPicture } from '../../../../platform/choosePicture'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { ClaimantFields } from '../../ClaimantFields'
import { uploadEvidence } from '../../uploadEvidence'
import { useClaimant } from '../../useClaimant'

type Props = {
  shop: Response<'people', 'entity.find'>
  onSent: (sent: Response<'people', 'claim.submit'>) => void
}

const WITHOUT_PICTURES =
  '您没有同意使用照片。可以在微信的“设置”中允许后再选，也可以请工作人员到店里给您认领码，不用照片。'

/** Who claims the shop, with what evidence, and the agreement. Nothing typed is lost when sending fails. */
export function ClaimForm({ shop, onSent }: Props) {
  const form = useClaimant()
  const [picture, setPicture] = useState<ChosenPicture>()
  const [pictureFailure, setPictureFailure] = useState('')
  /** Uploaded already, by an earlier try. */
  const [uploadId, setUploadId] = useState('')

  function choose(chosen: ChosenPicture) {
    setPicture(chosen)
    setPictureFailure('')
    setUploadId('')
  }
  const send = useAction(async () => {
    const claimant = form.check()
    setPictureFailure(picture ? '' : ERROR_MESSAGES.CLAIM_EVIDENCE_MISSING.zh)
    if (!claimant || !picture) return { ok: true, value: undefined }
    const uploaded = uploadId === '' ? await uploadEvidence(picture) : { ok: true as const, value: uploadId }
    if (!uploaded.ok) return uploaded
    setUploadId(uploaded.value)
    const answer = await call('people', 'claim.submit', {
      creditCode: shop.creditCode,
      uploadId: uploaded.value,
      ...claimant,
    })
    if (answer.ok) onSent(answer.value)
    return answer
  })

  return (
    <View>
      <View className="card">
        <View className="card-title claim-form-title" {...asHeading(2)}>
          您是谁
        </View>
        <ClaimantFields form={form} />
        <PictureField
          label="营业执照照片"
          hint="只要营业执照，不要身份证。照片只供工作人员核对，不公开"
          picture={picture}
          failure={pictureFailure}
          withoutPictures={WITHOUT_PICTURES}
          onChange={choose}
        />
      </View>
      <ConsentCard
        hasAgreed={form.hasAgreed}
        failure={form.failures.consent}
        onChange={(hasAgreed) => form.change({ hasAgreed })}
      />
      <View className="claim-form-send">
        <ActionButton label="提交认领" action={send} />
      </View>
    </View>
  )
}
