import type { LegalDate } from './calendar'
import type { CaseKind, CaseState } from './caseStates'
import type { Place } from './people'
import type { Sealed } from './protection'

/**
 * `cases`: somebody asks that a record be put right. The place says who sees it: the department that owns the record or the
 * unit of the shop decides, the shop's own people see what their shop has filed, and nobody of the shop what others report.
 */
export type CreditCase = {
  _id: string
  /** What people name it by. */
  number: string
  kind: CaseKind
  /** Whom it is about. */
  subjectCode: string
  entityName: string
  /** Null: about something in the report that is no record, or that could not be told. */
  recordId: string | null
  /** The record in words, as it stood: kind, document number. */
  recordName: string
  filedBy: string
  filedAt: number
  /** What the person wrote. */
  text: string
  /** File ids of pictures. */
  proofs: string[]
  /** Where an answer goes; null when the notice in the app does. */
  contact: Sealed<'phone'> | null
  maskedContact: string | null
  state: CaseState
  /** Lists go by it: true until the state is one of the ends. */
  isOpen: boolean
  /** What lists are sorted by: the instant at which the day due begins, and once it is closed when it was. */
  listedAt: number
  dueOn: LegalDate
  /** A year on the way to that day is not announced yet. */
  isDueAnnounced: boolean
  closedBy: string | null
  closedAt: number | null
  /** What the deciding person wrote. */
  outcomeReason: string | null
  /** What whoever filed it can do next; null where the wish was met, or the case is open or was taken back. */
  nextStep: string | null
} & Place
