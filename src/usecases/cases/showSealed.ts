import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { PICTURE_LINK_MS } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** A look at a picture of a case: it may be personal, so the reason is written down. */
export async function showProof(
  { linkToPicture }: { linkToPicture: (fileId: string, lifeMs: number) => Promise<string | undefined> },
  { caseId, index, reason }: Request<'cases', 'case.proof'>,
  { reach, changes }: Call,
): Promise<Result<Response<'cases', 'case.proof'>, CallError>> {
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  const found = await changes.find('cases', caseId)
  if (!found || !covers(reach, found)) return refuse('NOT_FOUND')
  changes.note({ subject: found._id, creditCode: found.subjectCode, reason: checked.value })
  const fileId = found.proofs[index]
  const url = fileId === undefined ? undefined : await linkToPicture(fileId, PICTURE_LINK_MS)
  return url === undefined ? refuse('CASE_PROOF_GONE') : ok({ url })
}

/** A look at the number that an answer should go to. */
export async function showContact(
  { protection }: { protection: Pick<Protection, 'open'> },
  { caseId, reason }: Request<'cases', 'case.contact'>,
  { reach, changes }: Call,
): Promise<Result<Response<'cases', 'case.contact'>, CallError>> {
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  const found = await changes.find('cases', caseId)
  if (!found?.contact || !covers(reach, found)) return refuse('NOT_FOUND')
  changes.note({ subject: found._id, creditCode: found.subjectCode, reason: checked.value })
  return ok({ value: protection.open('phone', found.contact) })
}
