import type { CallError } from '../../contracts/errors'
import type { Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import { CASE_RULES, type CaseKind } from '../../domain/caseStates'
import type { CreditCase } from '../../domain/creditCase'
import { UPLOAD_MS } from '../../domain/people'
import { holdsPersonalNumber } from '../../domain/personalData'
import type { Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import { deadlineAfter } from '../../domain/workingDays'
import type { Call } from '../call'
import type { Changes } from '../changes'
import { refuse } from '../refuse'

/** What filing needs from outside. */
export type FileCaseDeps = {
  randomness: Randomness
  /** Looks into the file itself, whatever was said of it before it was uploaded. */
  lookAtPicture: (fileId: string) => Promise<'picture' | 'notTaken' | 'missing'>
}

type Filed = Pick<
  CreditCase,
  | 'kind'
  | 'subjectCode'
  | 'entityName'
  | 'recordId'
  | 'recordName'
  | 'text'
  | 'proofs'
  | 'contact'
  | 'maskedContact'
  | 'unit'
  | 'department'
  | 'creditCode'
>

const NUMBER_LETTERS: Record<CaseKind, string> = {
  objection: 'YY',
  mistake: 'JC',
  repair: 'XF',
  clarification: 'SM',
}
const MINIMUM_CHARACTERS = 4
/** Shanghai midnight. */
const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** A case as it begins, with its number and the day by which it is answered. */
export function fileCase(
  { randomness }: Pick<FileCaseDeps, 'randomness'>,
  { actor, changes, now }: Pick<Call, 'actor' | 'changes' | 'now'>,
  filed: Filed,
): { document: CreditCase; answer: Response<'cases', 'objection.file'> } {
  const today = shanghaiDate(now)
  const due = deadlineAfter(today, CASE_RULES[filed.kind].workingDays)
  const document: CreditCase = {
    ...filed,
    _id: randomness.id(),
    number: `${NUMBER_LETTERS[filed.kind]}${today.replaceAll('-', '')}${randomness.digits(6)}`,
    filedBy: actor.personId,
    filedAt: now,
    state: 'open',
    isOpen: true,
    listedAt: startOf(due.on),
    dueOn: due.on,
    isDueAnnounced: due.isAnnounced,
    closedBy: null,
    closedAt: null,
    outcomeReason: null,
    nextStep: null,
  }
  changes.insert('cases', document)
  changes.note({ subject: document._id, creditCode: filed.subjectCode })
  const { _id: id, number, dueOn, isDueAnnounced } = document
  return { document, answer: { id, number, dueOn, isDueAnnounced } }
}

/** What somebody wrote, without spaces around it; personal numbers have a field of their own. */
export function checkCaseText(text: string): Result<string, CallError> {
  const trimmed = text.trim()
  if ([...trimmed].length < MINIMUM_CHARACTERS) return refuse('CASE_TEXT_MISSING')
  if (holdsPersonalNumber(trimmed)) return refuse('PERSONAL_NUMBER_REFUSED')
  return ok(trimmed)
}

/** File ids of the caller's own fresh pictures; marked as used when all of them are. */
export async function takeProofs(
  { lookAtPicture }: FileCaseDeps,
  { actor, changes, now }: Pick<Call, 'actor' | 'changes' | 'now'>,
  uploadIds: readonly string[],
): Promise<
  Result<{ fileIds: string[]; takeFor: (changes: Changes, caseId: string) => Promise<void> }, CallError>
> {
  const fileIds: string[] = []
  for (const uploadId of new Set(uploadIds)) {
    const upload = await changes.find('uploads', uploadId)
    const isFree =
      upload?.personId === actor.personId && upload.claimId === null && now - upload.preparedAt < UPLOAD_MS
    if (!upload || !isFree) return refuse('FILE_REFUSED')
    if ((await lookAtPicture(upload.fileId)) !== 'picture') return refuse('FILE_REFUSED')
    fileIds.push(upload.fileId)
  }
  const takeFor = async (transaction: Changes, caseId: string) => {
    for (const uploadId of new Set(uploadIds)) {
      const upload = await transaction.find('uploads', uploadId)
      if (upload) transaction.update('uploads', { ...upload, claimId: caseId })
    }
  }
  return ok({ fileIds, takeFor })
}
