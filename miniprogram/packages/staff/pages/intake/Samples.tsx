import { View } from '@tarojs/components'
import { OUTCOME_NAMES } from '../../../../../src/domain/intake/words'
import { asHeading } from '../../../../platform/semantics'
import type { WholeIntake } from './useIntake'

/** Some of the rows that were held or refused, with the reason. */
export function Samples({ samples }: Pick<WholeIntake, 'samples'>) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        待处理和退回的行
      </View>
      <View className="intake-note">{`这里是前 ${samples.length} 行，全部的在处理结果文件里。`}</View>
      {samples.map(({ row, outcome, reason }) => (
        <View key={row} className="intake-sample">
          <View className="intake-sample-row">{`第 ${row} 行`}</View>
          <View className={`intake-sample-outcome intake-sample-${outcome}`}>{OUTCOME_NAMES[outcome]}</View>
          <View className="intake-sample-reason">{reason}</View>
        </View>
      ))}
    </View>
  )
}
