import type { Role } from '../contracts/roles'
import type { Sealed } from './protection'

/**
 * Who is who. `_id` of a person is the keyed digest of the WeChat identity, so nobody can be found by guessing; all
 * instants are epoch milliseconds. What is `Sealed` is personal; what is masked may stand in a list.
 */

/** `people`: made when somebody first accepts a role, claims a shop or sets a PIN; a citizen who scans has none. */
export type Person = {
  _id: string
  name: Sealed<'name'> | null
  /** The first character and stars. */
  maskedName: string | null
  phone: Sealed<'phone'> | null
  maskedPhone: string | null
  /** Keyed digest of the phone number, to find it by. */
  phoneDigest: string | null
  pin: Pin | null
  /** Roles that are not ended, suspended ones included: what decides whether one more may be held. */
  roles: { grantId: string; role: Role }[]
  /** Sessions that were begun and not ended, so that they die in the transaction that ends the last role. */
  sessionIds: string[]
  /** Since when no role is held, for the time after which the name goes (`domain/retention`); null while one is. */
  rolelessSince: number | null
  createdAt: number
}
/** The personal six-digit PIN. `hash` never leaves the database, not even into the audit log. */
export type Pin = { hash: string; failures: number; lockedUntil: number | null }

/** Where a role holds; at most one is not null. */
export type Place = { unit: string | null; department: string | null; creditCode: string | null }

/** `grants`: a role that a person holds or held. */
export type Grant = {
  _id: string
  personId: string
  maskedName: string | null
  role: Role
  /** What colleagues call the post, such as 登记窗口; nothing personal. */
  post: string | null
  givenAt: number
  givenBy: string
  /** Not null while a lost phone must not act. */
  suspendedAt: number | null
  endedAt: number | null
  endedBy: string | null
  endReason: string | null
  /** How many changes have rested on it; each counts itself, so that it and the end of the role cannot both happen. */
  changesMade: number
} & Place

/** `invitations`, keyed by the digest of their token. Open until used, cancelled or past its day. */
export type Invitation = {
  _id: string
  role: Role
  post: string | null
  /** An owner hands a shop over: accepting ends the owner's role and the managers'. */
  isHandOver: boolean
  /** `command` for the first officer. */
  invitedBy: string
  /** The role that gives the right to invite: the invitation dies with it. Null for the first officer. */
  invitedByGrant: string | null
  invitedAt: number
  expiresAt: number
  state: 'open' | 'accepted' | 'cancelled'
  settledBy: string | null
  settledAt: number | null
} & Place

/** `sessions`, keyed by the digest of their token: a desktop that acts for a person. */
export type Session = {
  _id: string
  personId: string
  device: string
  maskedAddress: string
  startedAt: number
  usedAt: number
  endedAt: number | null
}

/** `logins`, keyed by the random id in the QR: a desktop that waits for a phone. */
export type DesktopLogin = {
  _id: string
  /** Digest of what only the waiting desktop holds. */
  secretDigest: string
  /** Two digits shown on both screens, for the eye to compare. */
  checkNumber: string
  device: string
  maskedAddress: string
  startedAt: number
  expiresAt: number
  state: 'waiting' | 'scanned' | 'approved' | 'refused' | 'collected'
  personId: string | null
}

/** `claims`: somebody says that a shop is theirs. */
export type Claim = {
  _id: string
  creditCode: string
  unit: string
  entityName: string
  personId: string
  name: Sealed<'name'>
  maskedName: string
  phone: Sealed<'phone'>
  maskedPhone: string
  phoneDigest: string
  /** File id of the licence picture. */
  evidence: string
  consentVersion: string
  submittedAt: number
  /** The shop had an owner when it was claimed: a person decides, the owner is told. */
  isDispute: boolean
  state: 'submitted' | 'confirmed' | 'refused' | 'withdrawn'
  decidedBy: string | null
  decidedAt: number | null
  /** What the clerk writes and the merchant reads. */
  decisionReason: string | null
}

/** `uploads`: somebody may upload a picture; one that no claim comes to need is thrown away the day after. */
export type Upload = {
  _id: string
  personId: string
  fileId: string
  preparedAt: number
  claimId: string | null
}

/** `claimCodes`, keyed by the digest of the eight digits that a clerk hands over in the shop. */
export type ClaimCode = {
  _id: string
  creditCode: string
  unit: string
  madeBy: string
  /** The role by which it was handed over: the code dies with it. */
  madeByGrant: string
  madeAt: number
  expiresAt: number
  usedBy: string | null
  usedAt: number | null
}

/**
 * `rosters`, keyed by `rosterKey`: who holds the roles of one place, suspended ones included. One document, so that two
 * confirmations for the same shop, or two officers who end each other, collide instead of both being right.
 */
export type Roster = {
  _id: string
  holders: { grantId: string; personId: string; role: Role }[]
  /** Of a shop: claims that wait for a decision, so that a confirmation knows which others it turns into disputes. */
  claims: { claimId: string; personId: string }[]
}

/** The roster of a place; of the city where the place is nowhere in particular. */
export function rosterKey(place: Place): string {
  if (place.creditCode !== null) return place.creditCode
  if (place.unit !== null) return `unit:${place.unit}`
  return place.department === null ? 'city' : `department:${place.department}`
}

/** `notices`: what a person is told when next looking in. */
export type Notice = {
  _id: string
  personId: string
  at: number
  kind:
    | 'claimConfirmed'
    | 'claimRefused'
    | 'claimDisputed'
    | 'shopHandedOver'
    | 'roleEnded'
    | 'caseDecided'
    | 'rolesSuspended'
    | 'rolesResumed'
    | 'withdrawalLate'
  creditCode: string | null
  entityName: string | null
  /** What the deciding person wrote. */
  reason: string | null
  seenAt: number | null
}

/** An invitation dies after a day. */
export const INVITATION_MS = 24 * 3_600_000
/** A code handed over in the shop is used there and then. */
export const CLAIM_CODE_MS = 30 * 60_000
/** A link to a picture dies after five minutes. */
export const PICTURE_LINK_MS = 5 * 60_000
/** A picture that was uploaded is submitted within a day; the job of the night does not wait for it longer. */
export const UPLOAD_MS = 24 * 3_600_000
/** A desktop waits this long for the phone. */
export const LOGIN_MS = 2 * 60_000
/** After the phone's approval the desktop, which asks every few seconds, has this long to collect its session. */
export const LOGIN_COLLECT_MS = 60_000
/** A session ends after so long without use (GB/T 22239-2019 8.1.4.1), and in any case after SESSION_MS. */
export const SESSION_IDLE_MS = 30 * 60_000
/** The longest life of a session. */
export const SESSION_MS = 12 * 3_600_000
/** Five wrong PINs lock it for a quarter of an hour. */
export const PIN_FAILURES = 5
/** See PIN_FAILURES. */
export const PIN_LOCK_MS = 15 * 60_000

/** Whether a role can be used now. */
export function isActive(grant: Pick<Grant, 'endedAt' | 'suspendedAt'>): boolean {
  return grant.endedAt === null && grant.suspendedAt === null
}

/** Whether a session may still be used. */
export function isLive(session: Pick<Session, 'startedAt' | 'usedAt' | 'endedAt'>, now: number): boolean {
  return (
    session.endedAt === null && now - session.usedAt < SESSION_IDLE_MS && now - session.startedAt < SESSION_MS
  )
}

/** 宋知远 becomes 宋**. */
export function maskName(name: string): string {
  const [first = '', ...others] = [...name]
  return first + '*'.repeat(Math.min(others.length, 3))
}

/** 138****8000; the whole number only for its owner and, with a reason, the unit's clerk (domain: 遮盖约定). */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
