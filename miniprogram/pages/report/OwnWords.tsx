import { View } from '@tarojs/components'
import type { ReportCommitment, ReportDeclaration } from '../../../src/contracts/report'
import type { EmptyWords } from '../../../src/domain/emptyWords'
import {
  commitmentFields,
  declarationFields,
  OWN_WORDS_MARK,
  OWN_WORDS_NOTE,
} from '../../../src/domain/reportFields'
import { Icon } from '../../components/Icon'
import { asHeading } from '../../platform/semantics'
import { Field } from './Field'

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
        <View className="own-words-mark">{OWN_WORDS_MARK}</View>
      </View>
      <View className="own-words-note">{OWN_WORDS_NOTE}</View>
      <View className="own-words-title" {...asHeading(2)}>
        自愿注册信息
      </View>
      {props.declarations.length === 0 && <View className="chapter-empty">{props.empty.declarations}</View>}
      {props.declarations.map((declaration) => (
        <View key={`${declaration.declaredOn}${declaration.title}`} className="own-words-item">
          <View className="own-words-name">{declaration.title}</View>
          {declarationFields(declaration).map(({ label, value, long }) => (
            <Field key={label} label={label} value={value} long={long} />
          ))}
        </View>
      ))}
      <View className="own-words-title" {...asHeading(2)}>
        主动承诺信息
      </View>
      {props.commitments.length === 0 && <View className="chapter-empty">{props.empty.commitments}</View>}
      {props.commitments.map((commitment) => (
        <View key={commitment.number} className="own-words-item">
          {commitmentFields(commitment).map(({ label, value, long }) => (
            <Field key={label} label={label} value={value} long={long} />
          ))}
        </View>
      ))}
    </View>
  )
}
