import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Response } from '../../../../../src/contracts/functions'
import { CASE_RULES } from '../../../../../src/domain/caseStates'
import { Awaited } from '../../../../components/Awaited'
import { CaseEntry } from '../../../../components/CaseEntry'
import { RecordCard } from '../../../../components/RecordCard'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { Decision } from './Decision'
import { Proofs } from './Proofs'

/** One case with the record as it stands, and the decision. */
export default function CasePage() {
  const { id = '' } = useRouter().params
  const question = useQuestion(() => call('cases', 'case.read', { caseId: id }))
  return (
    <Screen title="处理申请">
      <Awaited question={question} show={(value) => <Whole whole={value} onDecided={question.ask} />} />
    </Screen>
  )
}

type Props = { whole: Response<'cases', 'case.read'>; onDecided: () => void }

function Whole({ whole, onDecided }: Props) {
  const { record, text, isOwn, outcomes } = whole
  const found = whole.case
  return (
    <View>
      <View className="card">
        <CaseEntry found={found} />
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          {`${CASE_RULES[found.kind].name}内容`}
        </View>
        <View>{text}</View>
      </View>
      {(whole.proofCount > 0 || whole.maskedContact !== null) && <Proofs whole={whole} />}
      {record && <RecordCard record={record} />}
      {isOwn && <View className="card">不能处理自己提交的或涉及自己店铺的申请，请由同事处理。</View>}
      {outcomes.length > 0 && <Decision whole={whole} onDecided={onDecided} />}
    </View>
  )
}
