import { View } from '@tarojs/components'
import type { ReportCommitment, ReportDeclaration } from '../../../src/contracts/report'
import { FoldedText } from '../../components/FoldedText'
import { Icon } from '../../components/Icon'
import { asHeading } from '../../platform/semantics'

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
}) {
  return (
    <View className="own-words">
      <View className="own-words-top">
        <Icon name="quote" />
        <View className="own-words-mark">由市场主体自愿填报并承诺真实</View>
      </View>
      <View className="own-words-note">以下是经营者自己的话,不属于公共信用信息。</View>
      <View className="own-words-title" {...asHeading(2)}>
        自愿注册信息
      </View>
      {props.declarations.length === 0 && <View className="chapter-empty">没有填报</View>}
      {props.declarations.map((declaration) => (
        <View key={`${declaration.declaredOn}${declaration.title}`} className="own-words-item">
          <View className="own-words-name">{declaration.title}</View>
          <FoldedText text={declaration.content} />
          <View className="record-source">
            {CATEGORY_WORDS[declaration.category]} · 填报于 {declaration.declaredOn}
            {declaration.confirmedOn && ` · 报送单位确认于 ${declaration.confirmedOn}`}
          </View>
        </View>
      ))}
      <View className="own-words-title" {...asHeading(2)}>
        主动承诺信息
      </View>
      {props.commitments.length === 0 && <View className="chapter-empty">没有作出承诺</View>}
      {props.commitments.map((commitment) => (
        <View key={commitment.number} className="own-words-item">
          <FoldedText text={commitment.content} />
          <View className="own-words-liability">违诺责任</View>
          <FoldedText text={commitment.liability} />
          <View className="record-source">
            承诺编码 {commitment.number} · 作出于 {commitment.madeOn} ·{' '}
            {commitment.validUntil ? `有效期至 ${commitment.validUntil}` : '长期有效'} ·{' '}
            {commitment.fulfilment}
          </View>
        </View>
      ))}
    </View>
  )
}
