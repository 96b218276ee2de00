import { Text, View } from '@tarojs/components'
import { shanghaiDateTime } from '../../../src/domain/calendar'
import { formatPlaqueNumber } from '../../../src/domain/plaqueNumber'
import { statusWords } from '../../../src/domain/reportFields'
import { Icon } from '../../components/Icon'
import { asHeading } from '../../platform/semantics'
import type { ShownReport } from './useReport'

/** How one knows that the plaque is genuine depends on how it was named. */
const GENUINE_WORDS = {
  code: '真标牌：二维码已核验，由“码上诚信”平台发出。',
  number: '平台发出过这个编号的标牌。请核对编号和店名，与眼前的标牌一致。',
}

/** Who it is, in what state, where, as of when; and the plaque itself. */
export function ReportHead({ asked, report }: { asked: 'code' | 'number'; report: ShownReport }) {
  const { plaque, asOf, body } = report
  const { name, status, divisionName, unitName } = body.entity
  return (
    <View className="report-head">
      <View className="report-name" {...asHeading(2)}>
        {name}
      </View>
      <View className="report-facts">
        <View className="report-status">登记状态：{statusWords(status)}</View>
        <View className="report-place">
          所在地 {divisionName} · 报送单位 {unitName}
        </View>
        <View className="report-as-of">截至 {shanghaiDateTime(asOf)}（北京时间）</View>
      </View>
      <View className="report-plaque">
        <Icon name="genuine" />
        <View className="report-plaque-text">
          <View>
            标牌编号 <Text className="report-number">{formatPlaqueNumber(plaque.number)}</Text>
          </View>
          <View className="report-genuine">{GENUINE_WORDS[asked]}</View>
        </View>
      </View>
    </View>
  )
}
