import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { RecordView } from '../../src/contracts/cases'
import { shanghaiDateTime } from '../../src/domain/calendar'
import { recordKind } from '../../src/domain/recordKinds'
import { TIER_NAMES } from '../../src/domain/tierNames'
import { asHeading } from '../platform/semantics'
import { FactList } from './FactList'
import './RecordCard.scss'

/** A record as it is held, with why the report shows it or not; below it what can be done about it. */
export function RecordCard({ record, children }: { record: RecordView; children?: ReactNode }) {
  const { kind, date, why, values, tier, tierBasis, suspension, clarification, origin } = record
  const known = recordKind(kind)
  const isShown = why.reason === 'shown'
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {[known?.label ?? kind, date].filter(Boolean).join(' ')}
      </View>
      <View className="record-card-marks">
        <View className={isShown ? 'record-card-mark record-card-shown' : 'record-card-mark'}>
          {isShown ? '正在公示' : '不公示'}
        </View>
        {record.objectionPending && (
          <View className="record-card-mark record-card-objection">异议处理中</View>
        )}
      </View>
      <View className="record-card-why">{why.words}</View>
      <FactList
        facts={[
          ...(known?.fields ?? []).map(({ name, label }): [string, string | null] => [
            label,
            values[name] ?? null,
          ]),
          ['档次', tier && TIER_NAMES[tier]],
          ['改档依据', tierBasis],
          ['暂停公示', suspension && `自 ${suspension.since}：${suspension.reason}`],
          ['主体说明', clarification && `${clarification.text}（${clarification.confirmedOn} 核对）`],
          ['归口部门', record.departmentName],
          ['来自文件', origin && `${origin.fileName} 第 ${origin.row} 行，${shanghaiDateTime(origin.at)}`],
          ['数据来源', values.source === undefined ? record.source : null],
        ]}
      />
      {children}
    </View>
  )
}
