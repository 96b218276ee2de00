import type { Role } from '../contracts/roles'
import type { FieldChange } from './auditLine'
import { shanghaiDateTime } from './calendar'
import { CASE_STATE_WORDS } from './caseStates'
import type { CreditCase } from './creditCase'
import type { CreditRecord } from './creditRecord'
import { DEPARTMENTS } from './departments'
import type { HeldRow, Intake, RecordVersion } from './intake/job'
import { intakeTable } from './intake/tables'
import { DOUBT_NAMES, INTAKE_STATE_NAMES } from './intake/words'
import type {
  Claim,
  ClaimCode,
  DesktopLogin,
  Grant,
  Invitation,
  Notice,
  Person,
  Pin,
  Roster,
  Session,
  Upload,
} from './people'
import { CLAIM_STATE_NAMES, NOTICE_NAMES, ROLE_NAMES } from './peopleWords'
import type { Sealed } from './protection'
import { recordKind } from './recordKinds'
import type { KeptDocument } from './reportDocument'
import { UNITS } from './units'

/** How a field's value is put into words; `sealed` and `secret` never are. A table gives the words of each value. */
type ValueKind =
  | 'text'
  | 'instant'
  | 'yesNo'
  | 'role'
  | 'holders'
  | 'count'
  | 'unit'
  | 'department'
  | 'pin'
  | 'recordKind'
  | 'texts'
  | 'secret'
  | 'sealed'
  | Readonly<Record<string, string>>
type FieldWords = readonly [name: string, kind: ValueKind]

/** A field that is sealed at rest must be told as such. That a role was used is no field of a line: it is the line. */
type WordsOf<T> = {
  [F in Exclude<keyof T, '_id' | 'changesMade'>]: [Extract<T[F], Sealed>] extends [never]
    ? FieldWords
    : readonly [name: string, kind: 'sealed']
}
type CollectionWords<T> = { name: string; fields: WordsOf<T> }

const PLACE = {
  unit: ['报送单位', 'unit'],
  department: ['行业部门', 'department'],
  creditCode: ['统一社会信用代码', 'text'],
} as const

/** THE table of what an auditor reads for collections and their fields. */
export const COLLECTION_WORDS: {
  people: CollectionWords<Person>
  grants: CollectionWords<Grant>
  invitations: CollectionWords<Invitation>
  sessions: CollectionWords<Session>
  logins: CollectionWords<DesktopLogin>
  claims: CollectionWords<Claim>
  uploads: CollectionWords<Upload>
  claimCodes: CollectionWords<ClaimCode>
  rosters: CollectionWords<Roster>
  notices: CollectionWords<Notice>
  consents: { name: string; fields: Record<string, FieldWords> }
  records: CollectionWords<CreditRecord>
  cases: CollectionWords<CreditCase>
  recordVersions: CollectionWords<RecordVersion>
  intakes: CollectionWords<Intake>
  heldRows: CollectionWords<HeldRow>
  entities: { name: string; fields: Record<string, FieldWords> }
  documents: CollectionWords<KeptDocument>
} = {
  people: {
    name: '人员',
    fields: {
      name: ['姓名', 'sealed'],
      maskedName: ['遮盖的姓名', 'text'],
      phone: ['手机号', 'sealed'],
      maskedPhone: ['遮盖的手机号', 'text'],
      phoneDigest: ['手机号摘要', 'secret'],
      pin: ['操作密码', 'pin'],
      roles: ['持有的角色', 'holders'],
      sessionIds: ['电脑登录', 'count'],
      rolelessSince: ['没有角色的起始时间', 'instant'],
      createdAt: ['建立时间', 'instant'],
    },
  },
  grants: {
    name: '角色',
    fields: {
      ...PLACE,
      personId: ['人员编号', 'text'],
      maskedName: ['遮盖的姓名', 'text'],
      role: ['角色', 'role'],
      post: ['岗位', 'text'],
      givenAt: ['授予时间', 'instant'],
      givenBy: ['授予人编号', 'text'],
      suspendedAt: ['暂停时间', 'instant'],
      endedAt: ['结束时间', 'instant'],
      endedBy: ['结束人编号', 'text'],
      endReason: ['结束理由', 'text'],
    },
  },
  invitations: {
    name: '邀请',
    fields: {
      ...PLACE,
      role: ['角色', 'role'],
      post: ['岗位', 'text'],
      isHandOver: ['是否转让店铺', 'yesNo'],
      invitedBy: ['邀请人编号', 'text'],
      invitedByGrant: ['邀请人所凭角色', 'text'],
      invitedAt: ['发出时间', 'instant'],
      expiresAt: ['有效期至', 'instant'],
      state: ['状态', { open: '有效', accepted: '已接受', cancelled: '已撤回' }],
      settledBy: ['处理人编号', 'text'],
      settledAt: ['处理时间', 'instant'],
    },
  },
  sessions: {
    name: '电脑登录',
    fields: {
      personId: ['人员编号', 'text'],
      device: ['设备', 'text'],
      maskedAddress: ['遮盖的网络地址', 'text'],
      startedAt: ['登录时间', 'instant'],
      usedAt: ['最近使用时间', 'instant'],
      endedAt: ['结束时间', 'instant'],
    },
  },
  logins: {
    name: '登录二维码',
    fields: {
      secretDigest: ['电脑端凭据摘要', 'secret'],
      checkNumber: ['核对数字', 'text'],
      device: ['设备', 'text'],
      maskedAddress: ['遮盖的网络地址', 'text'],
      startedAt: ['打开时间', 'instant'],
      expiresAt: ['有效期至', 'instant'],
      state: [
        '状态',
        {
          waiting: '等待扫码',
          scanned: '已扫码',
          approved: '已同意',
          refused: '已拒绝',
          collected: '已登录',
        },
      ],
      personId: ['人员编号', 'text'],
    },
  },
  claims: {
    name: '认领',
    fields: {
      creditCode: PLACE.creditCode,
      unit: PLACE.unit,
      entityName: ['主体名称', 'text'],
      personId: ['认领人编号', 'text'],
      name: ['认领人姓名', 'sealed'],
      maskedName: ['遮盖的姓名', 'text'],
      phone: ['认领人手机号', 'sealed'],
      maskedPhone: ['遮盖的手机号', 'text'],
      phoneDigest: ['手机号摘要', 'secret'],
      evidence: ['执照照片', 'secret'],
      consentVersion: ['同意的说明版本', 'text'],
      submittedAt: ['提交时间', 'instant'],
      isDispute: ['是否有争议', 'yesNo'],
      state: ['状态', CLAIM_STATE_NAMES],
      decidedBy: ['处理人编号', 'text'],
      decidedAt: ['处理时间', 'instant'],
      decisionReason: ['处理理由', 'text'],
    },
  },
  uploads: {
    name: '上传的照片',
    fields: {
      personId: ['人员编号', 'text'],
      fileId: ['照片', 'secret'],
      preparedAt: ['准备上传时间', 'instant'],
      claimId: ['认领编号', 'text'],
    },
  },
  claimCodes: {
    name: '认领码',
    fields: {
      creditCode: PLACE.creditCode,
      unit: PLACE.unit,
      madeBy: ['生成人编号', 'text'],
      madeByGrant: ['生成人所凭角色', 'text'],
      madeAt: ['生成时间', 'instant'],
      expiresAt: ['有效期至', 'instant'],
      usedBy: ['使用人编号', 'text'],
      usedAt: ['使用时间', 'instant'],
    },
  },
  rosters: {
    name: '名册',
    fields: { holders: ['角色持有人', 'holders'], claims: ['待处理的认领', 'count'] },
  },
  notices: {
    name: '通知',
    fields: {
      personId: ['人员编号', 'text'],
      at: ['时间', 'instant'],
      kind: ['事项', NOTICE_NAMES],
      creditCode: PLACE.creditCode,
      entityName: ['主体名称', 'text'],
      reason: ['理由', 'text'],
      seenAt: ['查看时间', 'instant'],
    },
  },
  consents: {
    name: '加入同意',
    fields: {
      creditCode: PLACE.creditCode,
      personId: ['同意人编号', 'text'],
      textVersion: ['说明版本', 'text'],
      givenAt: ['同意时间', 'instant'],
      medium: ['方式', { phone: '手机', paper: '纸质' }],
      withdrawnAt: ['撤回时间', 'instant'],
    },
  },
  records: {
    name: '信用记录',
    fields: {
      creditCode: PLACE.creditCode,
      department: PLACE.department,
      kind: ['类别', 'recordKind'],
      values: ['内容', 'texts'],
      source: ['数据来源', 'text'],
      decidedOn: ['决定日期', 'text'],
      tier: ['分档', { minor: '轻微', ordinary: '一般', serious: '严重' }],
      categories: ['处罚类别', 'texts'],
      simpleProcedure: ['是否简易程序', 'yesNo'],
      mustPublish: ['是否确有必要公示', 'yesNo'],
      field: ['监管领域', 'text'],
      reportedUntil: ['公示截止期', 'text'],
      repairedOn: ['修复日期', 'text'],
      revokedOn: ['撤销日期', 'text'],
      suspended: ['是否暂停公示', 'yesNo'],
      subjectIsMinor: ['当事人是否未成年', 'yesNo'],
      removedOn: ['移出日期', 'text'],
      provenance: ['数据来历', 'texts'],
      revision: ['版本', 'text'],
      objection: ['异议处理中', 'texts'],
      clarification: ['主体说明', 'texts'],
      withdrawal: ['撤回公示', 'texts'],
      suspension: ['暂停公示的起始和理由', 'texts'],
      proposedTier: ['提议的分档', 'texts'],
      tierBasis: ['分档依据', 'text'],
      openCases: ['等待处理的申请', 'texts'],
    },
  },
  cases: {
    name: '申请',
    fields: {
      ...PLACE,
      number: ['申请编号', 'text'],
      kind: [
        '类别',
        { objection: '异议', mistake: '公众纠错', repair: '信用修复', clarification: '主体说明' },
      ],
      subjectCode: ['所涉主体', 'text'],
      entityName: ['主体名称', 'text'],
      recordId: ['记录编号', 'text'],
      recordName: ['记录', 'text'],
      filedBy: ['提交人编号', 'text'],
      filedAt: ['提交时间', 'instant'],
      text: ['内容', 'text'],
      proofs: ['材料照片', 'secret'],
      contact: ['联系电话', 'sealed'],
      maskedContact: ['遮盖的联系电话', 'text'],
      state: ['状态', CASE_STATE_WORDS],
      isOpen: ['是否处理中', 'yesNo'],
      listedAt: ['列表次序', 'secret'],
      dueOn: ['办理期限', 'text'],
      isDueAnnounced: ['期限内的放假安排是否已公布', 'yesNo'],
      closedBy: ['处理人编号', 'text'],
      closedAt: ['处理时间', 'instant'],
      outcomeReason: ['处理理由', 'text'],
      nextStep: ['下一步', 'text'],
    },
  },
  recordVersions: {
    name: '记录的旧版本',
    fields: {
      recordId: ['记录编号', 'text'],
      creditCode: PLACE.creditCode,
      record: ['内容', 'secret'],
      replacedAt: ['替换时间', 'instant'],
      replacedBy: ['替换人编号', 'text'],
    },
  },
  intakes: {
    name: '报送的文件',
    fields: {
      kind: ['类别', 'recordKind'],
      department: PLACE.department,
      fileName: ['文件名', 'text'],
      fileId: ['文件', 'secret'],
      byteCount: ['字节数', 'text'],
      filesKept: ['留存的文件', { all: '全部', result: '处理结果', nothing: '已删除' }],
      by: ['报送人编号', 'text'],
      createdAt: ['报送时间', 'instant'],
      state: ['状态', INTAKE_STATE_NAMES],
      stateSince: ['进入状态时间', 'instant'],
      today: ['核对日期', 'text'],
      headings: ['表头', 'count'],
      notes: ['说明', 'texts'],
      failure: ['未能处理的原因', 'text'],
      rowCount: ['行数', 'text'],
      chunkCount: ['分段数', 'text'],
      chunk: ['进行到的分段', 'text'],
      found: ['核对结果', 'texts'],
      taken: ['入库结果', 'texts'],
      samples: ['待处理和退回的行', 'count'],
      confirmedBy: ['确认人编号', 'text'],
      confirmedAt: ['确认时间', 'instant'],
      leaseUntil: ['处理占用至', 'instant'],
      faultCount: ['连续出错次数', 'text'],
      noticedAt: ['撤回期限起算', 'instant'],
    },
  },
  entities: {
    name: '市场主体',
    fields: {
      name: ['名称', 'text'],
      creditCode: PLACE.creditCode,
      legalRepresentative: ['法定代表人', 'text'],
      entityType: ['主体大类', { enterprise: '企业', individual: '个体工商户', cooperative: '合作社' }],
      entityKind: ['类型', 'text'],
      establishedOn: ['成立日期', 'text'],
      address: ['住所', 'text'],
      status: ['登记状态', { active: '存续', deregistered: '注销', licenceRevoked: '吊销' }],
      statusSince: ['状态起始日期', 'text'],
      divisionName: ['所属地区', 'text'],
      unit: PLACE.unit,
      unitName: ['报送单位名称', 'text'],
      department: PLACE.department,
      zone: ['片区', 'text'],
      scope: ['经营范围', 'text'],
      source: ['来源', 'text'],
      sourceOn: ['来源日期', 'text'],
      provenance: ['数据来历', 'texts'],
      revision: ['更正次数', 'text'],
      updatedAt: ['更新时间', 'instant'],
    },
  },
  heldRows: {
    name: '待处理的行',
    fields: {
      intakeId: ['文件编号', 'text'],
      row: ['行号', 'text'],
      kind: ['类别', 'recordKind'],
      department: PLACE.department,
      creditCode: PLACE.creditCode,
      recordId: ['记录编号', 'text'],
      record: ['内容', 'secret'],
      doubts: ['疑点', 'count'],
      sort: ['疑点类别', DOUBT_NAMES],
      heldAt: ['搁置时间', 'instant'],
      noticedAt: ['撤回期限起算', 'instant'],
      state: ['状态', { open: '待处理', taken: '已入库', dropped: '不入库', superseded: '已由新文件更正' }],
      decidedBy: ['处理人编号', 'text'],
      decidedAt: ['处理时间', 'instant'],
      decisionReason: ['处理理由', 'text'],
    },
  },
  documents: {
    name: '报告文件',
    fields: {
      creditCode: PLACE.creditCode,
      madeAt: ['生成时间', 'instant'],
      edition: ['报告版本', 'text'],
      counts: ['各类条数', 'count'],
      digest: ['内容摘要', 'text'],
    },
  },
}

/** One change of one field in words. */
export type ChangeInWords = {
  /** What was changed, such as 认领. */
  thing: string
  id: string
  field: string
  before: string
  after: string
  /** The value is personal: only that it changed is told. */
  isSealed: boolean
}

const NOTHING = '无'
const NOT_SHOWN = '不显示'
const SEALED = '已加密，不显示'

/** What changed, in words that hold nothing personal, whatever the field. */
export function changeInWords({ collection, id, field, before, after }: FieldChange): ChangeInWords {
  const words = (COLLECTION_WORDS as Record<string, { name: string; fields: Record<string, FieldWords> }>)[
    collection
  ]
  // A field that is not in the table any more is told of, but not what stood in it.
  const [name, kind] = words?.fields[field] ?? ([field, 'secret'] as const)
  return {
    thing: words?.name ?? collection,
    id,
    field: name,
    before: valueInWords(kind, before),
    after: valueInWords(kind, after),
    isSealed: kind === 'sealed',
  }
}

function valueInWords(kind: ValueKind, json: string | null): string {
  if (json === null) return NOTHING
  if (kind === 'sealed') return SEALED
  if (kind === 'secret') return NOT_SHOWN
  const value: unknown = JSON.parse(json)
  if (typeof kind === 'object') return kind[String(value)] ?? String(value)
  return VALUES[kind](value)
}

const VALUES: Record<Extract<ValueKind, string>, (value: unknown) => string> = {
  text: String,
  instant: (value) => shanghaiDateTime(value as number),
  yesNo: (value) => (value ? '是' : '否'),
  role: (value) => nameOfRole(value as Role),
  holders: (value) => (value as { role: Role }[]).map(({ role }) => nameOfRole(role)).join('、') || NOTHING,
  count: (value) => `${(value as unknown[]).length} 个`,
  unit: (value) => UNITS.find(({ key }) => key === value)?.name ?? String(value),
  department: (value) => DEPARTMENTS.find(({ key }) => key === value)?.name ?? String(value),
  recordKind: (value) =>
    recordKind(String(value))?.label ?? intakeTable(String(value))?.label ?? String(value),
  texts: (value) =>
    Object.values(value as object)
      .map(String)
      .join('；') || NOTHING,
  pin: (value) => pinInWords(value as Pin),
  secret: () => NOT_SHOWN,
  sealed: () => SEALED,
}

function nameOfRole(role: Role): string {
  return ROLE_NAMES[role] ?? role
}

function pinInWords({ failures, lockedUntil }: Pin): string {
  const wrong = failures > 0 ? `，连续输错 ${failures} 次` : ''
  return `已设置${wrong}${lockedUntil === null ? '' : `，锁定到 ${shanghaiDateTime(lockedUntil)}`}`
}
