import type { ReportCommitment, ReportDeclaration } from '../contracts/report'
import type { CodeState } from '../domain/codeStates'
import type { CreditRecord } from '../domain/creditRecord'
import type { EntityFacts } from '../domain/report'
import type { KeptDocument } from '../domain/reportDocument'
import type { Consent, KeptReport } from '../usecases/changes'

/** Documents as they stand in the database. Collections are named after them; instants are epoch milliseconds. */

/** `entities`, keyed by credit code. */
export type EntityRow = { _id: string } & EntityFacts & {
    /** Key of `domain/units`; a field, never derived from the credit code alone. */
    unit: string
    zone: string | null
    department: string | null
    /** Business scope, as registered. */
    scope: string | null
    updatedAt: number
  }

/** `codes`, keyed by the 20-character plaque code. */
export type CodeRow = {
  _id: string
  number: string
  creditCode: string
  /** The entity's codes in the order in which they were given; its first one is 0. */
  serial: number
  unit: string
  state: CodeState
  /** Which MAC key minted it. */
  keyId: string
  since: string
  assignedAt: number | null
  consentId: string | null
  replacedBy: string | null
}

/** `consents`. */
export type ConsentRow = Consent

/**
 * `records`: one credit record of an entity. Where `revisedBy` is there, the record as it holds is that job's document
 * in `recordRevisions`; see `records`.
 */
export type RecordRow = CreditRecord & { revisedBy?: string }

/** `recordRevisions`, keyed by `<record id>:<changesMade>:<job>`: the whole record as a job has changed it. */
export type RecordRevisionRow = { _id: string; creditCode: string; record: CreditRecord }

/** `declarations`: what a merchant states, in its own words. */
export type DeclarationRow = { _id: string; creditCode: string } & ReportDeclaration

/** `commitments`: what a merchant promises, in its own words. */
export type CommitmentRow = { _id: string; creditCode: string } & ReportCommitment

/** `reports`, keyed by credit code: the projection that one scan reads. Only entities with an assigned code have one. */
export type ReportRow = KeptReport

/** `documents`, keyed by report number: what a document that was made says, never the document. */
export type DocumentRow = KeptDocument

/** `scanCounts`, keyed by `<credit code>:<day>`: how often, never who. */
export type ScanCountRow = { _id: string; creditCode: string; day: string; count: number }

/** `callCounts`, keyed by `<who>:<action>:<minute>`: how often one identity called. Thrown away the day after. */
export type CallCountRow = { _id: string; startedAt: number; count: number }

/** The declared indexes of every collection, beside the one on `_id`. */
export const INDEXES = {
  entities: [
    { fields: ['unit', '_id'] },
    { fields: ['unit', 'name', '_id'] },
    { fields: ['department', '_id'] },
    { fields: ['department', 'name', '_id'] },
    { fields: ['name', '_id'] },
  ],
  codes: [
    { fields: ['number'], unique: true },
    { fields: ['creditCode', 'serial'], unique: true },
    { fields: ['unit', 'state', 'creditCode', '_id'] },
  ],
  consents: [{ fields: ['creditCode'] }, { fields: ['personId'] }, { fields: ['withdrawnAt'] }],
  records: [{ fields: ['creditCode'] }],
  recordRevisions: [{ fields: ['creditCode'] }],
  recordVersions: [{ fields: ['recordId', '_id'] }],
  intakes: [
    { fields: ['state', 'createdAt'] },
    { fields: ['department', 'createdAt', '_id'] },
    { fields: ['createdAt', '_id'] },
    { fields: ['department', 'state', 'noticedAt', '_id'] },
    { fields: ['state', 'noticedAt', '_id'] },
    { fields: ['filesKept', 'state', 'stateSince'] },
  ],
  heldRows: [
    { fields: ['department', 'state', 'heldAt', '_id'] },
    { fields: ['department', 'state', 'sort', 'heldAt', '_id'] },
    { fields: ['state', 'heldAt', '_id'] },
    { fields: ['state', 'sort', 'heldAt', '_id'] },
    { fields: ['intakeId', 'state', 'row', '_id'] },
    { fields: ['intakeId', 'state', 'sort', 'row', '_id'] },
    { fields: ['recordId', 'state'] },
    { fields: ['department', 'state', 'noticedAt', '_id'] },
    { fields: ['state', 'noticedAt', '_id'] },
  ],
  documents: [],
  declarations: [{ fields: ['creditCode'] }],
  commitments: [{ fields: ['creditCode'] }],
  reports: [
    { fields: ['plaqueCode'], unique: true },
    { fields: ['plaqueNumber'], unique: true },
    { fields: ['stale', '_id'] },
    { fields: ['stale', 'changesOn'] },
    { fields: ['stale', 'projectionVersion'] },
  ],
  scanCounts: [{ fields: ['creditCode'] }],
  people: [
    { fields: ['phoneDigest'] },
    { fields: ['rolelessSince'] },
    { fields: ['name'] },
    { fields: ['phone'] },
  ],
  grants: [
    { fields: ['personId', 'endedAt'] },
    { fields: ['unit', 'endedAt', 'givenAt', '_id'] },
    { fields: ['department', 'endedAt', 'givenAt', '_id'] },
    { fields: ['creditCode', 'endedAt', 'givenAt', '_id'] },
    { fields: ['endedAt', 'givenAt', '_id'] },
  ],
  invitations: [
    { fields: ['unit', 'invitedAt', '_id'] },
    { fields: ['department', 'invitedAt', '_id'] },
    { fields: ['creditCode', 'invitedAt', '_id'] },
    { fields: ['invitedAt', '_id'] },
    { fields: ['invitedBy', '_id'] },
    { fields: ['settledBy', '_id'] },
  ],
  sessions: [{ fields: ['personId', 'startedAt'] }, { fields: ['startedAt'] }],
  logins: [{ fields: ['startedAt'] }, { fields: ['personId', '_id'] }],
  claims: [
    { fields: ['state', 'unit', 'submittedAt', '_id'] },
    { fields: ['state', 'submittedAt', '_id'] },
    { fields: ['personId', 'submittedAt'] },
    { fields: ['creditCode', 'state'] },
    { fields: ['submittedAt'] },
    { fields: ['state', 'decidedAt'] },
    { fields: ['name'] },
    { fields: ['phone'] },
  ],
  uploads: [{ fields: ['preparedAt'] }, { fields: ['personId', '_id'] }],
  claimCodes: [
    { fields: ['madeAt'] },
    { fields: ['madeBy', '_id'] },
    { fields: ['usedBy', '_id'] },
    { fields: ['creditCode'] },
    { fields: ['unit'] },
  ],
  cases: [
    { fields: ['unit', 'isOpen', 'listedAt', '_id'] },
    { fields: ['department', 'isOpen', 'listedAt', '_id'] },
    { fields: ['creditCode', 'isOpen', 'listedAt', '_id'] },
    { fields: ['isOpen', 'listedAt', '_id'] },
    { fields: ['filedBy', '_id'] },
    { fields: ['closedBy', '_id'] },
    { fields: ['closedAt'] },
    { fields: ['contact'] },
  ],
  rosters: [],
  notices: [{ fields: ['personId', 'seenAt', 'at'] }, { fields: ['at'] }],
  callCounts: [{ fields: ['startedAt'] }],
  auditLines: [
    { fields: ['at', '_id'] },
    { fields: ['personId', 'at', '_id'] },
    { fields: ['creditCode', 'at', '_id'] },
    { fields: ['action', 'at', '_id'] },
    { fields: ['isRefused', 'at', '_id'] },
  ],
  auditHeads: [],
  auditSeals: [],
  auditAnchors: [],
} satisfies Record<string, { fields: string[]; unique?: boolean }[]>
