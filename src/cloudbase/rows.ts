import type { ReportBody, ReportCommitment, ReportDeclaration } from '../contracts/report'
import type { CodeState } from '../domain/codeStates'
import type { EntityFacts, RecordFacts } from '../domain/report'

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
  unit: string
  state: CodeState
  /** Which MAC key minted it. */
  keyId: string
  since: string
  assignedAt: number | null
  consentId: string | null
  replacedBy: string | null
}

/** `consents`: the merchant's recorded consent; no code is assigned without one. */
export type ConsentRow = {
  _id: string
  creditCode: string
  textVersion: string
  givenAt: number
  medium: 'phone' | 'paper'
  withdrawnAt: number | null
}

/** `records`: one credit record of an entity. */
export type RecordRow = { _id: string; creditCode: string } & RecordFacts

/** `declarations`: what a merchant states, in its own words. */
export type DeclarationRow = { _id: string; creditCode: string } & ReportDeclaration

/** `commitments`: what a merchant promises, in its own words. */
export type CommitmentRow = { _id: string; creditCode: string } & ReportCommitment

/** `reports`, keyed by credit code: the projection that one scan reads. Only entities with an assigned code have one. */
export type ReportRow = {
  _id: string
  plaqueCode: string
  plaqueNumber: string
  plaqueSince: string
  body: ReportBody
  /** First day (Asia/Shanghai) on which the body is no longer right; null when time alone changes nothing. */
  changesOn: string | null
  /** A job is writing this entity's records: compute, do not read the body. */
  stale: boolean
}

/** `scanCounts`, keyed by `<credit code>:<day>`: how often, never who. */
export type ScanCountRow = { _id: string; creditCode: string; day: string; count: number }

/** The declared indexes of every collection, beside the one on `_id`. */
export const INDEXES = {
  entities: [{ fields: ['unit'] }],
  codes: [{ fields: ['number'], unique: true }, { fields: ['creditCode'] }],
  consents: [{ fields: ['creditCode'] }],
  records: [{ fields: ['creditCode'] }],
  declarations: [{ fields: ['creditCode'] }],
  commitments: [{ fields: ['creditCode'] }],
  reports: [
    { fields: ['plaqueCode'], unique: true },
    { fields: ['plaqueNumber'], unique: true },
  ],
  scanCounts: [{ fields: ['creditCode'] }],
} satisfies Record<string, { fields: string[]; unique?: boolean }[]>
