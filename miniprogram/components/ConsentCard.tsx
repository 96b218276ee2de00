import { View } from '@tarojs/components'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import { asAlert, asCheckbox, asHeading } from '../platform/semantics'
import './ConsentCard.scss'

type Props = { hasAgreed: boolean; failure: string; onChange: (hasAgreed: boolean) => void }

/** What joining means, and the act of agreeing to it. */
export function ConsentCard({ hasAgreed, failure, onChange }: Props) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {CONSENT_TEXT.title}
      </View>
      {CONSENT_TEXT.paragraphs.map((paragraph) => (
        <View key={paragraph} className="consent-paragraph">
          {paragraph}
        </View>
      ))}
      <View
        className="consent-act"
        {...asCheckbox(() => onChange(!hasAgreed), '我已读过，同意加入', hasAgreed)}
      >
        <View className={hasAgreed ? 'consent-box consent-box-ticked' : 'consent-box'} />
        <View>我已读过，同意加入</View>
      </View>
      {failure !== '' && (
        <View className="form-field-failure" {...asAlert()}>
          {failure}
        </View>
      )}
    </View>
  )
}
