import { addDays, addMonths, type LegalDate } from '../domain/calendar'
import { recordKind } from '../domain/recordKinds'
import type { RecordFacts } from '../domain/report'
import { authority } from './authorities'
import type { Dice } from './dice'
import { LICENCES } from './licences'
import { PENALTY_STORIES, penalty, serial } from './penalties'
import { type DaysAgo, dayWithin, type Subject } from './subject'

/** One way in which an entity comes to a record. To add a record kind, add a row to `RECORD_PLANS`. */
type RecordPlan = {
  kind: string
  /** Expected records in a thousand entities; a sort of entity that is not named never has one. */
  perThousand: Partial<Record<Subject['entity']['entityType'], number>>
  daysAgo: DaysAgo
  make: (subject: Subject, day: LegalDate, dice: Dice) => RecordFacts
}

const NATIONAL_TAX = '国家税务总局'
const CUSTOMS = '海关总署'
const SUPREME_COURT = '最高人民法院'
const MARKET = '国家市场监督管理总局'

const everybody = (perThousand: number) => ({
  enterprise: perThousand,
  individual: perThousand,
  cooperative: perThousand,
})

const RECORD_PLANS: readonly RecordPlan[] = [
  {
    kind: 'licence',
    perThousand: { enterprise: 700, individual: 520, cooperative: 250 },
    daysAgo: [3, 1800],
    make: licence,
  },
  ...PENALTY_STORIES.map(
    (story): RecordPlan => ({
      kind: 'penalty',
      perThousand: story.only ? { [story.only]: story.perThousand } : everybody(story.perThousand),
      daysAgo: story.daysAgo,
      make: (subject, day, dice) => penalty(story, subject, day, dice),
    }),
  ),
  {
    kind: 'taxCreditA',
    perThousand: { enterprise: 90 },
    daysAgo: [30, 1500],
    make: ({ entity }, day) => ({
      kind: 'taxCreditA',
      source: NATIONAL_TAX,
      decidedOn: day,
      values: {
        taxpayerName: entity.name,
        taxpayerCode: entity.creditCode,
        year: yearBefore(day),
        source: NATIONAL_TAX,
      },
    }),
  },
  {
    kind: 'customsAdvanced',
    perThousand: { enterprise: 2 },
    daysAgo: [30, 1500],
    make: ({ entity, divisionCode }, day, dice) => ({
      kind: 'customsAdvanced',
      source: CUSTOMS,
      decidedOn: day,
      values: {
        name: entity.name,
        customsCode: `${divisionCode.slice(0, 4)}9${serial(dice, 5)}`,
        creditCode: entity.creditCode,
        organisationCode: organisationCode(entity.creditCode),
        registeredAddress: entity.address ?? '',
        firstRegisteredOn: addDays(day, -dice.between(1, 20)),
        grade: '高级认证企业',
        certifiedOn: day,
        cancelled: '正常',
        source: CUSTOMS,
      },
    }),
  },
  {
    kind: 'honourOther',
    perThousand: { enterprise: 30, individual: 12, cooperative: 30 },
    daysAgo: [30, 1000],
    make: (subject, day, dice) => {
      const { title, remark } = dice.pick(HONOURS)
      const source = authority(subject.trade.department, subject.place)
      return {
        kind: 'honourOther',
        source: source.name,
        decidedOn: day,
        values: {
          document: `关于公布${day.slice(0, 4)}年度${title}名单的通知（${source.short}发〔${day.slice(0, 4)}〕${dice.between(1, 60)}号）`,
          validity: `${day}至${addMonths(day, 36)}`,
          year: day.slice(0, 4),
          qualification: title,
          remark,
          source: source.name,
        },
      }
    },
  },
  {
    kind: 'judgmentDefaulter',
    perThousand: { enterprise: 4, individual: 1, cooperative: 2 },
    daysAgo: [20, 700],
    make: ({ entity, place }, day, dice) => {
      const yuan = dice.between(12, 900) * 1000
      const filedOn = addDays(day, -dice.between(30, 120))
      const isPartly = dice.happens(300)
      return {
        kind: 'judgmentDefaulter',
        source: SUPREME_COURT,
        decidedOn: day,
        values: {
          name: entity.name,
          court: place.court,
          province: '黑龙江',
          basisNumber: `（${yearBefore(filedOn)}）${place.courtMark}民初${dice.between(20, 1800)}号`,
          filedOn,
          caseNumber: `（${filedOn.slice(0, 4)}）${place.courtMark}执${dice.between(20, 1500)}号`,
          basisAuthority: place.court,
          obligation: `于判决生效后十日内支付货款人民币${yuan}元及逾期付款利息。`,
          performance: isPartly ? '部分未履行' : '全部未履行',
          conduct: '有履行能力而拒不履行生效法律文书确定义务。',
          publishedOn: day,
          performed: isPartly ? `${yuan / 4}元` : '无',
          unperformed: `${isPartly ? (yuan * 3) / 4 : yuan}元`,
          source: SUPREME_COURT,
        },
      }
    },
  },
  {
    kind: 'taxOffender',
    perThousand: { enterprise: 1 },
    daysAgo: [20, 900],
    make: ({ entity }, day) => ({
      kind: 'taxOffender',
      source: NATIONAL_TAX,
      decidedOn: day,
      values: {
        taxpayerName: entity.name,
        legalRepresentative: entity.legalRepresentative ?? '',
        creditCode: entity.creditCode,
        organisationCode: organisationCode(entity.creditCode),
        taxpayerCode: entity.creditCode,
        period: `${day.slice(0, 4)}年第${Math.ceil(Number(day.slice(5, 7)) / 3)}季度`,
        registeredAddress: entity.address ?? '',
        caseNature: '偷税',
        facts: '在账簿上少列收入，少缴增值税及附加税费，税款数额占各税种应纳税总额百分之十以上。',
        handling: '依照《中华人民共和国税收征收管理法》第六十三条，追缴税款、加收滞纳金并处一倍罚款。',
        source: NATIONAL_TAX,
      },
    }),
  },
  {
    kind: 'safetyOffender',
    perThousand: { enterprise: 1 },
    daysAgo: [20, 900],
    make: ({ entity, place }, day) => {
      const reporter = authority('应急管理', place).name
      return {
        kind: 'safetyOffender',
        source: reporter,
        decidedOn: day,
        values: {
          name: entity.name,
          creditCode: entity.creditCode,
          principal: entity.legalRepresentative ?? '',
          registeredAddress: entity.address ?? '',
          conduct: '经责令停产停业整顿后仍擅自组织生产经营。',
          reporter,
          reason: '符合《安全生产严重失信主体名单管理办法》规定的列入情形。',
          source: reporter,
        },
      }
    },
  },
  {
    kind: 'procurementOffender',
    perThousand: { enterprise: 1 },
    daysAgo: [20, 900],
    make: ({ entity }, day) => ({
      kind: 'procurementOffender',
      source: '财政部',
      decidedOn: day,
      values: {
        name: entity.name,
        creditCode: entity.creditCode,
        registeredAddress: entity.address ?? '',
        conduct: '参加政府采购活动时提供虚假的业绩证明材料谋取中标。',
        legalBasis: '《中华人民共和国政府采购法》第七十七条第一款第（一）项',
        result: '处采购金额千分之五的罚款，列入不良行为记录名单，三年内禁止参加政府采购活动。',
        recordedOn: day,
        place: '黑龙江省',
        until: addMonths(day, 36),
        source: '财政部',
      },
    }),
  },
  {
    kind: 'overloadOffender',
    perThousand: { enterprise: 1, individual: 0.2 },
    daysAgo: [20, 900],
    make: ({ entity, divisionCode }, day, dice) => ({
      kind: 'overloadOffender',
      source: '交通运输部',
      decidedOn: day,
      values: {
        storedOn: day,
        plateNumber: `黑N${serial(dice, 5)}`,
        operationCertificate: `黑交运${divisionCode}${serial(dice, 6)}`,
        transportCertificate: `${divisionCode}${serial(dice, 6)}`,
        batch: `${day.slice(0, 4)}年第${Math.ceil(Number(day.slice(5, 7)) / 3)}批`,
        conduct: '货运车辆一年内违法超限运输超过三次。',
        name: entity.name,
        legalRepresentative: entity.legalRepresentative ?? '',
        source: '交通运输部',
      },
    }),
  },
  {
    kind: 'abnormal',
    perThousand: { enterprise: 30, cooperative: 40 },
    daysAgo: [10, 1000],
    make: abnormal,
  },
  {
    kind: 'abnormal',
    perThousand: { enterprise: 25, cooperative: 30 },
    daysAgo: [200, 1500],
    make: (subject, day, dice) => ({
      ...abnormal(subject, day, dice),
      removedOn: addDays(day, dice.between(20, 190)),
    }),
  },
  {
    kind: 'abnormalState',
    perThousand: { individual: 12 },
    daysAgo: [10, 1000],
    make: abnormalState,
  },
  {
    kind: 'abnormalState',
    perThousand: { individual: 8 },
    daysAgo: [200, 1500],
    make: (subject, day, dice) => ({
      ...abnormalState(subject, day, dice),
      removedOn: addDays(day, dice.between(20, 190)),
    }),
  },
  {
    kind: 'promise',
    perThousand: { enterprise: 350, individual: 180, cooperative: 150 },
    daysAgo: [3, 1500],
    make: (subject, day, dice) => {
      const { type, reason } = dice.pick(PROMISES)
      const receiver = authority(dice.happens(500) ? '营商' : subject.trade.department, subject.place)
      return {
        kind: 'promise',
        source: receiver.name,
        decidedOn: day,
        values: {
          type,
          reason,
          madeOn: day,
          receivingUnit: receiver.name,
          fulfilment: dice.happens(970) ? '全部履行' : '部分履行',
          source: receiver.name,
        },
      }
    },
  },
  {
    kind: 'evaluation',
    perThousand: { enterprise: 110, individual: 25, cooperative: 20 },
    daysAgo: [20, 1000],
    make: (subject, day, dice) => {
      const { content, grades, department } = dice.pick(EVALUATIONS)
      const evaluator =
        department === null
          ? `${NATIONAL_TAX}${subject.place.officePrefix}税务局`
          : authority(department, subject.place).name
      return {
        kind: 'evaluation',
        source: evaluator,
        decidedOn: day,
        values: {
          name: subject.entity.name,
          creditCode: subject.entity.creditCode,
          content: `${yearBefore(day)}年度${content}`,
          grade: dice.pick(grades),
          evaluatedOn: day,
          evaluator,
          source: evaluator,
        },
      }
    },
  },
  {
    kind: 'judgment',
    perThousand: { enterprise: 45, individual: 8, cooperative: 12 },
    daysAgo: [20, 1800],
    make: ({ place }, day, dice) => {
      const { cause, result } = dice.pick(JUDGMENTS)
      return {
        kind: 'judgment',
        source: place.court,
        decidedOn: day,
        values: {
          caseNumber: `（${day.slice(0, 4)}）${place.courtMark}民初${dice.between(20, 1800)}号`,
          court: place.court,
          cause,
          judgedOn: day,
          result,
          source: place.court,
        },
      }
    },
  },
  {
    kind: 'other',
    perThousand: { enterprise: 60, individual: 40, cooperative: 40 },
    daysAgo: [10, 1000],
    make: (subject, day, dice) => {
      const { title, content } = dice.pick(OTHERS)
      const source = authority('市场监管', subject.place).name
      return {
        kind: 'other',
        source,
        decidedOn: day,
        values: { title, content, recordedOn: day, source },
      }
    },
  },
]

const HONOURS = [
  { title: '守合同重信用企业', remark: '按年度公示，有效期内未发现违约失信行为。' },
  { title: '诚信经营示范单位', remark: '经自愿申报、行业推荐、社会公示后确定。' },
  { title: '放心消费示范单位', remark: '承诺无理由退货，消费纠纷处理满意率高。' },
  { title: '诚信兴商典型', remark: '在商务诚信建设中作出示范。' },
] as const

const PROMISES = [
  { type: '主动型', reason: '自愿作出信用承诺，依法诚信经营。' },
  { type: '审批替代型', reason: '申请证照变更，以承诺替代部分审批材料。' },
  { type: '容缺受理型', reason: '申请行政许可时部分材料暂缺，承诺在规定期限内补齐。' },
  { type: '证明事项型', reason: '办理事项时以书面承诺替代证明材料。' },
  { type: '信用修复型', reason: '申请行政处罚信息信用修复，承诺不再发生同类行为。' },
  { type: '行业自律型', reason: '参加行业自律公约，承诺公平竞争。' },
] as const

/** Results of others, each with its official evaluator (null: the tax office); never a grade of our own. */
const EVALUATIONS = [
  { content: '纳税缴费信用评价', grades: ['A', 'B', 'M'], department: null },
  { content: '餐饮服务食品安全量化分级评定', grades: ['优秀', '良好', '一般'], department: '市场监管' },
  { content: '环境信用评价', grades: ['环保诚信企业', '环保良好企业'], department: '生态环境' },
  { content: '道路运输企业质量信誉考核', grades: ['AAA级', 'AA级', 'A级'], department: '交通运输' },
  { content: '公共场所卫生监督量化分级评定', grades: ['A级', 'B级'], department: '卫生健康' },
] as const

const JUDGMENTS = [
  { cause: '买卖合同纠纷', result: '被告于判决生效后十日内支付尚欠货款及利息，驳回其他诉讼请求。' },
  { cause: '租赁合同纠纷', result: '解除租赁合同，被告支付欠付租金。' },
  { cause: '劳动争议', result: '支付拖欠的劳动报酬，驳回经济补偿金的请求。' },
  { cause: '建设工程施工合同纠纷', result: '支付剩余工程款，质量保证金按约定返还。' },
  { cause: '产品责任纠纷', result: '驳回原告的诉讼请求。' },
] as const

const OTHERS = [
  { title: '年度报告公示', content: '已按规定报送并公示上一年度年度报告。' },
  { title: '双随机、一公开抽查结果', content: '抽查结果：未发现问题。' },
  { title: '双随机、一公开抽查结果', content: '抽查结果：发现问题已责令改正，复查合格。' },
  { title: '产品质量监督抽查结果', content: '抽查产品一批次，检验结论：合格。' },
  { title: '消费投诉处理情况', content: '收到投诉一件，经调解双方达成一致，已办结。' },
] as const

const ABNORMAL_REASONS = [
  '通过登记的住所或者经营场所无法联系',
  '未依照《企业信息公示暂行条例》规定的期限公示年度报告',
  '公示企业信息隐瞒真实情况、弄虚作假',
] as const

/** Why a household business is marked. */
const ABNORMAL_STATE_REASONS = [
  '通过登记的经营场所或者住所无法取得联系',
  '未按照《个体工商户年度报告暂行办法》的规定报送年度报告',
  '年度报告隐瞒真实情况、弄虚作假',
] as const

function licence(subject: Subject, day: LegalDate, dice: Dice): RecordFacts {
  const { trade, place, divisionCode } = subject
  const granted = LICENCES[dice.pick(['registration', ...trade.licences] as const)]
  const granter = authority(granted.department, place)
  return {
    kind: 'licence',
    source: granter.name,
    decidedOn: day,
    values: {
      documentNumber: `${granter.short}许〔${day.slice(0, 4)}〕${dice.between(1, 2400)}号`,
      documentName: granted.document,
      certificateName: granted.certificate,
      category: granted.category,
      licenceNumber: `${granted.prefix}${divisionCode}${serial(dice, 7)}`,
      decidedOn: day,
      validFrom: day,
      validUntil: granted.years === null ? '2099-12-31' : addDays(addMonths(day, granted.years * 12), -1),
      content: granted.content,
      authority: granter.name,
      authorityCode: granter.creditCode,
      source: granter.name,
      sourceCode: granter.creditCode,
    },
  }
}

function abnormal({ entity, place, divisionCode }: Subject, day: LegalDate, dice: Dice): RecordFacts {
  return {
    kind: 'abnormal',
    source: MARKET,
    decidedOn: day,
    values: {
      name: entity.name,
      creditCode: entity.creditCode,
      legalRepresentative: entity.legalRepresentative ?? '',
      subjectCode: `${divisionCode}${serial(dice, 10)}`,
      registrationNumber: `${divisionCode}6${serial(dice, 8)}`,
      reason: dice.pick(ABNORMAL_REASONS),
      establishedOn: entity.establishedOn ?? '',
      authority: authority('市场监管', place).name,
      listedOn: day,
      source: MARKET,
    },
  }
}

function abnormalState({ entity, place, divisionCode }: Subject, day: LegalDate, dice: Dice): RecordFacts {
  return {
    kind: 'abnormalState',
    source: MARKET,
    decidedOn: day,
    values: {
      name: entity.name,
      creditCode: entity.creditCode,
      operator: entity.legalRepresentative ?? '',
      registrationNumber: `${divisionCode}6${serial(dice, 8)}`,
      reason: dice.pick(ABNORMAL_STATE_REASONS),
      establishedOn: entity.establishedOn ?? '',
      authority: authority('市场监管', place).name,
      markedOn: day,
      source: MARKET,
    },
  }
}

const yearBefore = (day: LegalDate) => String(Number(day.slice(0, 4)) - 1)
/** The organisation part of a credit code, as it is written alone. */
const organisationCode = (creditCode: string) => `${creditCode.slice(8, 16)}-${creditCode.slice(16, 17)}`

/** What an entity is put up to show; the others get their records by chance. */
export type Showcase = 'manyRecords' | 'everyChapter'

/** Entities with an assigned plaque are busier than the rest. */
const ASSIGNED_FACTOR = 1.8
const LICENCES_OF_MANY = 40
const OTHERS_OF_MANY = 2

/** An entity's records; `turn` makes showcases of the same sort differ. */
export function makeRecords(
  showcase: Showcase | undefined,
  turn: number,
  subject: Subject,
  isAssigned: boolean,
  dice: Dice,
): RecordFacts[] {
  if (showcase === 'manyRecords') return manyRecords(subject, dice)
  if (showcase === 'everyChapter') return everyChapter(subject, turn, dice)
  return recordsByChance(subject, isAssigned, dice)
}

/** Records as the chance of each plan has it. */
function recordsByChance(subject: Subject, isAssigned: boolean, dice: Dice): RecordFacts[] {
  const records: RecordFacts[] = []
  for (const plan of RECORD_PLANS) {
    const perThousand =
      (plan.perThousand[subject.entity.entityType] ?? 0) * (isAssigned ? ASSIGNED_FACTOR : 1)
    for (let left = dice.times(perThousand); left > 0; left--) addRecord(records, plan, subject, dice)
  }
  return records
}

/** Records of every plan many times over, in long words: so that folding and long chapters can be seen. */
function manyRecords(subject: Subject, dice: Dice): RecordFacts[] {
  const records: RecordFacts[] = []
  for (const plan of plansFor(subject)) {
    const count = plan.kind === 'licence' ? LICENCES_OF_MANY : OTHERS_OF_MANY
    for (let left = count; left > 0; left--) addRecord(records, plan, subject, dice)
  }
  return records.map((record, index) => (index % 4 === 0 ? inLongWords(record) : record))
}

/** One record of each kind, of the lists of grave dishonesty only one: so that no chapter is empty. */
function everyChapter(subject: Subject, turn: number, dice: Dice): RecordFacts[] {
  const first = plansFor(subject).filter(
    (plan, index, plans) => plans.findIndex(({ kind }) => kind === plan.kind) === index,
  )
  const isDishonesty = ({ kind }: RecordPlan) => recordKind(kind)?.chapter === 'dishonesty'
  const dishonesty = first.filter(isDishonesty)
  const records: RecordFacts[] = []
  for (const plan of first) {
    if (isDishonesty(plan) && plan !== dishonesty[turn % dishonesty.length]) continue
    addRecord(records, plan, subject, dice)
  }
  return records
}

const plansFor = ({ entity }: Subject) => RECORD_PLANS.filter((plan) => plan.perThousand[entity.entityType])

/** Adds a record when the entity was open at a time the plan asks for. */
function addRecord(records: RecordFacts[], plan: RecordPlan, subject: Subject, dice: Dice): void {
  const day = dayWithin(subject, plan.daysAgo, dice)
  if (day !== null) records.push(plan.make(subject, day, dice))
}

/** What makes a long text of a short one, by kind. */
const LONG_WORDS: Record<string, readonly string[]> = {
  licence: [
    '申请人提交的申请材料齐全，符合法定形式，经现场核查，场所、设施、人员和管理制度均符合许可条件。',
    '被许可人应当在许可范围内从事经营活动，不得涂改、倒卖、出租、出借或者以其他形式非法转让许可证件。',
    '许可事项发生变化的，应当在变化后十个工作日内申请变更；需要延续的，应当在有效期届满三十个工作日前提出申请。',
    '被许可人应当在经营场所的显著位置悬挂许可证正本，并按照规定建立进货查验、从业人员健康管理和自查制度。',
  ],
  penalty: [
    '上述事实有现场检查笔录、现场照片、询问笔录、进货票据和当事人提供的说明材料等证据证明，经当事人核对无误。',
    '本机关依法向当事人送达行政处罚告知书，告知拟作出处罚的事实、理由、依据和内容，以及依法享有的陈述、申辩权利。',
    '当事人在规定期限内未提出陈述、申辩意见；案件调查期间当事人积极配合，主动提供证据材料，并已改正违法行为。',
    '综合考虑违法行为的事实、性质、情节和社会危害程度，参照行政处罚裁量权基准，本机关作出如下决定。',
  ],
}
const OTHER_LONG_WORDS = [
  '相关材料已由办理单位审核并存档，信息按照规定的时限报送，内容与原件一致。',
  '当事人对所提供材料的真实性、合法性和有效性负责，并愿意接受社会监督。',
  '信息发生变化的，由原提供单位按照规定及时更正，更正情况同步报送。',
] as const

function inLongWords(record: RecordFacts): RecordFacts {
  const words = LONG_WORDS[record.kind] ?? OTHER_LONG_WORDS
  const paragraphs = ['一', '二', '三', '四', '五', '六'].map(
    (numeral, index) => `（${numeral}）${words[index % words.length]}`,
  )
  const values = { ...record.values }
  for (const { name, long } of recordKind(record.kind)?.fields ?? [])
    if (long && values[name]) values[name] = [values[name].replace(/。?$/, '。'), ...paragraphs].join('')
  return { ...record, values }
}
