import { type Column, dropped, type IntakeTable, inner, shown } from './column'

/**
 * 行政许可 and 行政处罚 of 发改办财金〔2018〕424号, with the headings of 2015/16. Headings and codes are checked against
 * public code; lengths are of a provincial library's table or from memory, and a city may correct them here.
 */

const SUBJECT_KINDS = ['法人及非法人组织', '个体工商户', '自然人']
const PAPERS = ['身份证', '护照', '港澳居民来往内地通行证', '台湾居民来往大陆通行证', '外国人永久居留身份证']

/** Columns 1 to 13, which both tables have. `of` is `XK` or `CF`. */
function subject(of: 'XK' | 'CF'): Column[] {
  const isLegalPerson = (values: Record<string, string>) => values.subjectKind === '法人及非法人组织'
  const old = of === 'XK' ? ['XK_XDR', '行政相对人'] : ['CF_XDR', '行政相对人']
  return [
    inner('subjectName', '行政相对人名称', 'text', {
      code: `${of}_XDR_MC`,
      otherHeadings: old,
      must: true,
      example: '爱辉区虚构小吃店',
      explanation: '没有字号的个体工商户填“个体工商户”。',
    }),
    inner('subjectKind', '行政相对人类别', 'choice', {
      code: `${of}_XDR_LB`,
      length: 100,
      must: true,
      choices: SUBJECT_KINDS,
      example: '个体工商户',
    }),
    inner('subjectCode', '行政相对人代码_1(统一社会信用代码)', 'creditCode', {
      code: `${of}_XDR_SHXYM`,
      otherHeadings: ['统一社会信用代码', '行政相对人代码_1', `${of}_XDR_SHXYDM`],
      length: 18,
      must: true,
      example: '92231102MA00000A92',
      explanation: '18 位。没有代码的填 00000000000000000X，由工作人员另行核对。',
    }),
    inner('registrationNumber', '行政相对人代码_2(工商注册号)', 'text', {
      code: `${of}_XDR_GSZC`,
      otherHeadings: ['工商登记码', `${of}_XDR_GSDJ`],
      length: 50,
    }),
    inner('organisationCode', '行政相对人代码_3(组织机构代码)', 'text', {
      code: `${of}_XDR_ZZJG`,
      otherHeadings: ['组织机构代码', `${of}_XDR_ZDM`],
      length: 20,
    }),
    inner('taxCode', '行政相对人代码_4(税务登记号)', 'text', {
      code: `${of}_XDR_SWDJ`,
      otherHeadings: ['税务登记号'],
      length: 20,
    }),
    inner('institutionCode', '行政相对人代码_5(事业单位证书号)', 'text', {
      code: `${of}_XDR_SYDW`,
      length: 20,
    }),
    inner('societyCode', '行政相对人代码_6(社会组织登记证号)', 'text', {
      code: `${of}_XDR_SHZZ`,
      length: 50,
    }),
    inner('legalRepresentative', '法定代表人', 'text', {
      code: of === 'XK' ? 'XK_FRDB' : 'CF_FRDB',
      otherHeadings: ['法定代表人姓名', '法定代表人或经营者', `${of}_FR`],
      length: 50,
      must: isLegalPerson,
      example: '李某某',
      explanation: '个体工商户填经营者。',
    }),
    inner('representativePaper', '法定代表人证件类型', 'choice', {
      code: `${of}_FR_ZJLX`,
      length: 64,
      choices: PAPERS,
    }),
    dropped('representativeNumber', '法定代表人证件号码', {
      code: `${of}_FR_ZJHM`,
      otherHeadings: [`${of}_FR_SFZH`, '法定代表人身份证号'],
    }),
    inner('subjectPaper', '证件类型', 'choice', {
      code: `${of}_XDR_ZJLX`,
      otherHeadings: ['自然人证件类型'],
      length: 64,
      choices: PAPERS,
    }),
    dropped('subjectNumber', '证件号码', {
      code: `${of}_XDR_ZJHM`,
      otherHeadings: ['自然人证件号码', '居民身份证号', '身份证号', `${of}_XDR_SFZ`],
    }),
  ]
}

const remark = inner('remark', '备注', 'text', { code: 'BZ', length: 512 })
/** What the files of 2015/16 brought and nobody needs any more: known, so that it is not said to be strange. */
const RELICS = [
  inner('divisionCode', '地方编码', 'text', { code: 'DFBM' }),
  inner('stampedAt', '数据更新时间戳', 'text', { code: 'SJC' }),
]

/** 行政许可 (424号 table 1). */
export const LICENCE_TABLE: IntakeTable = {
  kind: 'licence',
  label: '行政许可',
  subjectName: 'subjectName',
  subjectCode: 'subjectCode',
  authority: 'authority',
  identity: ['documentNumber'],
  term: ['validFrom', 'validUntil'],
  columns: [
    ...subject('XK'),
    shown('licence', 'documentName', 'text', {
      code: 'XK_XKWS',
      otherHeadings: ['XK_XMMC', '项目名称'],
      must: true,
      example: '准予食品经营许可决定书',
    }),
    shown('licence', 'documentNumber', 'text', {
      code: 'XK_WSH',
      length: 128,
      must: true,
      example: '爱食许准〔2026〕第12号',
    }),
    shown('licence', 'category', 'choice', {
      code: 'XK_XKLB',
      otherHeadings: ['XK_SPLB', '审批类别'],
      length: 256,
      must: true,
      choices: ['普通', '特许', '认可', '核准', '登记', '其他'],
      example: '普通',
      explanation: '其他的写“其他-补充说明”。',
    }),
    shown('licence', 'certificateName', 'text', { code: 'XK_XKZS', example: '食品经营许可证' }),
    shown('licence', 'licenceNumber', 'text', { code: 'XK_XKBH', length: 128, example: 'JY22311020000000' }),
    shown('licence', 'content', 'text', {
      code: 'XK_NR',
      length: 4000,
      must: true,
      example: '准予热食类食品制售。',
    }),
    shown('licence', 'decidedOn', 'date', { code: 'XK_JDRQ', must: true, example: '2026/03/02' }),
    shown('licence', 'validFrom', 'date', { code: 'XK_YXQZ', must: true, example: '2026/03/02' }),
    shown('licence', 'validUntil', 'date', {
      code: 'XK_YXQZI',
      otherHeadings: ['XK_JZQ', '许可截止期'],
      must: true,
      example: '2031/03/01',
      explanation: '长期有效的填 2099/12/31。',
    }),
    shown('licence', 'authority', 'text', {
      code: 'XK_XKJG',
      otherHeadings: ['XK_XZJG'],
      must: true,
      example: '黑河市爱辉区市场监督管理局',
      explanation: '全称。',
    }),
    shown('licence', 'authorityCode', 'creditCode', {
      code: 'XK_XKJGDM',
      length: 18,
      must: true,
      example: '112311020000000191',
    }),
    inner('status', '当前状态', 'choice', {
      code: 'XK_ZT',
      otherHeadings: ['状态'],
      length: 1,
      must: true,
      choices: ['1', '2'],
      example: '1',
      explanation: '1 有效，2 无效。',
    }),
    shown('licence', 'source', 'text', {
      code: 'XK_LYDW',
      must: true,
      example: '黑河市爱辉区市场监督管理局',
    }),
    shown('licence', 'sourceCode', 'creditCode', {
      code: 'XK_LYDWDM',
      length: 18,
      must: true,
      example: '112311020000000191',
    }),
    remark,
    ...RELICS,
  ],
}

/** 424号 and 行政处罚法第9条 (2021), the second from memory; what several words joined say is split by the rules. */
const PENALTY_CATEGORIES = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得',
  '没收非法财物',
  '没收违法所得、没收非法财物',
  '暂扣许可证件',
  '降低资质等级',
  '吊销许可证件',
  '暂扣许可证件、降低资质等级、吊销许可证件',
  '暂扣或者吊销许可证、暂扣或者吊销执照',
  '吊销营业执照',
  '限制开展生产经营活动',
  '责令停产停业',
  '责令关闭',
  '限制从业',
  '行政拘留',
  '其他',
]
const holds =
  (...words: string[]) =>
  ({ category = '' }: Record<string, string>) =>
    words.some((word) => category.includes(word))

/** 行政处罚 (424号 table 2). */
export const PENALTY_TABLE: IntakeTable = {
  kind: 'penalty',
  label: '行政处罚',
  subjectName: 'subjectName',
  subjectCode: 'subjectCode',
  authority: 'authority',
  identity: ['documentNumber'],
  shownUntil: 'publishedUntil',
  columns: [
    ...subject('CF'),
    shown('penalty', 'documentNumber', 'text', {
      code: 'CF_WSH',
      length: 128,
      must: true,
      example: '爱市监罚〔2026〕7号',
    }),
    shown('penalty', 'offenceType', 'text', {
      code: 'CF_WFXW',
      otherHeadings: ['CF_CFMC', '处罚名称'],
      length: 2000,
      must: true,
      example: '未明码标价',
    }),
    shown('penalty', 'offenceFacts', 'text', {
      code: 'CF_SY',
      otherHeadings: ['处罚事由'],
      length: 5000,
      must: true,
      example: '当事人销售商品未按规定明码标价。',
      explanation: '请先隐去自然人的住址、电话、证件号码、账号，以及被处罚人以外的人的姓名。',
    }),
    shown('penalty', 'legalBasis', 'text', {
      code: 'CF_YJ',
      length: 2000,
      must: true,
      example: '《中华人民共和国价格法》第四十二条',
    }),
    shown('penalty', 'category', 'choices', {
      code: 'CF_CFLB',
      otherHeadings: ['CF_CFLB1', '处罚类别1'],
      must: true,
      choices: PENALTY_CATEGORIES,
      example: '罚款',
      explanation: '有几种的用分号隔开。',
    }),
    inner('secondCategory', '处罚类别2', 'choices', { code: 'CF_CFLB2', choices: PENALTY_CATEGORIES }),
    shown('penalty', 'content', 'text', {
      code: 'CF_NR',
      otherHeadings: ['CF_JG', '处罚结果'],
      length: 4000,
      must: true,
      example: '罚款人民币五百元。',
    }),
    shown('penalty', 'fineTenThousandYuan', 'amount', {
      code: 'CF_NR_FK',
      must: holds('罚款'),
      example: '0.05',
      explanation: '单位为万元，最多 6 位小数。',
    }),
    shown('penalty', 'confiscatedTenThousandYuan', 'amount', {
      code: 'CF_NR_WFFF',
      otherHeadings: ['没收违法所得、没收非法财物的金额(万元)'],
      must: holds('没收'),
      explanation: '单位为万元，最多 6 位小数。',
    }),
    shown('penalty', 'revokedCertificate', 'text', { code: 'CF_NR_ZKDX', must: holds('暂扣', '吊销') }),
    shown('penalty', 'decidedOn', 'date', { code: 'CF_JDRQ', must: true, example: '2026/05/06' }),
    inner('validUntil', '处罚有效期', 'date', { code: 'CF_YXQ' }),
    inner('publishedUntil', '公示截止期', 'date', {
      code: 'CF_GSJZQ',
      example: '2027/05/06',
      explanation: '只会缩短法定的公示期，不会延长。',
    }),
    shown('penalty', 'authority', 'text', {
      code: 'CF_CFJG',
      otherHeadings: ['CF_XZJG'],
      must: true,
      example: '黑河市爱辉区市场监督管理局',
    }),
    shown('penalty', 'authorityCode', 'creditCode', {
      code: 'CF_CFJGDM',
      length: 18,
      must: true,
      example: '112311020000000191',
    }),
    shown('penalty', 'source', 'text', {
      code: 'CF_SJLY',
      otherHeadings: ['数据来源单位'],
      must: true,
      example: '黑河市爱辉区市场监督管理局',
    }),
    shown('penalty', 'sourceCode', 'creditCode', {
      code: 'CF_SJLYDM',
      length: 18,
      must: true,
      example: '112311020000000191',
    }),
    remark,
    inner('status', '当前状态', 'text', { code: 'CF_ZT', otherHeadings: ['状态'] }),
    inner('publicityYears', '公示期限', 'text', { code: 'GSQX' }),
    ...RELICS,
  ],
}
