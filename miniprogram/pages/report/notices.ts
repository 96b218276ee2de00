import type { ErrorCode, PUBLIC_MESSAGES } from '../../../src/contracts/errors'
import type { ReportReadResponse } from '../../../src/contracts/report'
import type { IconName } from '../../components/Icon'

type NotShownReason = Extract<ReportReadResponse, { outcome: 'notShown' }>['reason']

/** Why there is no report to show. */
export type NoticeKey = NotShownReason | ErrorCode | 'mistypedCode'

/** What is known of the case: of a genuine plaque, or of the failure. */
export type NoticeFacts = {
  number?: string
  since?: string | null
  entityName?: string | null
  message?: string
  host?: string
}

/** What the page says and offers. The kind decides tone and colour: a genuine plaque never looks like a fake. */
export type Notice = {
  kind: 'genuine' | 'doubtful' | 'trouble'
  icon: IconName
  title: string
  /** The first sentence: what it means. A failure without one says its own message. */
  lead?: (facts: NoticeFacts) => string
  /** More of what it means. */
  more?: (facts: NoticeFacts) => string
  /** What to do next. */
  next: readonly string[]
  actions: readonly NoticeAction[]
}

/** What the person can do from here. */
export type NoticeAction = 'scan' | 'retry' | 'home' | 'callOffice'

const since = ({ since }: NoticeFacts, text: string) => (since ? `自 ${since} 起${text}` : text)

const MISTYPED_CODE: Notice = {
  kind: 'doubtful',
  icon: 'question',
  title: '标牌码不完整',
  more: () => '可能是二维码有破损，或者链接没有复制完整。',
  next: ['擦净标牌，对准二维码再扫一次', '也可以输入标牌下方的 9 位编号'],
  actions: ['scan', 'home'],
}
const MISTYPED_NUMBER: Notice = {
  kind: 'doubtful',
  icon: 'question',
  title: '标牌编号不对',
  next: ['对照标牌，逐位核对 9 位编号', '也可以直接扫描标牌上的二维码'],
  actions: ['home', 'scan'],
}
const NOT_A_PLAQUE: Notice = {
  kind: 'doubtful',
  icon: 'question',
  title: '没有认出标牌',
  next: ['请对准“码上诚信”标牌上的二维码', '也可以输入标牌下方的 9 位编号'],
  actions: ['scan', 'home'],
}
const OUTDATED_APP: Notice = {
  kind: 'trouble',
  icon: 'server',
  title: '暂时无法查询',
  next: ['关闭后重新打开，更新到最新版本', '仍然不行，请联系市诚信办'],
  actions: ['retry', 'home', 'callOffice'],
}

/** One row for everything that can stand in the way of a report. */
export const NOTICES: Record<NotShownReason | keyof typeof PUBLIC_MESSAGES | 'mistypedCode', Notice> = {
  notAssigned: {
    kind: 'genuine',
    icon: 'clock',
    title: '标牌还没有启用',
    lead: () => '这块标牌是真的，由“码上诚信”平台发出，但还没有交给任何市场主体使用。',
    more: () => '启用之前，它不对应任何一家店，也没有可以展示的信息。',
    next: ['如果它已经挂在店里，请提醒店家尽快办理启用', '想了解这家店，可以查看店内公示的营业执照'],
    actions: ['scan', 'home'],
  },
  replaced: {
    kind: 'genuine',
    icon: 'swap',
    title: '标牌已经换新',
    lead: (facts) => `这块标牌是真的，${since(facts, '已由新标牌代替')}。`,
    more: () => '换新常见于标牌破损、遗失或改版，与信用状况无关。',
    next: ['请扫描店里的新标牌', '店里只有这块旧标牌时，请提醒店家换上新的'],
    actions: ['scan', 'home'],
  },
  suspended: {
    kind: 'genuine',
    icon: 'pause',
    title: '标牌暂停使用',
    lead: (facts) => `这块标牌是真的，${since(facts, '暂停使用')}。`,
    more: () => '暂停期间不展示信息，恢复后可以照常扫描。暂停本身不说明信用状况。',
    next: ['过些日子再扫一次', '想了解原因，可以询问店家或市诚信办'],
    actions: ['scan', 'home', 'callOffice'],
  },
  revoked: {
    kind: 'genuine',
    icon: 'stop',
    title: '标牌已经停用',
    lead: (facts) => `这块标牌是真的，${since(facts, '不再使用')}。`,
    more: () => '市场主体可以随时自愿退出，停用本身不说明信用状况。',
    next: ['请提醒店家取下这块标牌', '想了解这家店，可以查看店内公示的营业执照'],
    actions: ['scan', 'home'],
  },
  deregistered: {
    kind: 'genuine',
    icon: 'closed',
    title: '主体已经注销',
    lead: ({ entityName }) =>
      `这块标牌是真的，它对应的“${entityName}”已在登记机关办理注销，不再展示信用信息。`,
    more: () => '注销表示这家市场主体已经终止，标牌也应当取下。',
    next: ['如果这里仍在营业，请查看店内公示的营业执照', '发现标牌被他人继续使用，请联系市诚信办'],
    actions: ['scan', 'home', 'callOffice'],
  },
  PLAQUE_CODE_NOT_GENUINE: {
    kind: 'doubtful',
    icon: 'counterfeit',
    title: '这不是平台发出的标牌',
    more: () => '标牌可能是伪造的，也可能是二维码破损被读错了。它不能说明任何店家的信用状况。',
    next: [
      '擦净标牌再扫一次，或输入标牌下方的 9 位编号核对',
      '请勿在来历不明的页面填写个人信息或付款',
      '怀疑标牌是假的，请拍照留存并联系市诚信办',
    ],
    actions: ['scan', 'home', 'callOffice'],
  },
  mistypedCode: {
    kind: 'doubtful',
    icon: 'question',
    title: '请核对输入的标牌码',
    lead: () => '这个标牌码没有通过核验，多半是有一位输错了。请对照标牌逐位核对，再输一次。',
    more: () => '逐位核对无误仍然如此，它就不是“码上诚信”平台发出的，标牌可能是伪造的。',
    next: [
      '输入标牌下方的 9 位编号更方便',
      '也可以直接扫描标牌上的二维码',
      '怀疑标牌是假的，请拍照留存并联系市诚信办',
    ],
    actions: ['home', 'scan', 'callOffice'],
  },
  PLAQUE_CODE_LENGTH: MISTYPED_CODE,
  PLAQUE_CODE_CHARACTER: MISTYPED_CODE,
  PLAQUE_NUMBER_LENGTH: MISTYPED_NUMBER,
  PLAQUE_NUMBER_CHECK: MISTYPED_NUMBER,
  PLAQUE_UNKNOWN: {
    kind: 'doubtful',
    icon: 'question',
    title: '没有查到这块标牌',
    next: ['对照标牌，逐位核对 9 位编号', '编号无误却查不到，请拍照留存并联系市诚信办'],
    actions: ['home', 'scan', 'callOffice'],
  },
  PLAQUE_LINK_OTHER_HOST: {
    kind: 'doubtful',
    icon: 'link',
    title: '这是别处的链接',
    more: ({ host }) => `它指向 ${host}，我们没有打开它。`,
    next: ['请扫描“码上诚信”标牌上的二维码', '标牌上的二维码若被覆盖或调换，请联系市诚信办'],
    actions: ['scan', 'home', 'callOffice'],
  },
  PLAQUE_INPUT_EMPTY: NOT_A_PLAQUE,
  PLAQUE_INPUT_TOO_LONG: NOT_A_PLAQUE,
  PLAQUE_INPUT_UNKNOWN: NOT_A_PLAQUE,
  NETWORK_UNREACHABLE: {
    kind: 'trouble',
    icon: 'offline',
    title: '网络没有连上',
    lead: () => '没有收到回答，所以标牌还没有核验。',
    next: ['检查手机信号或无线网络', '连上以后点“重试”，不用重新扫描'],
    actions: ['retry', 'home'],
  },
  TOO_MANY_REQUESTS: {
    kind: 'trouble',
    icon: 'server',
    title: '查询太频繁',
    lead: () => '这个网络一分钟内查询得太多，标牌还没有核验。',
    next: ['过一分钟点“重试”，不用重新扫描'],
    actions: ['retry', 'home'],
  },
  SERVER_FAULT: {
    kind: 'trouble',
    icon: 'server',
    title: '服务暂时出了问题',
    lead: () => '这不是标牌的问题，只是现在无法核验。',
    next: ['过一会儿点“重试”，不用重新扫描', '长时间不能恢复，请联系市诚信办'],
    actions: ['retry', 'home', 'callOffice'],
  },
  REQUEST_INVALID: OUTDATED_APP,
  REQUEST_TOO_LARGE: OUTDATED_APP,
  ACTION_UNKNOWN: OUTDATED_APP,
  NOT_ALLOWED: OUTDATED_APP,
}

/** The notice of a case; a code that this version does not know yet asks for an update. */
export function noticeOf(key: NoticeKey): Notice {
  return NOTICES[key as keyof typeof NOTICES] ?? OUTDATED_APP
}
