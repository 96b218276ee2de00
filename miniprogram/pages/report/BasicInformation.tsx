import { View } from '@tarojs/components'
import type { ReportEntity } from '../../../src/contracts/report'
import { asHeading } from '../../platform/semantics'
import { Field } from './Field'

/** The official labels that differ by what kind of entity it is (report V2.0, chapter one). */
const LABELS: Record<ReportEntity['entityType'], { name: string; person: string; kind: string }> = {
  enterprise: { name: '企业名称/机构名称', person: '法定代表人/负责人/执行事务合伙人', kind: '企业类型' },
  cooperative: { name: '企业名称/机构名称', person: '法定代表人/负责人/执行事务合伙人', kind: '企业类型' },
  individual: { name: '名称', person: '经营者', kind: '类型' },
}

/** Chapter one. Only an enterprise has an address here: that of a household business may be a home. */
export function BasicInformation({ entity }: { entity: ReportEntity }) {
  const labels = LABELS[entity.entityType]
  return (
    <View className="chapter" id="chapter-basic">
      <View className="chapter-title" {...asHeading(2)}>
        一、登记注册基础信息
      </View>
      <View className="chapter-categories">码上诚信分类：基础信息</View>
      <View className="record">
        <Field label={labels.name} value={entity.name} />
        <Field label="统一社会信用代码" value={entity.creditCode} />
        <Field label={labels.person} value={entity.legalRepresentative} />
        <Field label={labels.kind} value={entity.entityKind} />
        <Field label="成立日期" value={entity.establishedOn} />
        {entity.entityType === 'enterprise' && <Field label="住所" value={entity.address} />}
        <Field label="数据来源" value={`${entity.source}（${entity.sourceOn}）`} />
      </View>
    </View>
  )
}
