import { shanghaiDate, startOfDay } from './calendar'
import { CLAIM_CODE_MS, INVITATION_MS, LOGIN_MS, SESSION_MS, UPLOAD_MS } from './people'

/** How long one kind of document is kept. `what`, `since` and `why` are Chinese: they are shown to whom it is about. */
type Retention = {
  collection: string
  what: string
  days: number
  /** From when the days count. */
  since: string
  /** The law that asks for keeping it, or for not keeping it longer. */
  why: string
  /**
   * The documents that it is about, by their fields: the days begin `plusMs` after the instant in `field`, and not while
   * that is null. Null: they go with something else, as `since` says.
   */
  rule: { field: string; plusMs: number; where?: Record<string, string> } | null
}

/** At least six months, whichever they are. */
const SIX_MONTHS = 184
const THREE_YEARS = 1096
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const SHORTEST = '《个人信息保护法》第十九条：保存期限为实现目的所必要的最短时间'
const LOGS = '《网络安全法》：网络日志留存不少于六个月'
const CIVIL = '《民法典》第一百八十八条：诉讼时效三年'
const ACTION = '《行政诉讼法》第四十六条：六个月内可以起诉'

/** THE table of what is kept of people, for how long and why; the job of the night goes by it. */
export const RETENTION = {
  people: {
    collection: 'people',
    what: '姓名、手机号和操作密码',
    days: SIX_MONTHS,
    since: '最后一个角色结束',
    why: `${LOGS}，其间须能说明是谁的操作；本人要求删除的，手机号和操作密码立即删除`,
    rule: { field: 'rolelessSince', plusMs: 0 },
  },
  grants: {
    collection: 'grants',
    what: '已结束的角色',
    days: THREE_YEARS,
    since: '角色结束',
    why: CIVIL,
    rule: { field: 'endedAt', plusMs: 0 },
  },
  confirmedClaims: {
    collection: 'claims',
    what: '已通过的认领和执照照片',
    days: THREE_YEARS,
    since: '由它得到的角色结束',
    why: CIVIL,
    rule: null,
  },
  refusedClaims: {
    collection: 'claims',
    what: '未通过的认领和执照照片',
    days: SIX_MONTHS,
    since: '作出决定',
    why: ACTION,
    rule: { field: 'decidedAt', plusMs: 0, where: { state: 'refused' } },
  },
  withdrawnClaims: {
    collection: 'claims',
    what: '已撤回的认领和执照照片',
    days: 30,
    since: '提交',
    why: `${SHORTEST}；本人要求删除的，立即删除`,
    rule: { field: 'submittedAt', plusMs: 0, where: { state: 'withdrawn' } },
  },
  cases: {
    collection: 'cases',
    what: '异议、纠错、信用修复和说明申请及材料照片',
    days: THREE_YEARS,
    since: '处理完毕或撤回',
    why: CIVIL,
    rule: { field: 'closedAt', plusMs: 0 },
  },
  uploads: {
    collection: 'uploads',
    what: '已上传而未提交的照片',
    days: 1,
    since: '提交期限（一天）届满',
    why: SHORTEST,
    rule: { field: 'preparedAt', plusMs: UPLOAD_MS },
  },
  consents: {
    collection: 'consents',
    what: '加入的同意记录',
    days: THREE_YEARS,
    since: '撤回同意',
    why: `《个人信息保护法》第十四条、第十五条：同意须可证明；${CIVIL}`,
    rule: { field: 'withdrawnAt', plusMs: 0 },
  },
  invitations: {
    collection: 'invitations',
    what: '邀请',
    days: SIX_MONTHS,
    since: '邀请到期',
    why: LOGS,
    rule: { field: 'invitedAt', plusMs: INVITATION_MS },
  },
  claimCodes: {
    collection: 'claimCodes',
    what: '当面交付的认领码',
    days: SIX_MONTHS,
    since: '认领码到期',
    why: LOGS,
    rule: { field: 'madeAt', plusMs: CLAIM_CODE_MS },
  },
  sessions: {
    collection: 'sessions',
    what: '电脑端登录记录',
    days: SIX_MONTHS,
    since: '登录到期',
    why: LOGS,
    rule: { field: 'startedAt', plusMs: SESSION_MS },
  },
  logins: {
    collection: 'logins',
    what: '电脑端等待扫码的记录',
    days: 1,
    since: '二维码到期',
    why: SHORTEST,
    rule: { field: 'startedAt', plusMs: LOGIN_MS },
  },
  notices: {
    collection: 'notices',
    what: '通知',
    days: SIX_MONTHS,
    since: '发出',
    why: `${SHORTEST}；本人要求删除的，立即删除`,
    rule: { field: 'at', plusMs: 0 },
  },
  callCounts: {
    collection: 'callCounts',
    what: '每分钟调用次数',
    days: 1,
    since: '调用',
    why: SHORTEST,
    rule: { field: 'startedAt', plusMs: MINUTE_MS },
  },
  auditLines: {
    collection: 'auditLines',
    what: '操作日志',
    days: SIX_MONTHS,
    since: '操作，期满后转入归档而不删除',
    why: LOGS,
    rule: null,
  },
} as const satisfies Record<string, Retention>

/**
 * What lies in the storage of a file that a department handed over, and for how many days after the one on which `since`
 * came; the job of the night clears it. The document stays: it tells where records came from.
 */
export const INTAKE_FILES = {
  neverBegun: {
    what: '已上传而没有开始核对的归集文件',
    days: 1,
    since: '准备上传的当天结束',
    why: SHORTEST,
  },
  handedOver: {
    what: '归集文件和由它拆分的数据',
    days: 0,
    since: '完成、停止或未能处理的当天结束',
    why: SHORTEST,
  },
  result: {
    what: '归集文件的处理结果',
    days: 30,
    since: '完成或停止的当天结束',
    why: `${SHORTEST}；其间可以下载、改好后再报送`,
  },
} as const

/** What `stateSince` of a handed-over file must be below for the time of its files to have passed. */
export function intakeFilesPastBefore(kind: keyof typeof INTAKE_FILES, now: number): number {
  return startOfDay(shanghaiDate(now)) - INTAKE_FILES[kind].days * DAY_MS
}

/** A kind of the table. */
export type RetentionKind = keyof typeof RETENTION
/** A kind whose documents the job finds by a field of their own. */
export type RuledKind = {
  [K in RetentionKind]: (typeof RETENTION)[K]['rule'] extends null ? never : K
}[RetentionKind]

/** The kinds that the job of the night looks for. */
export const RULED_KINDS = (Object.keys(RETENTION) as RetentionKind[]).filter(
  (kind): kind is RuledKind => RETENTION[kind].rule !== null,
)

/** Until when a document is kept, in epoch milliseconds; null: what the days count from has not come yet. */
export function keptUntil(kind: RuledKind, document: object): number | null {
  const { days, rule } = RETENTION[kind]
  const since = (document as Record<string, unknown>)[rule.field]
  return typeof since === 'number' ? since + rule.plusMs + days * DAY_MS : null
}

/** What `field` must be below for a document's time to have passed. */
export function pastBefore(kind: RuledKind, now: number): number {
  const { days, rule } = RETENTION[kind]
  return now - rule.plusMs - days * DAY_MS
}

/** Until when a claim that was confirmed is kept: as long as the role that it gave. */
export function confirmedClaimKeptUntil(roleEndedAt: number | null): number | null {
  return roleEndedAt === null ? null : roleEndedAt + RETENTION.confirmedClaims.days * DAY_MS
}
