import * as z from 'zod/mini'
import { ROLES } from './roles'

/** What people send to and get from the function `people`. Ids are random or keyed digests; instants are epoch milliseconds. */

const id = z.string().check(z.regex(/^[0-9a-z]{26}$/))
const instant = z.number()
const creditCode = z.string().check(z.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/))
const key = z.string().check(z.regex(/^[a-zA-Z]{1,40}$/))
const role = z.enum(ROLES)
const shortText = (maximum: number) => z.string().check(z.maxLength(maximum))
const name = shortText(60)
const phone = shortText(20)
/** Checked by `domain/pin`, so that letters or 10 MB get its words and not a general refusal. */
const pin = z.string()
const reason = shortText(500)

/** Where the next page begins; opaque, and of no use outside the list that gave it. */
const cursor = z.nullable(shortText(120))
const paged = { cursor }
const nothing = z.strictObject({})
const done = z.strictObject({ done: z.literal(true) })

const place = {
  unit: z.nullable(key),
  department: z.nullable(key),
  creditCode: z.nullable(creditCode),
}
/** A place with the names that a person reads. */
const namedPlace = {
  ...place,
  /** Of the unit, department or shop; null for roles that hold for the whole city. */
  placeName: z.nullable(z.string()),
}

const grant = z.strictObject({
  id,
  personId: id,
  maskedName: z.nullable(z.string()),
  role,
  post: z.nullable(z.string()),
  givenAt: instant,
  suspendedAt: z.nullable(instant),
  ...namedPlace,
})
/** A role as lists show it. */
export type GrantView = z.infer<typeof grant>

const session = z.strictObject({
  id,
  device: z.string(),
  maskedAddress: z.string(),
  startedAt: instant,
  usedAt: instant,
  isCurrent: z.boolean(),
})

const notice = z.strictObject({
  id,
  at: instant,
  kind: z.enum([
    'claimConfirmed',
    'claimRefused',
    'claimDisputed',
    'shopHandedOver',
    'roleEnded',
    'caseDecided',
    'rolesSuspended',
    'rolesResumed',
    'withdrawalLate',
  ]),
  creditCode: z.nullable(creditCode),
  entityName: z.nullable(z.string()),
  reason: z.nullable(z.string()),
})

const claimState = z.enum(['submitted', 'confirmed', 'refused', 'withdrawn'])
const ownClaim = z.strictObject({
  id,
  creditCode,
  entityName: z.string(),
  submittedAt: instant,
  state: claimState,
  decisionReason: z.nullable(z.string()),
})

/** Everything that the page 我的 shows. */
export const meReadResponse = z.strictObject({
  /** The person's own name and phone, whole: they are theirs. Null before any was given. */
  name: z.nullable(z.string()),
  maskedPhone: z.nullable(z.string()),
  hasPin: z.boolean(),
  /** Not null while five wrong PINs lock it. */
  pinLockedUntil: z.nullable(instant),
  grants: z.array(grant),
  sessions: z.array(session),
  /** The last ten. */
  claims: z.array(ownClaim),
  /** Not yet seen. */
  notices: z.array(notice),
})
export type MeReadResponse = z.infer<typeof meReadResponse>

export const meExportResponse = z.strictObject({ fileName: z.string(), text: z.string() })
export const meDeleteRequest = z.strictObject({ confirm: z.literal(true) })
export const meDeleteResponse = z.strictObject({
  /** What is kept all the same: key of `domain/retention`, and until when. */
  kept: z.array(z.strictObject({ kind: z.string(), until: z.nullable(instant) })),
})
export const noticeSeeRequest = z.strictObject({ ids: z.array(id).check(z.maxLength(50)) })
export const pinSetRequest = z.strictObject({ pin, currentPin: z.nullable(pin) })
export const sessionEndRequest = z.strictObject({ sessionId: id })
export const grantLeaveRequest = z.strictObject({ grantId: id })
export { done as doneResponse, nothing as emptyRequest }

export const invitationReadRequest = z.strictObject({ token: shortText(64) })
export const invitationReadResponse = z.strictObject({
  role,
  post: z.nullable(z.string()),
  isHandOver: z.boolean(),
  expiresAt: instant,
  ...namedPlace,
  /** Who invites, masked. */
  invitedByName: z.nullable(z.string()),
  /** The caller's own name, if one is kept; the form begins with it. */
  ownName: z.nullable(z.string()),
})
export const invitationAcceptRequest = z.strictObject({
  token: shortText(64),
  name,
  /** The text that whoever becomes a shop's owner has agreed to; null for other roles. */
  consentVersion: z.nullable(shortText(40)),
})
export const invitationAcceptResponse = z.strictObject({ grant })

export const invitationMakeRequest = z.strictObject({
  role,
  post: z.nullable(shortText(30)),
  isHandOver: z.boolean(),
  ...place,
})
export const invitationMakeResponse = z.strictObject({
  id,
  /** Shown once; the link is `<origin>/i/<token>`. */
  token: id,
  expiresAt: instant,
})
const invitation = z.strictObject({
  id,
  role,
  post: z.nullable(z.string()),
  isHandOver: z.boolean(),
  invitedAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'accepted', 'cancelled', 'expired']),
  ...namedPlace,
})
export type InvitationView = z.infer<typeof invitation>
export const pageRequest = z.strictObject(paged)
export const invitationListResponse = z.strictObject({ rows: z.array(invitation), ...paged })
export const invitationCancelRequest = z.strictObject({ invitationId: id })

/** `creditCode`: one shop's people; null: everybody within reach. */
export const grantListRequest = z.strictObject({ ...paged, creditCode: z.nullable(creditCode) })
export const grantListResponse = z.strictObject({ rows: z.array(grant), ...paged })
export const grantEndRequest = z.strictObject({ grantId: id, reason })
/** Of a person whose phone is lost: every role within reach is suspended, every session ended. */
export const grantSuspendRequest = z.strictObject({ personId: id, reason })
export const grantResumeRequest = z.strictObject({ personId: id, reason })
export const countResponse = z.strictObject({ count: z.number() })

export const entityFindRequest = z.strictObject({ creditCode: shortText(40) })
export const entityFindResponse = z.strictObject({ creditCode, name: z.string(), unitName: z.string() })
/** `search`: the beginning of a credit code or of a name. */
export const entityListRequest = z.strictObject({ ...paged, search: shortText(60) })
const entity = z.strictObject({
  creditCode,
  name: z.string(),
  unitName: z.string(),
  departmentName: z.nullable(z.string()),
  hasOwner: z.boolean(),
})
export const entityListResponse = z.strictObject({ rows: z.array(entity), ...paged })

/** Where a picture goes up: a form POST of `fields` and the file to `url`. */
export const evidencePrepareRequest = z.strictObject({
  /** Checked by the use case, so that what is not taken gets its words. */
  type: shortText(100),
  bytes: z.int(),
})
export const evidencePrepareResponse = z.strictObject({
  /** What the claim names. */
  uploadId: id,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
})

const claimant = { name, phone, consentVersion: z.nullable(shortText(40)) }
export const claimSubmitRequest = z.strictObject({
  creditCode: shortText(40),
  /** The id of the upload; null while there is none. */
  uploadId: z.nullable(id),
  ...claimant,
})
export const claimSubmitResponse = z.strictObject({ claim: ownClaim, isDispute: z.boolean() })
export const claimWithdrawRequest = z.strictObject({ claimId: id })
export const claimCodeRedeemRequest = z.strictObject({ code: shortText(20), ...claimant })
export const claimCodeRedeemResponse = z.strictObject({ grant })

export const claimListRequest = z.strictObject({ ...paged, state: claimState })
const claimRow = z.strictObject({
  id,
  creditCode,
  entityName: z.string(),
  unitName: z.string(),
  maskedName: z.string(),
  submittedAt: instant,
  isDispute: z.boolean(),
  state: claimState,
})
export type ClaimRowView = z.infer<typeof claimRow>
export const claimListResponse = z.strictObject({ rows: z.array(claimRow), ...paged })
export const claimReadRequest = z.strictObject({ claimId: id })
/** The claim, and the registry's data to hold it against. */
export const claimReadResponse = z.strictObject({
  claim: claimRow,
  maskedPhone: z.string(),
  decisionReason: z.nullable(z.string()),
  /** The caller submitted it: somebody else decides. */
  isOwn: z.boolean(),
  /** Who holds the shop now; confirming the claim of somebody else ends that. */
  owner: z.nullable(z.strictObject({ maskedName: z.nullable(z.string()), since: instant })),
  registry: z.strictObject({
    name: z.string(),
    creditCode,
    legalRepresentative: z.nullable(z.string()),
    entityKind: z.string(),
    establishedOn: z.nullable(z.string()),
    status: z.nullable(z.enum(['active', 'deregistered', 'licenceRevoked'])),
    unitName: z.string(),
    scope: z.nullable(z.string()),
  }),
})
/** A look at the picture: personal, so it needs a reason. The link dies after five minutes. */
export const claimEvidenceRequest = z.strictObject({ claimId: id, reason })
export const claimEvidenceResponse = z.strictObject({ url: z.string() })
export const claimDecideRequest = z.strictObject({
  claimId: id,
  decision: z.enum(['confirm', 'refuse']),
  /** The merchant reads it; needed to refuse. */
  reason,
})
export const claimCodeMakeRequest = z.strictObject({ creditCode: shortText(40) })
export const claimCodeMakeResponse = z.strictObject({
  code: z.string().check(z.regex(/^\d{8}$/)),
  entityName: z.string(),
  expiresAt: instant,
})
export const valueRevealRequest = z.strictObject({
  kind: z.enum(['claim', 'person']),
  id,
  field: z.enum(['name', 'phone']),
  reason,
})
export const valueRevealResponse = z.strictObject({ value: z.string() })

export const loginBeginResponse = z.strictObject({
  loginId: id,
  /** Stays with the desktop; the QR holds the id alone. */
  secret: id,
  checkNumber: z.string(),
  expiresAt: instant,
})
export const loginScanRequest = z.strictObject({ loginId: shortText(64) })
export const loginScanResponse = z.strictObject({
  device: z.string(),
  maskedAddress: z.string(),
  startedAt: instant,
  expiresAt: instant,
  checkNumber: z.string(),
  hasPin: z.boolean(),
  name: z.nullable(z.string()),
  grants: z.array(grant),
})
export const loginApproveRequest = z.strictObject({ loginId: shortText(64), pin })
/** A wrong PIN is an answer, since it must be counted: what fails leaves nothing behind. */
export const loginApproveResponse = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('approved') }),
  z.strictObject({ outcome: z.literal('wrongPin'), attemptsLeft: z.number() }),
  z.strictObject({ outcome: z.literal('locked'), until: instant }),
])
export const pinSetResponse = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('set') }),
  z.strictObject({ outcome: z.literal('wrongPin'), attemptsLeft: z.number() }),
  z.strictObject({ outcome: z.literal('locked'), until: instant }),
])
export const loginCollectRequest = z.strictObject({ loginId: shortText(64), secret: shortText(64) })
export const loginCollectResponse = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting') }),
  z.strictObject({ state: z.literal('scanned'), maskedName: z.nullable(z.string()) }),
  z.strictObject({ state: z.literal('refused') }),
  z.strictObject({ state: z.literal('expired') }),
  /** Handed out once. */
  z.strictObject({ state: z.literal('approved'), token: id }),
])
