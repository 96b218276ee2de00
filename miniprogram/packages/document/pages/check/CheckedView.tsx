import { View } from '@tarojs/components'
import type { Response } from '../../../../../src/contracts/functions'
import { documentTime, formatDigest } from '../../../../../src/domain/reportDocument'
import { FactList } from '../../../../components/FactList'
import { Icon } from '../../../../components/Icon'
import { asHeading, asStatus } from '../../../../platform/semantics'

const CURRENT_WORDS = {
  same: '内容至今没有变化。',
  changed: '出具之后内容有变化：请以现在扫描标牌看到的为准。',
}

/** What the genuine document says, to be held against the one in the hand. */
export function CheckedView({ checked }: { checked: Response<'document', 'document.check'> }) {
  return (
    <>
      <View className="card">
        <View className="check-genuine" {...asStatus()}>
          <Icon name="genuine" />
          <View>平台出具过这份报告</View>
        </View>
        <View className="check-note">
          请逐项核对。手里的报告与下面任何一项不同，就是被改动过的，请勿采信。
        </View>
        <FactList
          facts={[
            ['主体', checked.entityName],
            ['信用代码', checked.creditCode],
            ['报告编号', checked.number],
            ['生成时间', documentTime(checked.madeAt)],
            ['现在', checked.isCurrent ? CURRENT_WORDS.same : CURRENT_WORDS.changed],
          ]}
        />
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          报告中各类信息的条数
        </View>
        <View className="check-counts">
          {checked.counts.map(({ label, count }) => (
            <View key={label} className="check-count">
              <View>{label}</View>
              <View className="check-number">{count} 条</View>
            </View>
          ))}
        </View>
      </View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          内容摘要
        </View>
        <View className="check-note">由报告的全部内容算出，改动一个字就会不同。应与封面上的一致：</View>
        <View className="check-digest">{formatDigest(checked.digest)}</View>
      </View>
    </>
  )
}
