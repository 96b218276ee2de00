import type { INTAKE_STATES } from '../../contracts/intake'
import type { LegalDate } from '../calendar'
import type { CreditRecord } from '../creditRecord'
import type { PublicityFacts } from '../publication'
import type { CellFault, IntakeDoubt, IntakeRecord } from './row'

/** Where a file stands. */
export type IntakeState = (typeof INTAKE_STATES)[number]
/** Those in which a job has work to do. */
export const WORKING_STATES: readonly IntakeState[] = [
  'reading',
  'checking',
  'taking',
  'rebuilding',
  'cancelling',
]

/** Those in which a file waits that was handed over and not taken in yet. */
export const WAITING_STATES: readonly IntakeState[] = ['reading', 'checking', 'checked', 'taking']

/** How many rows became what; a row is in exactly one of the first five. */
export type IntakeCounts = {
  new: number
  changed: number
  unchanged: number
  held: number
  refused: number
  /** Cells whose stray spaces or width were put right. */
  cleanedCells: number
  /** Numbers of identity papers that were dropped unread. */
  droppedNumbers: number
}
/** None of anything. */
export const NO_COUNTS: IntakeCounts = {
  new: 0,
  changed: 0,
  unchanged: 0,
  held: 0,
  refused: 0,
  cleanedCells: 0,
  droppedNumbers: 0,
}

/** `intakes`: one file that a department handed over, and the job that takes it in. Instants are epoch milliseconds. */
export type Intake = {
  _id: string
  /** A kind of the intake tables. */
  kind: string
  department: string
  fileName: string
  /** Of the uploaded file; null where a command reads it from its place. */
  fileId: string | null
  byteCount: number
  /** What of it lies in the storage (`domain/retention`): the uploaded file, its parts and the result, or the result alone. */
  filesKept: 'all' | 'result' | 'nothing'
  /** A person's id, or `command`. */
  by: string
  createdAt: number
  state: IntakeState
  /** Since when it is in this state. */
  stateSince: number
  /** Rows are judged by this day. */
  today: LegalDate
  headings: { heading: string; takenFor: string | null }[]
  /** What there is to know about the file, Chinese. */
  notes: string[]
  /** Why it failed, Chinese. */
  failure: string | null
  rowCount: number
  chunkCount: number
  /** The next chunk of this state. */
  chunk: number
  /** What the check found. */
  found: IntakeCounts
  /** What was taken in so far. */
  taken: IntakeCounts
  /** Some of the rows that were held or refused. */
  samples: IntakeSample[]
  confirmedBy: string | null
  confirmedAt: number | null
  /** Until when somebody is at work on it. */
  leaseUntil: number
  /** How often in a row the same slice has broken off with a fault. */
  faultCount?: number
  /** Of a file that has something to withdraw: when its time begins (`domain/withdrawalClock`); null of others. */
  noticedAt: number | null
}

/** The same fault so often in a row will not go away by itself. */
const MOST_FAULTS = 3
const PAUSE_AFTER_FAULT_MS = 60_000

/**
 * The job after its slice has broken off with a fault: tried again after a pause in which others have their turn, given
 * up after the third time. What was taken in stays, and its reports are rebuilt, which is tried for ever.
 */
export function afterFault(intake: Intake, now: number): Intake {
  const faultCount = (intake.faultCount ?? 0) + 1
  const again = { ...intake, faultCount, leaseUntil: now + PAUSE_AFTER_FAULT_MS }
  if (faultCount < MOST_FAULTS) return again
  const givenUp = { ...intake, faultCount: 0, leaseUntil: 0, stateSince: now }
  switch (intake.state) {
    case 'reading':
    case 'checking':
      return { ...givenUp, state: 'failed', failure: '处理时多次出错，没有写入任何记录。请重新上传文件' }
    case 'taking':
      return {
        ...givenUp,
        state: 'cancelling',
        failure: '入库时多次出错，已停止。已入库的行是完整的；重新上传同一个文件会接着办，不会重复',
      }
    default:
      return again
  }
}

/** A row that was held or refused, with the reason in Chinese. */
export type IntakeSample = { row: number; outcome: 'held' | 'refused'; reason: string }

/** A row as it was read, before anything is looked up. */
export type ReadRow = {
  row: number
  cleanedCells: number
  droppedNumbers: number
} & ({ record: IntakeRecord; doubts: IntakeDoubt[] } | { faults: CellFault[] })

/** `heldRows`, keyed by the digest of intake and row: a row that waits for a person. */
export type HeldRow = {
  _id: string
  intakeId: string
  row: number
  kind: string
  department: string
  /** Null where a person must find the entity. */
  creditCode: string | null
  /** Of the record that it would become; null without a credit code. */
  recordId: string | null
  record: IntakeRecord
  doubts: IntakeDoubt[]
  /** The first doubt's code, to find rows of one sort. */
  sort: string
  heldAt: number
  /** Of a row that withdraws a record: when its time begins (`domain/withdrawalClock`); null of others. */
  noticedAt: number | null
  /** `superseded`: the same record came right in a later file. */
  state: 'open' | 'taken' | 'dropped' | 'superseded'
  decidedBy: string | null
  decidedAt: number | null
  decisionReason: string | null
}

/** `recordVersions`, keyed by `<record id>:<revision>`: a record as it was before a change. */
export type RecordVersion = {
  _id: string
  recordId: string
  creditCode: string
  record: CreditRecord
  replacedAt: number
  replacedBy: string
}

/** What a file says of a record; what people added to it stays as it is. */
export type ToldFacts = Pick<CreditRecord, 'values' | 'source'> &
  Pick<PublicityFacts, 'decidedOn' | 'categories' | 'reportedUntil'>

/** The same, of a record that is kept. */
export function toldFacts({
  values,
  source,
  decidedOn,
  categories,
  reportedUntil,
}: Pick<CreditRecord, 'values' | 'source'> & PublicityFacts): ToldFacts {
  return {
    values: Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))),
    source,
    ...(decidedOn !== undefined && { decidedOn }),
    ...(categories !== undefined && { categories }),
    ...(reportedUntil !== undefined && { reportedUntil }),
  }
}
