import { View } from '@tarojs/components'
import type { ReportEntity } from '../../../src/contracts/report'
import { basicFields } from '../../../src/domain/reportFields'
import { asHeading } from '../../platform/semantics'
import { Field } from './Field'

/** Chapter one. */
export function BasicInformation({ title, entity }: { title: string; entity: ReportEntity }) {
  return (
    <View className="chapter" id="chapter-basic">
      <View className="chapter-title" {...asHeading(2)}>
        一、{title}
      </View>
      <View className="chapter-categories">码上诚信分类：基础信息</View>
      <View className="record">
        {basicFields(entity).map(({ label, value }) => (
          <Field key={label} label={label} value={value} />
        ))}
      </View>
    </View>
  )
}
