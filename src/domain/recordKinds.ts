import type { ChapterKey } from '../contracts/report'

/** One field of a record under its official label (report V2.0, field tables of the national report). */
export type RecordField = {
  name: string
  label: string
  /** Long text is folded on the page. */
  long?: true
  /** The value is itself a number of a document, a certificate or an organisation. */
  identifier?: true
  /** An address: for enterprises only, since that of a household business may be a home. */
  enterpriseOnly?: true
}

/** What the product knows of one kind of record; pages, projection and documents all read this table. */
export type RecordKind = {
  kind: string
  /** The official name of the kind. */
  label: string
  chapter: ChapterKey
  /** The field whose day orders the records, newest first. */
  dateField: string
  /** Public fields in the official order. A field that is not listed is not public. */
  fields: readonly RecordField[]
  /** How long the law lets it be shown: by the publicity rules for penalties, while listed, or as long as it stands. */
  publicity: 'penalty' | 'whileListed' | 'standing'
}

const field = (name: string, label: string, long?: true): RecordField =>
  long ? { name, label, long } : { name, label }
const identifier = (name: string, label: string): RecordField => ({ name, label, identifier: true })
const address = (name: string, label: string): RecordField => ({ name, label, enterpriseOnly: true })

/** All kinds of records, in the order of the report. What V2.0 says of people beside the entity is left out. */
export const RECORD_KINDS: readonly RecordKind[] = [
  {
    kind: 'licence',
    label: '行政许可',
    chapter: 'administration',
    dateField: 'decidedOn',
    publicity: 'standing',
    fields: [
      identifier('documentNumber', '行政许可决定文书号'),
      field('documentName', '行政许可决定文书名称'),
      field('certificateName', '许可证书名称'),
      field('category', '许可类别'),
      identifier('licenceNumber', '许可编号'),
      field('decidedOn', '许可决定日期'),
      field('validFrom', '有效期自'),
      field('validUntil', '有效期至'),
      field('content', '许可内容', true),
      field('authority', '许可机关'),
      identifier('authorityCode', '许可机关统一社会信用代码'),
      field('source', '数据来源单位'),
      identifier('sourceCode', '数据来源单位统一社会信用代码'),
    ],
  },
  {
    kind: 'penalty',
    label: '行政处罚',
    chapter: 'administration',
    dateField: 'decidedOn',
    publicity: 'penalty',
    fields: [
      identifier('documentNumber', '行政处罚决定书文号'),
      field('category', '处罚类别'),
      field('decidedOn', '处罚决定日期'),
      field('content', '处罚内容', true),
      field('fineTenThousandYuan', '罚款金额(万元)'),
      field('confiscatedTenThousandYuan', '没收违法所得、没收非法财物的金额（万元）'),
      field('revokedCertificate', '暂扣或吊销证照名称及编号'),
      field('offenceType', '违法行为类型'),
      field('offenceFacts', '违法事实', true),
      field('legalBasis', '处罚依据', true),
      field('authority', '处罚机关'),
      identifier('authorityCode', '处罚机关统一社会信用代码'),
      field('source', '数据来源'),
      identifier('sourceCode', '数据来源单位统一社会信用代码'),
    ],
  },
  {
    kind: 'taxCreditA',
    label: '纳税信用A级纳税人',
    chapter: 'honour',
    dateField: 'listedOn',
    publicity: 'standing',
    fields: [
      field('taxpayerName', '纳税人名称'),
      identifier('taxpayerCode', '统一社会信用代码/纳税人识别号'),
      field('year', '评价年度'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'customsAdvanced',
    label: '海关高级认证企业',
    chapter: 'honour',
    dateField: 'certifiedOn',
    publicity: 'standing',
    fields: [
      field('name', '企业名称'),
      identifier('customsCode', '海关注册编码'),
      identifier('creditCode', '统一社会信用代码'),
      identifier('organisationCode', '组织机构代码'),
      address('registeredAddress', '注册地址'),
      field('firstRegisteredOn', '首次注册日期'),
      field('grade', '信用等级'),
      field('certifiedOn', '等级认定时间'),
      field('cancelled', '注销标志'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'honourOther',
    label: '其他诚实守信典型',
    chapter: 'honour',
    dateField: 'listedOn',
    publicity: 'standing',
    fields: [
      field('document', '文件依据'),
      field('validity', '有效期限'),
      field('year', '年度'),
      field('qualification', '企业资质'),
      field('remark', '备注', true),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'judgmentDefaulter',
    label: '失信被执行人',
    chapter: 'dishonesty',
    dateField: 'publishedOn',
    publicity: 'whileListed',
    fields: [
      field('name', '失信被执行人姓名/名称'),
      field('court', '执行法院'),
      field('province', '省份'),
      identifier('basisNumber', '执行依据文号'),
      field('filedOn', '立案时间'),
      identifier('caseNumber', '案号'),
      field('basisAuthority', '做出执行依据单位'),
      field('obligation', '生效法律文书确定的义务', true),
      field('performance', '被执行人的履行情况'),
      field('conduct', '失信被执行人行为具体情形', true),
      field('publishedOn', '发布时间'),
      field('performed', '已履行部分'),
      field('unperformed', '未履行部分'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'taxOffender',
    label: '重大税收违法',
    chapter: 'dishonesty',
    dateField: 'listedOn',
    publicity: 'whileListed',
    fields: [
      field('taxpayerName', '纳税人名称'),
      field('legalRepresentative', '法定代表人或负责人姓名'),
      identifier('creditCode', '统一社会信用代码'),
      identifier('organisationCode', '组织机构代码'),
      identifier('taxpayerCode', '纳税人识别号'),
      field('period', '案件上报期'),
      address('registeredAddress', '注册地址'),
      field('caseNature', '案件性质'),
      field('facts', '主要违法事实', true),
      field('handling', '相关法律依据及税务处理处罚情况', true),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'safetyOffender',
    label: '安全生产严重失信',
    chapter: 'dishonesty',
    dateField: 'listedOn',
    publicity: 'whileListed',
    fields: [
      field('name', '单位名称'),
      identifier('creditCode', '统一社会信用代码/工商注册号'),
      field('principal', '主要负责人'),
      address('registeredAddress', '注册地址'),
      field('conduct', '失信行为简况', true),
      field('reporter', '信息报送机关'),
      field('reason', '纳入理由', true),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'procurementOffender',
    label: '政府采购严重违法失信',
    chapter: 'dishonesty',
    dateField: 'recordedOn',
    publicity: 'whileListed',
    fields: [
      field('name', '机构名称'),
      identifier('creditCode', '统一社会信用代码/组织机构代码'),
      address('registeredAddress', '企业地址'),
      field('conduct', '不良行为的具体情形', true),
      field('legalBasis', '处罚依据', true),
      field('result', '处罚结果', true),
      field('recordedOn', '记录日期'),
      field('place', '登记地点'),
      field('until', '处罚截止日期'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'overloadOffender',
    label: '严重违法超限超载',
    chapter: 'dishonesty',
    dateField: 'storedOn',
    publicity: 'whileListed',
    fields: [
      field('storedOn', '入库时间'),
      identifier('plateNumber', '车牌号'),
      identifier('operationCertificate', '营运证号'),
      identifier('transportCertificate', '道路运输证号'),
      field('batch', '批次'),
      field('conduct', '失信行为', true),
      field('name', '企业名称'),
      field('legalRepresentative', '法人姓名'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'abnormal',
    label: '经营异常名录',
    chapter: 'abnormal',
    dateField: 'listedOn',
    publicity: 'whileListed',
    fields: [
      field('name', '企业名称'),
      identifier('creditCode', '统一社会信用代码'),
      field('legalRepresentative', '法定代表人'),
      identifier('subjectCode', '主体身份代码'),
      identifier('registrationNumber', '注册号'),
      field('reason', '列入经营异常名录原因类型名称', true),
      field('establishedOn', '设立日期'),
      field('authority', '列入决定机关名称'),
      field('listedOn', '列入日期'),
      field('source', '数据来源'),
    ],
  },
  {
    // 个体工商户经营异常状态: a household business is marked, it is not put on the list (domain: 3.3).
    kind: 'abnormalState',
    label: '标记为经营异常状态',
    chapter: 'abnormal',
    dateField: 'markedOn',
    publicity: 'whileListed',
    fields: [
      field('name', '名称'),
      identifier('creditCode', '统一社会信用代码'),
      field('operator', '经营者'),
      identifier('registrationNumber', '注册号'),
      field('reason', '标记经营异常状态原因', true),
      field('establishedOn', '成立日期'),
      field('authority', '标记机关名称'),
      field('markedOn', '标记日期'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'promise',
    label: '信用承诺',
    chapter: 'promise',
    dateField: 'madeOn',
    publicity: 'standing',
    fields: [
      field('type', '承诺类型'),
      field('reason', '承诺事由', true),
      field('madeOn', '做出承诺日期'),
      field('receivingUnit', '承诺受理单位'),
      field('fulfilment', '承诺履约状态'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'evaluation',
    label: '信用评价结果',
    chapter: 'evaluation',
    dateField: 'evaluatedOn',
    publicity: 'standing',
    fields: [
      field('name', '企业名称'),
      identifier('creditCode', '统一社会信用代码'),
      field('content', '评定内容', true),
      field('grade', '等级'),
      field('evaluatedOn', '评定时间'),
      field('evaluator', '评定单位'),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'judgment',
    label: '司法判决信息',
    chapter: 'judgment',
    dateField: 'judgedOn',
    publicity: 'standing',
    fields: [
      identifier('caseNumber', '案号'),
      field('court', '审判法院'),
      field('cause', '案由'),
      field('judgedOn', '裁判日期'),
      field('result', '判决结果', true),
      field('source', '数据来源'),
    ],
  },
  {
    kind: 'other',
    label: '其他信息',
    chapter: 'other',
    dateField: 'recordedOn',
    publicity: 'standing',
    fields: [
      field('title', '信息名称'),
      field('content', '信息内容', true),
      field('recordedOn', '记录日期'),
      field('source', '数据来源'),
    ],
  },
]

const BY_KIND = new Map(RECORD_KINDS.map((kind) => [kind.kind, kind]))

/** The kind's row of the table, or undefined for a kind this version does not know (it is then not shown). */
export function recordKind(kind: string): RecordKind | undefined {
  return BY_KIND.get(kind)
}
