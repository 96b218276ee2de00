import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { asAlert } from '../../../../platform/semantics'
import { Findings } from './Findings'
import { Headings } from './Headings'
import { NextSteps } from './NextSteps'
import { Samples } from './Samples'
import { Standing } from './Standing'
import { useIntake, type WholeIntake } from './useIntake'
import './index.scss'

/** One file: where it stands, what was found in it, and what can be done. */
export default function IntakePage() {
  const { id = '' } = useRouter().params
  const question = useIntake(id)
  return (
    <Screen title="归集文件" isWide>
      {question.isUnreachable && (
        <View className="card intake-unreachable" {...asAlert()}>
          网络不通，看到的可能不是最新进度。处理在后台继续，联网后会自动更新。
        </View>
      )}
      <Awaited question={question} show={(whole) => <Whole whole={whole} onChanged={question.ask} />} />
    </Screen>
  )
}

function Whole({ whole, onChanged }: { whole: WholeIntake; onChanged: () => void }) {
  const { intake, headings, notes, samples } = whole
  return (
    <View className="intake-sides">
      <View className="intake-side">
        <Standing intake={intake} />
        <NextSteps key={intake.state} intake={intake} onChanged={onChanged} />
      </View>
      <View className="intake-side">
        {intake.rowCount > 0 && <Findings intake={intake} notes={notes} />}
        {samples.length > 0 && <Samples samples={samples} />}
        {headings.length > 0 && <Headings headings={headings} />}
      </View>
    </View>
  )
}
