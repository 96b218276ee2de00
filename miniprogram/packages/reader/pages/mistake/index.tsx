import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { formatPlaqueNumber } from '../../../../../src/domain/plaqueNumber'
import { recordKind } from '../../../../../src/domain/recordKinds'
import { ActionButton } from '../../../../components/ActionButton'
import { dueWords } from '../../../../components/CaseEntry'
import { FactList } from '../../../../components/FactList'
import { FormField } from '../../../../components/FormField'
import { NobodyCard } from '../../../../components/NobodyCard'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { goBack } from '../../../../navigation'
import { asButton, asHeading, asStatus } from '../../../../platform/semantics'
import { isSomebody } from '../../../../platform/session'
import { useAction } from '../../../../useAction'

type Filed = Response<'cases', 'mistake.file'>

/** A reader tells of a mistake in a report. */
export default function MistakePage() {
  const { number = '', ...record } = useRouter().params
  const [filed, setFiled] = useState<Filed>()
  const [, setChosen] = useState(0)
  return (
    <Screen title="报告有误">
      {!isSomebody() && <NobodyCard onChosen={() => setChosen((before) => before + 1)} />}
      <View {...asStatus()}>{filed && <Sent filed={filed} />}</View>
      {!filed && <MistakeForm plaqueNumber={number} record={seenIn(record)} onFiled={setFiled} />}
    </Screen>
  )
}

type Seen = { kind: string; date: string; documentNumber: string } | null

/** What the reader saw; nothing when it is about the report in general. */
function seenIn({ kind, date, documentNumber }: Partial<Record<string, string>>): Seen {
  if (!kind || !date) return null
  return { kind, date, documentNumber: decodeURIComponent(documentNumber ?? '') }
}

function Sent({ filed }: { filed: Filed }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        已收到，谢谢
      </View>
      <View>{`编号 ${filed.number}`}</View>
      <View>{dueWords({ ...filed, isLate: false })}</View>
      <View>核实结果会在“我的”里通知您。</View>
      <View className="text-button" {...asButton(goBack)}>
        返回报告
      </View>
    </View>
  )
}

type Props = { plaqueNumber: string; record: Seen; onFiled: (filed: Filed) => void }

function MistakeForm({ plaqueNumber, record, onFiled }: Props) {
  const [text, setText] = useState('')
  const [contact, setContact] = useState('')
  const send = useAction(async () => {
    const answer = await call('cases', 'mistake.file', {
      plaqueNumber,
      record,
      text,
      contact: contact.trim() === '' ? null : contact,
    })
    if (answer.ok) onFiled(answer.value)
    return answer
  })
  return (
    <View className="card">
      <FactList
        facts={[
          ['标牌编号', formatPlaqueNumber(plaqueNumber)],
          [
            '哪一条',
            record &&
              [recordKind(record.kind)?.label, record.documentNumber, record.date].filter(Boolean).join(' '),
          ],
        ]}
      />
      <FormField
        label="哪里有误"
        value={text}
        placeholder="例如：店名和门头不一样"
        hint="商家看不到是谁说的。请不要写身份证号、手机号等个人号码"
        isLong
        maximum={1000}
        onChange={setText}
      />
      <FormField
        label="联系电话（可以不填）"
        value={contact}
        placeholder="需要电话答复时填写"
        hint="加密保存，只用于答复您"
        maximum={20}
        onChange={setContact}
      />
      <ActionButton label="提交" action={send} />
    </View>
  )
}
