import type { ErrorCode } from '../contracts/errors'
import type { ReportBody } from '../contracts/report'
import type { CreditCase } from '../domain/creditCase'
import type { CreditRecord } from '../domain/creditRecord'
import type { HeldRow, Intake, RecordVersion } from '../domain/intake/job'
import type {
  Claim,
  ClaimCode,
  DesktopLogin,
  Grant,
  Invitation,
  Notice,
  Person,
  Roster,
  Session,
  Upload,
} from '../domain/people'
import type { KeptDocument } from '../domain/reportDocument'
import type { StoredEntity } from '../domain/storedEntity'

/** The merchant's recorded consent to take part; no code is assigned without one. */
export type Consent = {
  _id: string
  creditCode: string
  /** Who gave it; null where it was given on paper. */
  personId: string | null
  textVersion: string
  givenAt: number
  medium: 'phone' | 'paper'
  withdrawnAt: number | null
}

/** The report that an assigned plaque shows; see `rebuildInChange`. */
export type KeptReport = {
  /** The credit code. */
  _id: string
  plaqueCode: string
  plaqueNumber: string
  plaqueSince: string
  body: ReportBody
  /** First day (Asia/Shanghai) on which the body is no longer right; null when time alone changes nothing. */
  changesOn: string | null
  /** Somebody is writing what it is made of: compute, do not read the body. True exactly while there are `writers`. */
  stale: boolean
  /** Jobs that have marked it and not yet rebuilt it. */
  writers: string[]
  /** One more with every mark and every rebuild, so that a rebuild from older sources finds out. */
  version: number
  /** `PROJECTION_VERSION` of the program that wrote the body. */
  projectionVersion: number
}

/** Documents about people, by collection; each has its time in `domain/retention`. */
export type KeptOfPeople = {
  people: Person
  grants: Grant
  invitations: Invitation
  sessions: Session
  logins: DesktopLogin
  claims: Claim
  uploads: Upload
  claimCodes: ClaimCode
  rosters: Roster
  notices: Notice
  consents: Consent
  cases: CreditCase
}
/** An entity with what the city knows of it beside the registry. */
export type KeptEntity = StoredEntity & {
  _id: string
  zone: string | null
  department: string | null
  updatedAt: number
}
/** What a change may touch, by collection. */
export type Kept = KeptOfPeople & {
  entities: KeptEntity
  records: CreditRecord
  recordVersions: RecordVersion
  intakes: Intake
  heldRows: HeldRow
  reports: KeptReport
  documents: KeptDocument
}
/** A collection of them. */
export type KeptKind = keyof Kept

/** What the audit line of a change says beside who, when and which fields. */
export type AuditFacts = {
  /** Id of what it is about. */
  subject?: string
  creditCode?: string | null
  /** What the person typed. */
  reason?: string | null
  /** Where an answer that has to be kept is no success: a wrong PIN is counted, so it is not answered as a failure. */
  outcome?: ErrorCode
}

/**
 * One transaction: everything read is as it stands, everything written happens together with its audit line, or not at
 * all. A use case that answers with a failure leaves nothing of what it wrote.
 */
export type Changes = {
  find<K extends KeptKind>(kind: K, id: string): Promise<Kept[K] | undefined>
  /** Of an id that is not there yet. */
  insert<K extends KeptKind>(kind: K, document: Kept[K]): void
  /** Of a document that was found in this transaction. */
  update<K extends KeptKind>(kind: K, document: Kept[K]): void
  /** Of a document that was found in this transaction. */
  remove(kind: KeptKind, id: string): void
  /** Adds to what the audit line says. */
  note(facts: AuditFacts): void
}
