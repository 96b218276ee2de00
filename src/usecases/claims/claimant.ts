import type { CallError } from '../../contracts/errors'
import { excludesEachOther } from '../../contracts/roles'
import { type Claim, maskName, maskPhone } from '../../domain/people'
import { checkPersonName } from '../../domain/personName'
import { checkPhone } from '../../domain/phone'
import type { Protection } from '../../domain/protection'
import type { Actor } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import { refuse } from '../refuse'
import { isConsent } from './giveConsent'

/** What whoever wants a shop says of themselves and agrees to. */
export type ClaimantInput = { name: string; phone: string; consentVersion: string | null }

/** The same, checked and sealed, as a claim keeps it. */
export type Claimant = Pick<
  Claim,
  'name' | 'maskedName' | 'phone' | 'maskedPhone' | 'phoneDigest' | 'consentVersion'
>

/**
 * Checks and seals what a claimant typed. Only the words that are in force can be agreed to; who reads the audit log
 * can own nothing that it is about.
 */
export function checkClaimant(
  protection: Protection,
  actor: Actor,
  { name, phone, consentVersion }: ClaimantInput,
): Result<Claimant, CallError> {
  const checkedName = checkPersonName(name)
  if (!checkedName.ok) return refuse('NAME_INVALID')
  const checkedPhone = checkPhone(phone)
  if (!checkedPhone.ok) return refuse('PHONE_INVALID')
  if (!isConsent(consentVersion)) return refuse('CONSENT_MISSING')
  if (actor.grants.some(({ role }) => excludesEachOther(role, 'merchantOwner')))
    return refuse('ROLE_EXCLUDED')
  return ok({
    name: protection.seal('name', checkedName.value),
    maskedName: maskName(checkedName.value),
    phone: protection.seal('phone', checkedPhone.value),
    maskedPhone: maskPhone(checkedPhone.value),
    phoneDigest: protection.digest('phone', checkedPhone.value),
    consentVersion,
  })
}
