import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { CallAnswer, Response } from '../../../../../src/contracts/functions'
import { MAXIMUM_PROOFS } from '../../../../../src/contracts/limits'
import { CASE_RULES, REPAIR_PROMISE } from '../../../../../src/domain/caseStates'
import { ActionButton } from '../../../../components/ActionButton'
import { dueWords } from '../../../../components/CaseEntry'
import { FormField } from '../../../../components/FormField'
import { PicturesField } from '../../../../components/PicturesField'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { goBack } from '../../../../navigation'
import type { ChosenPicture } from '../../../../platform/choosePicture'
import { asButton, asCheckbox, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { uploadEvidence } from '../../uploadEvidence'
import './index.scss'

type Kind = 'objection' | 'repair' | 'clarification'
type Filed = Response<'cases', 'objection.file'>

/** What each form asks for, and nothing more. */
const FORMS: Record<
  Kind,
  { what: string; label: string; placeholder: string; picture: string; maximum: number }
> = {
  objection: {
    what: '写清楚这条记录哪里有误。核对期间，报告上会注明“异议处理中”。',
    label: '哪里有误，应当是什么',
    placeholder: '例如：罚款金额应为 100 元，决定书第 2 页',
    picture: '证据照片（可以不传）',
    maximum: 1000,
  },
  repair: {
    what: '行政决定确定的义务履行完毕、失信行为已经纠正的，可以申请。需要两样：履行完毕的证明，信用修复承诺。办理不收费。',
    label: '义务怎样履行、行为怎样纠正',
    placeholder: '例如：罚款已于 3 月 5 日缴清，已明码标价',
    picture: '履行完毕的证明照片（必传，如缴款凭证）',
    maximum: 1000,
  },
  clarification: {
    what: '您的话会放在这条记录旁边，注明是您自己说的。工作人员核对后展示。',
    label: '您的说明',
    placeholder: '例如：当天换价签未及时更新，已整改',
    picture: '',
    maximum: 300,
  },
}

/** A merchant asks something about one of its records. */
export default function AskPage() {
  const { kind: given = '', recordId = '' } = useRouter().params
  const kind: Kind = given === 'repair' || given === 'clarification' ? given : 'objection'
  const [filed, setFiled] = useState<Filed>()
  return (
    <Screen title={CASE_RULES[kind].name}>
      <View {...asStatus()}>{filed && <Sent filed={filed} />}</View>
      {!filed && <AskForm kind={kind} recordId={decodeURIComponent(recordId)} onFiled={setFiled} />}
    </Screen>
  )
}

function Sent({ filed }: { filed: Filed }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        已提交
      </View>
      <View>{`编号 ${filed.number}`}</View>
      <View>{dueWords({ ...filed, isLate: false })}</View>
      <View>处理结果会在“我的”里通知您。</View>
      <View className="text-button" {...asButton(goBack)}>
        返回
      </View>
    </View>
  )
}

function AskForm({
  kind,
  recordId,
  onFiled,
}: {
  kind: Kind
  recordId: string
  onFiled: (filed: Filed) => void
}) {
  const form = FORMS[kind]
  const [text, setText] = useState('')
  /** `uploadId`: uploaded already, by an earlier try. */
  const [pictures, setPictures] = useState<{ picture: ChosenPicture; uploadId?: string }[]>([])
  const [promise, setPromise] = useState(false)

  const send = useAction(async () => {
    const uploadIds: string[] = []
    for (const { picture, uploadId } of pictures) {
      const uploaded =
        uploadId === undefined ? await uploadEvidence(picture) : { ok: true as const, value: uploadId }
      if (!uploaded.ok) return uploaded
      uploadIds.push(uploaded.value)
      setPictures((before) =>
        before.map((one) => (one.picture === picture ? { ...one, uploadId: uploaded.value } : one)),
      )
    }
    const answer = await file(kind, { recordId, text, uploadIds, promise })
    if (answer.ok) onFiled(answer.value)
    return answer
  })
  return (
    <View className="card">
      <View className="ask-what">{form.what}</View>
      <FormField
        label={form.label}
        value={text}
        placeholder={form.placeholder}
        hint="请不要写身份证号、手机号等个人号码"
        isLong
        maximum={form.maximum}
        onChange={setText}
      />
      {form.picture !== '' && (
        <PicturesField
          label={form.picture}
          hint="照片只供工作人员核对，不公开。请遮住身份证号"
          pictures={pictures.map(({ picture }) => picture)}
          maximum={MAXIMUM_PROOFS}
          onAdd={(picture) => setPictures((before) => [...before, { picture }])}
          onRemove={(picture) => setPictures((before) => before.filter((one) => one.picture !== picture))}
          withoutPictures="您没有同意使用照片。可以在微信的“设置”中允许后再选，也可以到作出决定的单位当面办理。"
        />
      )}
      {kind === 'repair' && (
        <View>
          <View className="ask-what">{REPAIR_PROMISE}</View>
          <View
            className="ask-promise"
            {...asCheckbox(() => setPromise(!promise), '我作出以上承诺', promise)}
          >
            {promise ? '☑ 我作出以上承诺' : '☐ 我作出以上承诺'}
          </View>
        </View>
      )}
      <ActionButton label="提交" action={send} />
    </View>
  )
}

type Typed = { recordId: string; text: string; uploadIds: string[]; promise: boolean }

function file(kind: Kind, { recordId, text, uploadIds, promise }: Typed): Promise<CallAnswer<Filed>> {
  if (kind === 'repair') return call('cases', 'repair.file', { recordId, text, uploadIds, promise })
  if (kind === 'clarification') return call('cases', 'clarification.file', { recordId, text })
  return call('cases', 'objection.file', { recordId, text, uploadIds })
}
