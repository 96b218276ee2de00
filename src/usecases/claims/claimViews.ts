import type { ClaimRowView, MeReadResponse } from '../../contracts/people'
import type { Claim } from '../../domain/people'
import { UNITS } from '../../domain/units'

/** A claim as whoever made it sees it. */
export function ownClaimView(claim: Claim): MeReadResponse['claims'][number] {
  const { _id, creditCode, entityName, submittedAt, state, decisionReason } = claim
  return { id: _id, creditCode, entityName, submittedAt, state, decisionReason }
}

/** A claim as those see it who decide. */
export function claimRowView(claim: Claim): ClaimRowView {
  const { _id, creditCode, entityName, unit, maskedName, submittedAt, isDispute, state } = claim
  const unitName = UNITS.find(({ key }) => key === unit)?.name ?? unit
  return { id: _id, creditCode, entityName, unitName, maskedName, submittedAt, isDispute, state }
}
