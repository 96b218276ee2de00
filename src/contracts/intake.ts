import * as z from 'zod/mini'

/** What departments and the city office send to and get from the function `intake`. Instants are epoch milliseconds. */

/**
 * Where a handed-over file stands: uploaded, read and cut into chunks, checked without writing a record, then, when an
 * officer has confirmed, taken in, and the reports rebuilt. The middle ones a job works on.
 */
export const INTAKE_STATES = [
  'uploading',
  'reading',
  'checking',
  'checked',
  'taking',
  'rebuilding',
  'done',
  'cancelling',
  'cancelled',
  'failed',
] as const

/** Why a person must decide about a row; `domain/intake/words` names them. */
export const DOUBT_CODES = [
  'noCreditCode',
  'earlyCreditCode',
  'futureDate',
  'personalData',
  'amountUnit',
  'categoryUnknown',
  'licenceInvalid',
  'entityUnknown',
  'nameDisagrees',
  'recordUnknown',
  'otherDepartment',
  'conflict',
  'unitUnclear',
  'entityKindDisagrees',
  'notMarketEntity',
] as const

const id = z.string().check(z.regex(/^[0-9a-z]{26}$/))
const key = z.string().check(z.regex(/^[a-zA-Z]{1,40}$/))
const shortText = (maximum: number) => z.string().check(z.maxLength(maximum))
const cursor = z.nullable(shortText(120))
const creditCode = z.string().check(z.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/))
const legalDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const done = z.strictObject({ done: z.literal(true) })

export const filePrepareRequest = z.strictObject({
  kind: key,
  department: key,
  fileName: shortText(200),
  byteCount: z.int(),
})
export const filePrepareResponse = z.strictObject({
  intakeId: id,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
})

export const fileRequest = z.strictObject({ intakeId: id })
export const doneResponse = done

const count = z.int()
const counts = z.strictObject({
  new: count,
  changed: count,
  unchanged: count,
  held: count,
  refused: count,
  cleanedCells: count,
  droppedNumbers: count,
})
const intake = z.strictObject({
  id,
  kind: key,
  department: key,
  fileName: z.string(),
  byteCount: z.int(),
  createdAt: z.number(),
  confirmedAt: z.nullable(z.number()),
  /** Whether every row was judged, and the result of it is kept yet. */
  hasResult: z.boolean(),
  state: z.enum(INTAKE_STATES),
  stateSince: z.number(),
  failure: z.nullable(z.string()),
  rowCount: z.int(),
  /** How far the present state is, of `chunkCount`. */
  chunk: z.int(),
  chunkCount: z.int(),
  /** Until the present state ends, at the rate so far; null where there is none to tell. */
  secondsLeft: z.nullable(z.int()),
  found: counts,
  taken: counts,
})
/** A handed-over file as lists show it. */
export type IntakeView = z.infer<typeof intake>

export const fileListRequest = z.strictObject({ cursor })
export const fileListResponse = z.strictObject({ rows: z.array(intake), cursor })
export const fileReadResponse = z.strictObject({
  intake,
  /** What each heading was taken for; null: passed over. */
  headings: z.array(z.strictObject({ heading: z.string(), takenFor: z.nullable(z.string()) })),
  notes: z.array(z.string()),
  samples: z.array(
    z.strictObject({ row: z.int(), outcome: z.enum(['held', 'refused']), reason: z.string() }),
  ),
})

/** What changes while a job is at work. */
export const fileProgressResponse = z.strictObject({ intake })

export const templateMakeRequest = z.strictObject({ kind: key })
/** An XLSX in base64. */
export const templateMakeResponse = z.strictObject({ fileName: z.string(), xlsx: z.string() })

export const fileResultRequest = z.strictObject({ intakeId: id, fromChunk: z.int() })
/** Links to parts of a CSV, to be put together in this order; `nextChunk` null: no more. */
export const fileResultResponse = z.strictObject({
  urls: z.array(z.string()),
  nextChunk: z.nullable(z.int()),
})

const doubtCode = z.enum(DOUBT_CODES)
const heldRow = z.strictObject({
  id,
  intakeId: id,
  row: z.int(),
  kind: key,
  creditCode: z.nullable(z.string()),
  subjectName: z.string(),
  /** The registry's name of the code, to compare. */
  registeredName: z.nullable(z.string()),
  /** Heading and value of what the row tells. */
  values: z.array(z.strictObject({ heading: z.string(), value: z.string() })),
  doubts: z.array(z.strictObject({ code: doubtCode, words: z.string() })),
  heldAt: z.number(),
})
/** A row that waits for a person. */
export type HeldRowView = z.infer<typeof heldRow>

/** Null: of every file, of every sort. A row's sort is its first doubt. */
export const heldListRequest = z.strictObject({
  cursor,
  intakeId: z.nullable(id),
  sort: z.nullable(doubtCode),
})
export const heldListResponse = z.strictObject({ rows: z.array(heldRow), cursor })
export const heldCountRequest = z.strictObject({ intakeId: z.nullable(id) })
export const heldCountResponse = z.strictObject({
  sorts: z.array(z.strictObject({ sort: doubtCode, count: z.int() })),
})
export const heldDecideRequest = z.strictObject({
  ids: z.array(id).check(z.minLength(1), z.maxLength(20)),
  decision: z.enum(['take', 'drop']),
  /** The entity that a single row is of, where it names none or another. */
  creditCode: z.nullable(creditCode),
  /** Key of the unit that a single entity belongs to, where its row does not tell. */
  unit: z.optional(z.nullable(key)),
  reason: shortText(500),
})
export const heldDecideResponse = z.strictObject({ count: z.int() })

export const recordWithdrawRequest = z.strictObject({
  recordId: shortText(64),
  event: shortText(20),
  withdrawnOn: legalDate,
  noticedOn: z.nullable(legalDate),
  reason: shortText(500),
})

const clock = {
  /** The day that the three working days count from. */
  noticedOn: legalDate,
  dueOn: legalDate,
  isDueAnnounced: z.boolean(),
  /** After today; 0 on the last day, and when time has run out. */
  workingDaysLeft: z.int(),
  isLate: z.boolean(),
}
const waitingWithdrawal = z.discriminatedUnion('what', [
  /** A file of withdrawals that is not taken in yet. */
  z.strictObject({
    what: z.literal('file'),
    id,
    department: key,
    ...clock,
    fileName: z.string(),
    state: z.enum(INTAKE_STATES),
    /** How many of its rows withdraw something; null before the check. */
    withdrawalCount: z.nullable(z.int()),
  }),
  /** A row that withdraws a record and was held. */
  z.strictObject({
    what: z.literal('row'),
    id,
    department: key,
    ...clock,
    intakeId: id,
    row: z.int(),
    subjectName: z.string(),
    creditCode: z.nullable(z.string()),
    /** What is to be withdrawn, as the row tells it. */
    recordKind: z.string(),
    documentNumber: z.string(),
    event: z.string(),
    doubts: z.array(z.strictObject({ code: doubtCode, words: z.string() })),
  }),
])
/** Something that should leave the public's eyes, and cannot until a person has decided. */
export type WaitingWithdrawalView = z.infer<typeof waitingWithdrawal>

export const withdrawalDueRequest = z.strictObject({ cursor })
export const withdrawalDueResponse = z.strictObject({ rows: z.array(waitingWithdrawal), cursor })
