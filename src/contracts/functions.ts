import type * as z from 'zod/mini'
import * as audit from './audit'
import * as cases from './cases'
import * as document from './document'
import type { CallError } from './errors'
import * as intake from './intake'
import * as people from './people'
import {
  cityReadRequest,
  cityReadResponse,
  reportReadRequest,
  reportReadResponse,
  scanRecordRequest,
  scanRecordResponse,
} from './report'
import type { RoleAction } from './roles'

/**
 * Who may call an action: `anyone`; `identified`, whom the platform or a session names, for what is their own; `role`,
 * whom the role table lets. The wrapper in `src/cloudbase` holds callers to it.
 */
export type Audience = 'anyone' | 'identified' | 'role'

/**
 * What an action does: `read` leaves everything as it was; `watch` is a read that a page repeats while work goes on, which
 * leaves a line in the audit log only when it is refused; `count` adds to a statistic that names nobody; `change` runs in
 * one transaction with its line in the audit log.
 */
export type Effect = 'read' | 'watch' | 'count' | 'change'

type Action = {
  request: z.ZodMiniType
  response: z.ZodMiniType
  audience: Audience
  effect: Effect
  /** How often one identity, or one address where there is none, may call it in a minute. */
  perMinute: number
}

/** A page of a list, a look at one thing. */
const READS = 120
/** A form that a person fills in. */
const FORMS = 20
/** What somebody might try by guessing. */
const GUESSES = 6
/** A building's desktops, all behind one address, ask every few seconds whether their phones have answered. */
const POLLS = 1200
/** A shop's whole street may scan from one address. */
const SCANS = 600

/** THE map of what crosses the wire: function -> action -> request, response, who may call and what it does. */
export const FUNCTIONS = {
  credit: {
    'report.read': {
      request: reportReadRequest,
      response: reportReadResponse,
      audience: 'anyone',
      effect: 'read',
      perMinute: SCANS,
    },
    'scan.record': {
      request: scanRecordRequest,
      response: scanRecordResponse,
      audience: 'anyone',
      effect: 'count',
      perMinute: SCANS,
    },
    'city.read': {
      request: cityReadRequest,
      response: cityReadResponse,
      audience: 'anyone',
      effect: 'read',
      perMinute: SCANS,
    },
  },
  people: {
    'me.read': {
      request: people.emptyRequest,
      response: people.meReadResponse,
      audience: 'identified',
      effect: 'read',
      perMinute: READS,
    },
    'me.export': {
      request: people.emptyRequest,
      response: people.meExportResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'me.delete': {
      request: people.meDeleteRequest,
      response: people.meDeleteResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'notice.see': {
      request: people.noticeSeeRequest,
      response: people.doneResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'pin.set': {
      request: people.pinSetRequest,
      response: people.pinSetResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'session.end': {
      request: people.sessionEndRequest,
      response: people.doneResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'grant.leave': {
      request: people.grantLeaveRequest,
      response: people.doneResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'login.begin': {
      request: people.emptyRequest,
      response: people.loginBeginResponse,
      audience: 'anyone',
      effect: 'change',
      perMinute: READS,
    },
    'login.collect': {
      request: people.loginCollectRequest,
      response: people.loginCollectResponse,
      audience: 'anyone',
      effect: 'change',
      perMinute: POLLS,
    },
    'login.scan': {
      request: people.loginScanRequest,
      response: people.loginScanResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'login.approve': {
      request: people.loginApproveRequest,
      response: people.loginApproveResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'login.refuse': {
      request: people.loginScanRequest,
      response: people.doneResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'invitation.read': {
      request: people.invitationReadRequest,
      response: people.invitationReadResponse,
      audience: 'identified',
      effect: 'read',
      perMinute: FORMS,
    },
    'invitation.accept': {
      request: people.invitationAcceptRequest,
      response: people.invitationAcceptResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'invitation.make': {
      request: people.invitationMakeRequest,
      response: people.invitationMakeResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'invitation.list': {
      request: people.pageRequest,
      response: people.invitationListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'invitation.cancel': {
      request: people.invitationCancelRequest,
      response: people.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'grant.list': {
      request: people.grantListRequest,
      response: people.grantListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'grant.end': {
      request: people.grantEndRequest,
      response: people.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'grant.suspend': {
      request: people.grantSuspendRequest,
      response: people.countResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'grant.resume': {
      request: people.grantResumeRequest,
      response: people.countResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'entity.find': {
      request: people.entityFindRequest,
      response: people.entityFindResponse,
      audience: 'identified',
      effect: 'read',
      perMinute: FORMS,
    },
    'entity.list': {
      request: people.entityListRequest,
      response: people.entityListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'evidence.prepare': {
      request: people.evidencePrepareRequest,
      response: people.evidencePrepareResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'claim.submit': {
      request: people.claimSubmitRequest,
      response: people.claimSubmitResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'claim.withdraw': {
      request: people.claimWithdrawRequest,
      response: people.doneResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: FORMS,
    },
    'claimCode.redeem': {
      request: people.claimCodeRedeemRequest,
      response: people.claimCodeRedeemResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'claim.list': {
      request: people.claimListRequest,
      response: people.claimListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'claim.read': {
      request: people.claimReadRequest,
      response: people.claimReadResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'claim.evidence': {
      request: people.claimEvidenceRequest,
      response: people.claimEvidenceResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'claim.decide': {
      request: people.claimDecideRequest,
      response: people.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'claimCode.make': {
      request: people.claimCodeMakeRequest,
      response: people.claimCodeMakeResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'value.reveal': {
      request: people.valueRevealRequest,
      response: people.valueRevealResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
  },
  audit: {
    'line.list': {
      request: audit.lineListRequest,
      response: audit.lineListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'line.read': {
      request: audit.lineReadRequest,
      response: audit.lineReadResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'line.export': {
      request: audit.lineExportRequest,
      response: audit.lineExportResponse,
      audience: 'role',
      effect: 'change',
      perMinute: READS,
    },
  },
  intake: {
    'template.make': {
      request: intake.templateMakeRequest,
      response: intake.templateMakeResponse,
      audience: 'anyone',
      effect: 'read',
      perMinute: READS,
    },
    'file.prepare': {
      request: intake.filePrepareRequest,
      response: intake.filePrepareResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'file.begin': {
      request: intake.fileRequest,
      response: intake.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'file.list': {
      request: intake.fileListRequest,
      response: intake.fileListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'file.read': {
      request: intake.fileRequest,
      response: intake.fileReadResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'file.progress': {
      request: intake.fileRequest,
      response: intake.fileProgressResponse,
      audience: 'role',
      effect: 'watch',
      perMinute: READS,
    },
    'file.confirm': {
      request: intake.fileRequest,
      response: intake.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'file.cancel': {
      request: intake.fileRequest,
      response: intake.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'file.result': {
      request: intake.fileResultRequest,
      response: intake.fileResultResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'held.list': {
      request: intake.heldListRequest,
      response: intake.heldListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'held.count': {
      request: intake.heldCountRequest,
      response: intake.heldCountResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'held.decide': {
      request: intake.heldDecideRequest,
      response: intake.heldDecideResponse,
      audience: 'role',
      effect: 'change',
      perMinute: READS,
    },
    'record.withdraw': {
      request: intake.recordWithdrawRequest,
      response: intake.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'withdrawal.due': {
      request: intake.withdrawalDueRequest,
      response: intake.withdrawalDueResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
  },
  cases: {
    'record.list': {
      request: cases.recordListRequest,
      response: cases.recordListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'record.tier': {
      request: cases.tierProposeRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'record.confirmTier': {
      request: cases.tierConfirmRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'record.suspend': {
      request: cases.suspendRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'record.resume': {
      request: cases.suspendRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'objection.file': {
      request: cases.objectionFileRequest,
      response: cases.filedResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'repair.file': {
      request: cases.repairFileRequest,
      response: cases.filedResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'clarification.file': {
      request: cases.clarificationFileRequest,
      response: cases.filedResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'mistake.file': {
      request: cases.mistakeFileRequest,
      response: cases.filedResponse,
      audience: 'identified',
      effect: 'change',
      perMinute: GUESSES,
    },
    'case.list': {
      request: cases.caseListRequest,
      response: cases.caseListResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'case.read': {
      request: cases.caseReadRequest,
      response: cases.caseReadResponse,
      audience: 'role',
      effect: 'read',
      perMinute: READS,
    },
    'case.proof': {
      request: cases.caseProofRequest,
      response: cases.caseProofResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'case.contact': {
      request: cases.caseContactRequest,
      response: cases.caseContactResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'case.takeBack': {
      request: cases.caseTakeBackRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
    'case.decide': {
      request: cases.caseDecideRequest,
      response: cases.doneResponse,
      audience: 'role',
      effect: 'change',
      perMinute: FORMS,
    },
  },
  document: {
    'report.make': {
      request: document.ownEntityRequest,
      response: document.documentResponse,
      audience: 'role',
      effect: 'change',
      perMinute: GUESSES,
    },
    'report.makePublic': {
      request: reportReadRequest,
      response: document.documentResponse,
      audience: 'anyone',
      effect: 'change',
      perMinute: FORMS,
    },
    'document.check': {
      request: document.documentCheckRequest,
      response: document.documentCheckResponse,
      audience: 'anyone',
      effect: 'read',
      perMinute: GUESSES,
    },
    'data.read': {
      request: document.ownEntityRequest,
      response: document.ownDataResponse,
      audience: 'role',
      effect: 'read',
      perMinute: FORMS,
    },
  },
} as const satisfies Record<string, Record<string, Action>>

/** A function of the map. */
export type FunctionName = keyof typeof FUNCTIONS
/** An action of a function. */
export type ActionName<F extends FunctionName> = keyof (typeof FUNCTIONS)[F] & string
type Entry<F extends FunctionName, A extends ActionName<F>> = (typeof FUNCTIONS)[F][A] & Action
/** What a caller sends. */
export type Request<F extends FunctionName, A extends ActionName<F>> = z.infer<Entry<F, A>['request']>
/** What a caller gets when all is well. */
export type Response<F extends FunctionName, A extends ActionName<F>> = z.infer<Entry<F, A>['response']>

/** `function.action` of every action with the audience `role`. */
type ActionsOfRoles = {
  [F in FunctionName]: {
    [A in ActionName<F>]: (typeof FUNCTIONS)[F][A] extends { audience: 'role' } ? `${F}.${A}` : never
  }[ActionName<F>]
}[FunctionName]

type Same<A, B> = [A, B] extends [B, A] ? true : never
/** Does not compile while an action has no row in the role table, or a row no action. */
export const EVERY_ACTION_HAS_ITS_ROW: Same<ActionsOfRoles, RoleAction> = true

/** The event a function receives, whichever road it came by. */
export type CallEvent = { action: string; input: unknown }
/** The answer of every function: the value, or a failure of the registry. */
export type CallAnswer<T> = { ok: true; value: T } | { ok: false; error: CallError }
