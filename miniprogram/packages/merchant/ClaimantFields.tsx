import { FormField } from '../../components/FormField'
import type { ClaimantForm } from './useClaimant'

/** Name and phone of whoever wants a shop. */
export function ClaimantFields({ form }: { form: ClaimantForm }) {
  return (
    <>
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
    </>
  )
}
