import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { PICTURE_LINK_MS } from '../../domain/people'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** What the use case needs from outside. */
export type ShowEvidenceDeps = {
  /** A link for everybody who has it, that dies after the time; undefined when the file is gone. */
  linkToPicture: (fileId: string, lifeMs: number) => Promise<string | undefined>
}

/** A clerk looks at the picture of the licence: personal, so the reason is written down. */
export async function showEvidence(
  { linkToPicture }: ShowEvidenceDeps,
  { claimId, reason }: Request<'people', 'claim.evidence'>,
  { reach, changes }: Call,
): Promise<Result<Response<'people', 'claim.evidence'>, CallError>> {
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  const claim = await changes.find('claims', claimId)
  if (!claim || !covers(reach, claim)) return refuse('NOT_FOUND')
  changes.note({ subject: claim._id, creditCode: claim.creditCode, reason: checked.value })
  const url = await linkToPicture(claim.evidence, PICTURE_LINK_MS)
  return url === undefined ? refuse('CLAIM_EVIDENCE_GONE') : ok({ url })
}
