import { type Column, dropped, type IntakeTable, inner, shown } from './column'

/** The kinds of report V2.0 beside 双公示 (domain: 1.4, 1.5), with name, code and day where the report shows none. */

type Told = Parameters<typeof shown>[3]

const nameOf = (heading = '主体名称') =>
  inner('subjectName', heading, 'text', {
    otherHeadings: ['企业名称', '名称', '单位名称'],
    must: true,
    example: '黑河市虚构商贸有限公司',
  })
const codeOf = () =>
  inner('subjectCode', '统一社会信用代码', 'creditCode', {
    otherHeadings: ['社会信用代码', '信用代码'],
    length: 18,
    must: true,
    example: '91231100MA00000B73',
  })
const MUST_CODE = {
  must: true,
  length: 18,
  otherHeadings: ['统一社会信用代码'],
  example: '91231100MA00000B73',
} satisfies Told
const MUST_NAME = { must: true, example: '黑河市虚构商贸有限公司' } satisfies Told
const dayOf = (name: string, heading: string) =>
  inner(name, heading, 'date', { must: true, example: '2026/03/02' })
const DAY = { must: true, example: '2026/03/02' } satisfies Told
const LONG = { length: 4000 } satisfies Told

type Sketch = Pick<IntakeTable, 'kind' | 'label' | 'identity' | 'columns'> &
  Partial<Omit<IntakeTable, 'kind' | 'label' | 'identity' | 'columns'>>

/** Where nothing else is said, name and code are the table's own columns, and the source has decided. */
function table({ columns, ...sketch }: Sketch): IntakeTable {
  return {
    subjectName: 'subjectName',
    subjectCode: 'subjectCode',
    authority: 'source',
    columns,
    ...sketch,
  }
}
const source = (kind: string, example: string): Column =>
  shown(kind, 'source', 'text', { must: true, example })

/** All of them, in the order of the report. */
export const OTHER_TABLES: readonly IntakeTable[] = [
  table({
    kind: 'taxCreditA',
    label: '纳税信用A级纳税人',
    subjectName: 'taxpayerName',
    subjectCode: 'taxpayerCode',
    identity: ['year'],
    columns: [
      shown('taxCreditA', 'taxpayerName', 'text', MUST_NAME),
      shown('taxCreditA', 'taxpayerCode', 'creditCode', {
        ...MUST_CODE,
        otherHeadings: ['统一社会信用代码'],
      }),
      shown('taxCreditA', 'year', 'text', { length: 10, must: true, example: '2025' }),
      dayOf('listedOn', '评定日期'),
      source('taxCreditA', '国家税务总局'),
    ],
  }),
  table({
    kind: 'customsAdvanced',
    label: '海关高级认证企业',
    subjectName: 'name',
    subjectCode: 'creditCode',
    identity: ['customsCode', 'certifiedOn'],
    columns: [
      shown('customsAdvanced', 'name', 'text', MUST_NAME),
      shown('customsAdvanced', 'customsCode', 'text', { length: 20, must: true, example: '2311960001' }),
      shown('customsAdvanced', 'creditCode', 'creditCode', MUST_CODE),
      shown('customsAdvanced', 'organisationCode', 'text', { length: 20 }),
      shown('customsAdvanced', 'registeredAddress', 'text'),
      shown('customsAdvanced', 'firstRegisteredOn', 'date'),
      shown('customsAdvanced', 'grade', 'text', { must: true, example: '高级认证企业' }),
      shown('customsAdvanced', 'certifiedOn', 'date', DAY),
      shown('customsAdvanced', 'cancelled', 'text', { example: '正常' }),
      source('customsAdvanced', '海关总署'),
    ],
  }),
  table({
    kind: 'honourOther',
    label: '其他诚实守信典型',
    identity: ['document', 'year'],
    shownUntil: 'honouredUntil',
    columns: [
      nameOf(),
      codeOf(),
      shown('honourOther', 'document', 'text', { must: true, example: '虚构字〔2026〕3号' }),
      shown('honourOther', 'validity', 'text', { example: '两年' }),
      inner('honouredUntil', '有效期至', 'date'),
      shown('honourOther', 'year', 'text', { length: 10, must: true, example: '2026' }),
      shown('honourOther', 'qualification', 'text', { example: '诚信示范店' }),
      shown('honourOther', 'remark', 'text', LONG),
      dayOf('listedOn', '认定日期'),
      source('honourOther', '黑河市虚构主管局'),
    ],
  }),
  table({
    kind: 'judgmentDefaulter',
    label: '失信被执行人',
    subjectName: 'name',
    authority: 'court',
    identity: ['caseNumber'],
    columns: [
      shown('judgmentDefaulter', 'name', 'text', MUST_NAME),
      codeOf(),
      dropped('subjectNumber', '身份证号码/组织机构代码', { otherHeadings: ['身份证号码', '身份证号'] }),
      shown('judgmentDefaulter', 'court', 'text', { must: true, example: '黑河市虚构区人民法院' }),
      shown('judgmentDefaulter', 'province', 'text', { length: 20, example: '黑龙江' }),
      shown('judgmentDefaulter', 'basisNumber', 'text', { example: '（2025）虚构民初1号' }),
      shown('judgmentDefaulter', 'filedOn', 'date'),
      shown('judgmentDefaulter', 'caseNumber', 'text', { must: true, example: '（2026）虚构执1号' }),
      shown('judgmentDefaulter', 'basisAuthority', 'text'),
      shown('judgmentDefaulter', 'obligation', 'text', LONG),
      shown('judgmentDefaulter', 'performance', 'text', { example: '全部未履行' }),
      shown('judgmentDefaulter', 'conduct', 'text', LONG),
      shown('judgmentDefaulter', 'publishedOn', 'date', DAY),
      shown('judgmentDefaulter', 'performed', 'text'),
      shown('judgmentDefaulter', 'unperformed', 'text'),
      source('judgmentDefaulter', '最高人民法院'),
    ],
  }),
  table({
    kind: 'taxOffender',
    label: '重大税收违法',
    subjectName: 'taxpayerName',
    subjectCode: 'creditCode',
    identity: ['period'],
    columns: [
      shown('taxOffender', 'taxpayerName', 'text', MUST_NAME),
      shown('taxOffender', 'legalRepresentative', 'text', { length: 50 }),
      shown('taxOffender', 'creditCode', 'creditCode', MUST_CODE),
      shown('taxOffender', 'organisationCode', 'text', { length: 20 }),
      shown('taxOffender', 'taxpayerCode', 'text', { length: 20 }),
      shown('taxOffender', 'period', 'text', { must: true, example: '2026年第1季度' }),
      shown('taxOffender', 'registeredAddress', 'text'),
      shown('taxOffender', 'caseNature', 'text', { must: true, example: '虚开发票' }),
      shown('taxOffender', 'facts', 'text', { ...LONG, must: true, example: '虚构的违法事实。' }),
      shown('taxOffender', 'handling', 'text', LONG),
      dayOf('listedOn', '列入日期'),
      source('taxOffender', '国家税务总局'),
    ],
  }),
  table({
    kind: 'safetyOffender',
    label: '安全生产严重失信',
    subjectName: 'name',
    subjectCode: 'creditCode',
    identity: ['listedOn'],
    columns: [
      shown('safetyOffender', 'name', 'text', MUST_NAME),
      shown('safetyOffender', 'creditCode', 'creditCode', MUST_CODE),
      shown('safetyOffender', 'principal', 'text', { length: 50 }),
      shown('safetyOffender', 'registeredAddress', 'text'),
      shown('safetyOffender', 'conduct', 'text', { ...LONG, must: true, example: '虚构的失信行为。' }),
      shown('safetyOffender', 'reporter', 'text'),
      shown('safetyOffender', 'reason', 'text', LONG),
      dayOf('listedOn', '列入日期'),
      source('safetyOffender', '应急管理部'),
    ],
  }),
  table({
    kind: 'procurementOffender',
    label: '政府采购严重违法失信',
    subjectName: 'name',
    subjectCode: 'creditCode',
    identity: ['recordedOn'],
    shownUntil: 'until',
    term: ['recordedOn', 'until'],
    columns: [
      shown('procurementOffender', 'name', 'text', MUST_NAME),
      shown('procurementOffender', 'creditCode', 'creditCode', MUST_CODE),
      shown('procurementOffender', 'registeredAddress', 'text'),
      shown('procurementOffender', 'conduct', 'text', { ...LONG, must: true, example: '虚构的不良行为。' }),
      shown('procurementOffender', 'legalBasis', 'text', LONG),
      shown('procurementOffender', 'result', 'text', LONG),
      shown('procurementOffender', 'recordedOn', 'date', DAY),
      shown('procurementOffender', 'place', 'text'),
      shown('procurementOffender', 'until', 'date'),
      source('procurementOffender', '财政部'),
    ],
  }),
  table({
    kind: 'overloadOffender',
    label: '严重违法超限超载',
    subjectName: 'name',
    identity: ['batch', 'plateNumber'],
    columns: [
      shown('overloadOffender', 'storedOn', 'date', DAY),
      shown('overloadOffender', 'plateNumber', 'text', { length: 20, must: true, example: '黑N00000' }),
      shown('overloadOffender', 'operationCertificate', 'text', { length: 50 }),
      shown('overloadOffender', 'transportCertificate', 'text', { length: 50 }),
      shown('overloadOffender', 'batch', 'text', { length: 50, must: true, example: '2026年第1批' }),
      shown('overloadOffender', 'conduct', 'text', { ...LONG, must: true, example: '虚构的失信行为。' }),
      shown('overloadOffender', 'name', 'text', MUST_NAME),
      codeOf(),
      shown('overloadOffender', 'legalRepresentative', 'text', { length: 50 }),
      source('overloadOffender', '交通运输部'),
    ],
  }),
  table({
    kind: 'abnormal',
    label: '经营异常名录',
    subjectName: 'name',
    subjectCode: 'creditCode',
    authority: 'authority',
    identity: ['listedOn'],
    columns: [
      shown('abnormal', 'name', 'text', MUST_NAME),
      shown('abnormal', 'creditCode', 'creditCode', MUST_CODE),
      shown('abnormal', 'legalRepresentative', 'text', { length: 50 }),
      shown('abnormal', 'subjectCode', 'text', { length: 50 }),
      shown('abnormal', 'registrationNumber', 'text', { length: 50 }),
      shown('abnormal', 'reason', 'text', {
        ...LONG,
        must: true,
        example: '通过登记的住所或者经营场所无法联系',
      }),
      shown('abnormal', 'establishedOn', 'date'),
      shown('abnormal', 'authority', 'text', { must: true, example: '黑河市虚构区市场监督管理局' }),
      shown('abnormal', 'listedOn', 'date', DAY),
      source('abnormal', '国家市场监督管理总局'),
    ],
  }),
  table({
    kind: 'abnormalState',
    label: '标记为经营异常状态',
    subjectName: 'name',
    subjectCode: 'creditCode',
    authority: 'authority',
    identity: ['markedOn'],
    columns: [
      shown('abnormalState', 'name', 'text', MUST_NAME),
      shown('abnormalState', 'creditCode', 'creditCode', MUST_CODE),
      shown('abnormalState', 'operator', 'text', { length: 50 }),
      shown('abnormalState', 'registrationNumber', 'text', { length: 50 }),
      shown('abnormalState', 'reason', 'text', { ...LONG, must: true, example: '未按规定报送年度报告' }),
      shown('abnormalState', 'establishedOn', 'date'),
      shown('abnormalState', 'authority', 'text', { must: true, example: '黑河市虚构区市场监督管理局' }),
      shown('abnormalState', 'markedOn', 'date', DAY),
      source('abnormalState', '国家市场监督管理总局'),
    ],
  }),
  {
    // The 20 items of the national data standard for promises (domain: 1.5).
    kind: 'promise',
    label: '信用承诺',
    subjectName: 'subjectName',
    subjectCode: 'subjectCode',
    authority: 'receivingUnit',
    identity: ['number'],
    shownUntil: 'validUntil',
    term: ['madeOn', 'validUntil'],
    columns: [
      inner('number', '承诺编码', 'text', {
        length: 20,
        must: true,
        example: '23110220260302000001',
        explanation: '行政区划 6 位 + 日期 8 位 + 流水号 6 位。',
      }),
      nameOf('承诺人名称'),
      inner('subjectKind', '承诺人类别', 'choice', {
        length: 16,
        must: true,
        choices: ['法人及非法人组织', '个体工商户', '自然人'],
        example: '法人及非法人组织',
      }),
      { ...codeOf(), heading: '承诺人代码', otherHeadings: ['统一社会信用代码'] },
      shown('promise', 'type', 'choice', {
        length: 64,
        must: true,
        choices: ['审批替代型', '容缺受理型', '证明事项型', '信用修复型', '行业自律型', '主动型', '其他'],
        example: '证明事项型',
      }),
      shown('promise', 'reason', 'text', { length: 512, must: true, example: '办理虚构事项' }),
      inner('content', '承诺内容', 'text', { length: 4000, must: true, example: '所提交的材料真实有效。' }),
      inner('liability', '违诺责任', 'text', { length: 4000, must: true, example: '撤销已办理的事项。' }),
      shown('promise', 'madeOn', 'date', { ...DAY, otherHeadings: ['承诺作出日期', '做出信用承诺时间'] }),
      inner('validUntil', '承诺有效期', 'date'),
      shown('promise', 'fulfilment', 'choice', {
        otherHeadings: ['承诺履行状态'],
        length: 16,
        must: true,
        choices: ['全部履行', '部分履行', '全部未履行'],
        example: '全部履行',
      }),
      inner('unfulfilled', '未履行的承诺内容', 'text', {
        length: 4000,
        must: ({ fulfilment = '' }) => fulfilment === '部分履行' || fulfilment === '全部未履行',
      }),
      inner('consequence', '违诺责任追究内容', 'text', {
        length: 4000,
        must: ({ fulfilment = '' }) => fulfilment === '部分履行' || fulfilment === '全部未履行',
      }),
      inner('assessedOn', '承诺履行状态认定日期', 'date'),
      inner('assessor', '承诺履行状态认定单位', 'text'),
      inner('assessorCode', '承诺履行状态认定单位代码', 'creditCode', { length: 18 }),
      shown('promise', 'receivingUnit', 'text', { must: true, example: '黑河市虚构主管局' }),
      inner('receivingUnitCode', '承诺受理单位代码', 'creditCode', {
        length: 18,
        must: true,
        example: '112311020000000191',
      }),
      inner('disclosure', '公开类型', 'choice', {
        length: 16,
        must: true,
        choices: ['可向社会公开', '特定范围内公开', '不可公开'],
        example: '可向社会公开',
        explanation: '只有可向社会公开的才会进入报告。',
      }),
      inner('remark', '备注', 'text', { length: 512 }),
      source('promise', '黑河市虚构主管局'),
    ],
  },
  table({
    kind: 'evaluation',
    label: '信用评价结果',
    subjectName: 'name',
    subjectCode: 'creditCode',
    authority: 'evaluator',
    identity: ['content', 'evaluatedOn'],
    columns: [
      shown('evaluation', 'name', 'text', MUST_NAME),
      shown('evaluation', 'creditCode', 'creditCode', MUST_CODE),
      shown('evaluation', 'content', 'text', { ...LONG, must: true, example: '虚构行业信用评价' }),
      shown('evaluation', 'grade', 'text', { length: 50, must: true, example: 'A' }),
      shown('evaluation', 'evaluatedOn', 'date', DAY),
      shown('evaluation', 'evaluator', 'text', { must: true, example: '黑河市虚构主管局' }),
      source('evaluation', '黑河市虚构主管局'),
    ],
  }),
  table({
    kind: 'judgment',
    label: '司法判决信息',
    authority: 'court',
    identity: ['caseNumber'],
    columns: [
      nameOf(),
      codeOf(),
      shown('judgment', 'caseNumber', 'text', { must: true, example: '（2026）虚构民初1号' }),
      shown('judgment', 'court', 'text', { must: true, example: '黑河市虚构区人民法院' }),
      shown('judgment', 'cause', 'text', { must: true, example: '买卖合同纠纷' }),
      shown('judgment', 'judgedOn', 'date', DAY),
      shown('judgment', 'result', 'text', { ...LONG, must: true, example: '被告支付货款。' }),
      source('judgment', '黑河市虚构区人民法院'),
    ],
  }),
  table({
    kind: 'other',
    label: '其他信息',
    identity: ['title', 'recordedOn'],
    columns: [
      nameOf(),
      codeOf(),
      shown('other', 'title', 'text', { must: true, example: '虚构的信息' }),
      shown('other', 'content', 'text', { ...LONG, must: true, example: '虚构的内容。' }),
      shown('other', 'recordedOn', 'date', DAY),
      source('other', '黑河市虚构主管局'),
    ],
  }),
]
