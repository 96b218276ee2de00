import type { CommitmentRow, DeclarationRow, EntityRow, RecordRow } from '../../src/cloudbase/rows'

/** A fictional company of the sample city with something in every chapter, and words of its own. */

/** The company. */
export const COMPANY: EntityRow = {
  _id: '91231102MA000004XW',
  name: '黑河市江畔食品有限公司',
  creditCode: '91231102MA000004XW',
  legalRepresentative: '林远航',
  entityType: 'enterprise',
  entityKind: '有限责任公司（自然人投资或控股）',
  establishedOn: '2016-09-12',
  address: '黑河市爱辉区江畔路 18 号',
  status: 'active',
  statusSince: null,
  divisionName: '爱辉区',
  unitName: '爱辉区',
  source: '黑河市市场监督管理局',
  sourceOn: '2026-11-01',
  unit: 'aihui',
  zone: null,
  department: null,
  scope: '食品生产；食品销售',
  updatedAt: 0,
}

/** Longer than what the page shows at once. */
export const LONG_CONTENT = `${'预包装食品、散装食品、特殊食品、'.repeat(10)}冷藏冷冻食品销售`

const record = (kind: string, source: string, values: Record<string, string>): RecordRow => ({
  _id: `company-${kind}-${values.documentNumber ?? ''}`,
  creditCode: COMPANY._id,
  kind,
  source,
  values,
})
const licence = (documentNumber: string, decidedOn: string, content: string) =>
  record('licence', '黑河市市场监督管理局', { documentNumber, decidedOn, content })

/** Its records, not in the order in which they are shown. */
export const COMPANY_RECORDS: RecordRow[] = [
  licence('黑市监许〔2021〕4号', '2021-04-14', '食品生产许可。'),
  licence('黑市监许〔2024〕1号', '2024-01-11', LONG_CONTENT),
  licence('黑市监许〔2022〕3号', '2022-03-13', '食品生产许可变更。'),
  licence('黑市监许〔2023〕2号', '2023-02-12', '食品经营许可变更。'),
  record('honourOther', '黑河市商务局', { year: '2025', listedOn: '2025-12-01', remark: '诚信经营示范单位' }),
  record('procurementOffender', '黑河市财政局', {
    recordedOn: '2025-07-02',
    conduct: '提供虚假材料谋取中标。',
    place: '黑河市',
  }),
  record('abnormal', '黑河市爱辉区市场监督管理局', {
    listedOn: '2025-08-03',
    reason: '未依照规定期限公示年度报告',
  }),
  record('promise', '黑河市发展和改革委员会', {
    madeOn: '2024-05-04',
    type: '审批替代型',
    fulfilment: '全部履行',
  }),
  record('evaluation', '国家税务总局黑河市税务局', { evaluatedOn: '2025-04-30', content: '纳税信用评价' }),
  record('judgment', '黑河市爱辉区人民法院', {
    judgedOn: '2024-10-06',
    caseNumber: '（2024）黑1102民初77号',
  }),
  record('other', '黑河市应急管理局', { recordedOn: '2024-06-07', title: '安全生产标准化达标' }),
]

/** What it states about itself. */
export const COMPANY_DECLARATIONS: DeclarationRow[] = [
  {
    _id: 'company-declaration',
    creditCode: COMPANY._id,
    category: 'publicGood',
    title: '为社区老人送餐',
    content: '每周三为江畔社区的老人送餐。',
    declaredOn: '2026-05-08',
    confirmedOn: '2026-05-11',
  },
]

/** What it promises. */
export const COMPANY_COMMITMENTS: CommitmentRow[] = [
  {
    _id: 'company-commitment',
    creditCode: COMPANY._id,
    number: '1',
    content: '不卖过期食品。',
    liability: '假一赔十，并接受公开曝光。',
    madeOn: '2026-05-09',
    validUntil: null,
    fulfilment: '全部履行',
  },
]
