import { View } from '@tarojs/components'
import type { ReportCommitment, ReportDeclaration } from '../../../src/contracts/report'
import { Icon } from '../../components/Icon'
import { asHeading } from '../../platform/semantics'
import type { EmptyWords } from './emptyWords'
import { Field } from './Field'

const CATEGORY_WORDS: Record<ReportDeclaration['category'], string> = {
  qualification: '资质证照',
  operation: '市场经营',
  contract: '合同履行',
  publicGood: '社会公益',
}

/** What the merchant states and promises, in a frame of its own: these are not public credit records. */
export function OwnWords(props: {
  declarations: readonly ReportDeclaration[]
  commitments: readonly ReportCommitment[]
  empty: EmptyWords
}) {
  return (
    <View className="own-words">
      <View className="own-words-top">
        <Icon name="quote" />
        <View className="own-words-mark">由市场主体自愿填报并承诺真实</View>
      </View>
      <View className="own-words-note">以下是经营者自己的话，不属于公共信用信息。</View>
      <View className="own-words-title" {...asHeading(2)}>
        自愿注册信息
      </View>
      {props.declarations.length === 0 && <View className="chapter-empty">{props.empty.declarations}</View>}
      {props.declarations.map((declaration) => (
        <View key={`${declaration.declaredOn}${declaration.title}`} className="own-words-item">
          <View className="own-words-name">{declaration.title}</View>
          <Field label="内容" value={declaration.content} long />
          <Field label="类别" value={CATEGORY_WORDS[declaration.category]} />
          <Field label="填报日期" value={declaration.declaredOn} />
          <Field label="报送单位确认日期" value={declaration.confirmedOn} />
        </View>
      ))}
      <View className="own-words-title" {...asHeading(2)}>
        主动承诺信息
      </View>
      {props.commitments.length === 0 && <View className="chapter-empty">{props.empty.commitments}</View>}
      {props.commitments.map((commitment) => (
        <View key={commitment.number} className="own-words-item">
          <Field label="承诺内容" value={commitment.content} long />
          <Field label="违诺责任" value={commitment.liability} long />
          <Field label="承诺作出日期" value={commitment.madeOn} />
          <Field label="承诺有效期" value={commitment.validUntil} />
          <Field label="承诺履行状态" value={commitment.fulfilment} />
          <Field label="承诺编码" value={commitment.number} />
        </View>
      ))}
    </View>
  )
}
