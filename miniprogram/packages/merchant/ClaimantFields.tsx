import { View } from '@tarojs/components'
import { CONSENT_TEXT } from '../../../src/domain/consentText'
import { FormField } from '../../components/FormField'
import { asAlert, asCheckbox, asHeading } from '../../platform/semantics'
import type { ClaimantForm } from './useClaimant'
import './ClaimantFields.scss'

/** Name and phone of whoever wants a shop. */
export function ClaimantFields({ form }: { form: ClaimantForm }) {
  return (
    <View>
      <FormField
        label="您的姓名"
        value={form.name}
        placeholder="与身份证上一致"
        maximum={60}
        failure={form.failures.name}
        onChange={(name) => form.change({ name })}
      />
      <FormField
        label="您的手机号"
        type="number"
        value={form.phone}
        placeholder="11 位手机号码"
        maximum={20}
        failure={form.failures.phone}
        hint="只用于核对身份和与您联系，加密保存"
        onChange={(phone) => form.change({ phone })}
      />
    </View>
  )
}

/** What joining means, and the act of agreeing to it. */
export function ConsentCard({ form }: { form: ClaimantForm }) {
  const { hasAgreed } = form
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
        {...asCheckbox(() => form.change({ hasAgreed: !hasAgreed }), '我已读过，同意加入', hasAgreed)}
      >
        <View className={hasAgreed ? 'consent-box consent-box-ticked' : 'consent-box'} />
        <View>我已读过，同意加入</View>
      </View>
      {form.failures.consent !== '' && (
        <View className="form-field-failure" {...asAlert()}>
          {form.failures.consent}
        </View>
      )}
    </View>
  )
}
