import * as z from 'zod/mini'
import { MAXIMUM_PROOFS } from './limits'

/** What people send to and get from the function `cases`: records with why they are shown, and cases about them. */

/** What can be asked about a record. */
export const CASE_KINDS = ['objection', 'mistake', 'repair', 'clarification'] as const
/** Where a case stands. */
export const CASE_STATES = [
  'open',
  'kept',
  'corrected',
  'withdrawn',
  'granted',
  'refused',
  'confirmed',
  'takenBack',
] as const

const id = z.string().check(z.regex(/^[0-9a-z]{26}$/))
const shortText = (maximum: number) => z.string().check(z.maxLength(maximum))
const recordId = shortText(64)
const date = z.nullable(z.string())
const tier = z.enum(['minor', 'ordinary', 'serious'])
const reason = shortText(500)
const cursor = z.nullable(shortText(120))
/** Pictures that were uploaded through `evidence.prepare` of the function `people`. */
const uploadIds = z.array(id).check(z.maxLength(MAXIMUM_PROOFS))

const why = z.strictObject({
  reason: z.string(),
  clause: z.strictObject({
    document: z.string(),
    number: z.nullable(z.string()),
    article: z.nullable(z.string()),
  }),
  since: date,
  until: date,
  repairFrom: date,
  words: z.string(),
})

const record = z.strictObject({
  id: z.string(),
  kind: z.string(),
  date,
  source: z.string(),
  /** The file and the row that told it last; for those only who answer for the record. */
  origin: z.nullable(z.strictObject({ fileName: z.string(), row: z.int(), at: z.number() })),
  departmentName: z.nullable(z.string()),
  /** Public fields only, with what the report masks. */
  values: z.record(z.string(), z.string()),
  why,
  tier: z.nullable(tier),
  tierBasis: z.nullable(z.string()),
  /** Waits for a second person. */
  proposedTier: z.nullable(z.strictObject({ tier, basis: z.string(), isOwn: z.boolean() })),
  suspension: z.nullable(z.strictObject({ since: z.string(), reason: z.string() })),
  objectionPending: z.boolean(),
  clarification: z.nullable(z.strictObject({ text: z.string(), confirmedOn: z.string() })),
  /** Repair may be asked for today. */
  canBeRepaired: z.boolean(),
})
/** A record as those see it who answer for it or whom it is about. */
export type RecordView = z.infer<typeof record>

/** One entity's records, all at once; `cursor` is always null. */
export const recordListRequest = z.strictObject({ cursor, creditCode: shortText(40) })
export const recordListResponse = z.strictObject({
  rows: z.array(record),
  cursor,
  entityName: z.nullable(z.string()),
})
export const tierProposeRequest = z.strictObject({ recordId, tier, basis: reason })
export const tierConfirmRequest = z.strictObject({ recordId, decision: z.enum(['confirm', 'refuse']) })
export const suspendRequest = z.strictObject({ recordId, reason })

export const objectionFileRequest = z.strictObject({ recordId, text: shortText(1000), uploadIds })
export const clarificationFileRequest = z.strictObject({ recordId, text: shortText(300) })
export const repairFileRequest = z.strictObject({
  recordId,
  /** How the duties of the decision were done. */
  text: shortText(1000),
  uploadIds,
  promise: z.boolean(),
})
/** A mistake in a report, by anybody; `record` names what the reader saw, null: the report in general. */
export const mistakeFileRequest = z.strictObject({
  plaqueNumber: shortText(32),
  record: z.nullable(
    z.strictObject({ kind: shortText(40), date: shortText(10), documentNumber: shortText(200) }),
  ),
  text: shortText(1000),
  /** A phone number, if an answer should go there. */
  contact: z.nullable(shortText(20)),
})
export const filedResponse = z.strictObject({
  id,
  number: z.string(),
  dueOn: z.string(),
  isDueAnnounced: z.boolean(),
})

const caseRow = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(CASE_KINDS),
  state: z.enum(CASE_STATES),
  subjectCode: z.string(),
  entityName: z.string(),
  recordName: z.string(),
  filedAt: z.number(),
  dueOn: z.string(),
  isDueAnnounced: z.boolean(),
  isLate: z.boolean(),
  outcomeReason: z.nullable(z.string()),
  /** What whoever asked can do next, where the wish was not met. */
  nextStep: z.nullable(z.string()),
})
export type CaseRowView = z.infer<typeof caseRow>
/** Open ones by the day they are due, closed ones newest first. */
export const caseListRequest = z.strictObject({ cursor, isOpen: z.boolean() })
export const caseListResponse = z.strictObject({ rows: z.array(caseRow), cursor })
export const caseReadRequest = z.strictObject({ caseId: id })
export const caseReadResponse = z.strictObject({
  case: caseRow,
  text: z.string(),
  proofCount: z.number(),
  maskedContact: z.nullable(z.string()),
  /** The caller filed it: somebody else decides. */
  isOwn: z.boolean(),
  /** What it may be decided to, by this caller; empty where the caller only looks on. */
  outcomes: z.array(z.enum(CASE_STATES)),
  /** The record as it stands; null where the case names none. */
  record: z.nullable(record),
})
export const caseProofRequest = z.strictObject({ caseId: id, index: z.int(), reason })
export const caseProofResponse = z.strictObject({ url: z.string() })
export const caseContactRequest = z.strictObject({ caseId: id, reason })
export const caseContactResponse = z.strictObject({ value: z.string() })
export const caseTakeBackRequest = z.strictObject({ caseId: id })
export const caseDecideRequest = z.strictObject({
  caseId: id,
  outcome: z.enum(CASE_STATES),
  /** Whoever asked reads it. */
  reason,
  /** What whoever asked can do next; must be there where the wish is not met, see `needsNextStep`. */
  nextStep: z.nullable(reason),
  /** For `corrected`: public fields of the record, as they are right. */
  corrections: z.record(z.string(), shortText(5000)),
})
export const doneResponse = z.strictObject({ done: z.literal(true) })
