import { useState } from 'react'
import { ERROR_MESSAGES, type ErrorCode } from '../../../src/contracts/errors'
import { CONSENT_TEXT } from '../../../src/domain/consentText'
import { checkPersonName } from '../../../src/domain/personName'
import { checkPhone } from '../../../src/domain/phone'

/** What whoever wants a shop types and agrees to, with what is wrong with it. */
export type ClaimantForm = {
  name: string
  phone: string
  hasAgreed: boolean
  failures: { name: string; phone: string; consent: string }
  change: (fields: Partial<{ name: string; phone: string; hasAgreed: boolean }>) => void
  /** What to send; undefined when something is wrong, which the form then says. */
  check: () => { name: string; phone: string; consentVersion: string } | undefined
}

const NOTHING_WRONG = { name: '', phone: '', consent: '' }
const words = (code: ErrorCode) => ERROR_MESSAGES[code].zh

/** The state of the form. Agreeing is an act of its own: nothing is agreed to beforehand. */
export function useClaimant(): ClaimantForm {
  const [fields, setFields] = useState({ name: '', phone: '', hasAgreed: false })
  const [failures, setFailures] = useState(NOTHING_WRONG)
  return {
    ...fields,
    failures,
    change(changed) {
      setFields((before) => ({ ...before, ...changed }))
      setFailures(NOTHING_WRONG)
    },
    check() {
      const { name, phone, hasAgreed } = fields
      const wrong = {
        name: checkPersonName(name).ok ? '' : words('NAME_INVALID'),
        phone: checkPhone(phone).ok ? '' : words('PHONE_INVALID'),
        consent: hasAgreed ? '' : words('CONSENT_MISSING'),
      }
      setFailures(wrong)
      const isRight = Object.values(wrong).every((failure) => failure === '')
      return isRight ? { name, phone, consentVersion: CONSENT_TEXT.version } : undefined
    },
  }
}
