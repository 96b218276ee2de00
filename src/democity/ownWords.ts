import type { ReportCommitment, ReportDeclaration } from '../contracts/report'
import { addDays, addMonths, type LegalDate } from '../domain/calendar'
import type { Dice } from './dice'
import type { Subject } from './subject'
import type { Trade, TradeName } from './trades'

/** What a merchant says of itself and promises, in its own words. */

/** `only`: trades that may say it; all when absent. */
type Words<T> = T & { only?: readonly TradeName[] }

const FOOD: readonly TradeName[] = [
  '餐饮',
  '饮品烘焙',
  '食杂超市',
  '果蔬生鲜',
  '对俄贸易',
  '粮食加工',
  '矿泉饮品',
]
const FARM: readonly TradeName[] = ['种植', '养殖', '粮食加工', '农资', '农机服务']
const COUNTER: readonly TradeName[] = [
  ...FOOD,
  '药店',
  '服装鞋帽',
  '家电数码',
  '书店文具',
  '花卉礼品',
  '建材装潢',
]

const DECLARATIONS: readonly Words<Pick<ReportDeclaration, 'category' | 'title' | 'content'>>[] = [
  {
    category: 'qualification',
    title: '从业人员健康证明',
    content: '店内从业人员均持有有效健康证明，原件备查。',
    only: [...FOOD, '住宿', '美容美发', '洗浴足疗'],
  },
  {
    category: 'qualification',
    title: '质量管理体系认证',
    content: '已通过质量管理体系认证，证书在有效期内。',
  },
  {
    category: 'qualification',
    title: '绿色食品标志',
    content: '主要产品获准使用绿色食品标志。',
    only: ['种植', '养殖', '粮食加工', '矿泉饮品'],
  },
  {
    category: 'qualification',
    title: '技师等级证书',
    content: '店内技师持有中级及以上职业技能等级证书。',
    only: ['美容美发', '汽车维修', '家电数码', '农机服务'],
  },
  { category: 'operation', title: '经营场所', content: '在本地固定场所经营，未更换经营者。' },
  { category: 'operation', title: '营业时间', content: '每日八时至二十时营业，节假日不休。' },
  {
    category: 'operation',
    title: '主要产品',
    content: '主营本地非转基因大豆及其制品，可追溯到地块。',
    only: ['种植', '粮食加工'],
  },
  { category: 'operation', title: '支付与票据', content: '支持现金、移动支付和银行卡，按要求开具发票。' },
  {
    category: 'operation',
    title: '语言服务',
    content: '可提供中文、俄文两种语言的商品说明。',
    only: ['对俄贸易', '住宿', '旅游', '花卉礼品'],
  },
  { category: 'contract', title: '供货合同履行', content: '签订的供货合同全部按期履行，无违约。' },
  { category: 'contract', title: '工资支付', content: '按月足额支付员工工资，依法缴纳社会保险。' },
  { category: 'contract', title: '租赁合同履行', content: '按期缴纳房屋租金和物业费，无拖欠。' },
  {
    category: 'publicGood',
    title: '爱心早餐',
    content: '每周向环卫工人提供免费早餐。',
    only: ['餐饮', '饮品烘焙'],
  },
  { category: 'publicGood', title: '助学捐赠', content: '每年向本地小学捐赠图书和文具。' },
  { category: 'publicGood', title: '志愿服务', content: '参加社区冬季清雪志愿服务。' },
]

const COMMITMENTS: readonly Words<Pick<ReportCommitment, 'content' | 'liability'>>[] = [
  {
    content: '所售商品明码标价，不收取未予标明的费用。',
    liability: '违反的，退还多收价款并按多收价款的两倍赔偿。',
  },
  {
    content: '不销售过期、变质和来源不明的食品。',
    liability: '违反的，退还货款并按货款的十倍赔偿。',
    only: FOOD,
  },
  {
    content: '所售商品七日内凭小票无理由退换。',
    liability: '违反的，承担退换产生的全部费用。',
    only: COUNTER,
  },
  {
    content: '足斤足两，店内设公平秤。',
    liability: '短斤缺两的，缺一赔十。',
    only: ['果蔬生鲜', '食杂超市', '粮食加工'],
  },
  {
    content: '维修前告知价格和配件来源，维修后质保三个月。',
    liability: '质保期内同一故障免费重修。',
    only: ['汽车维修', '家电数码', '农机服务'],
  },
  {
    content: '预付费可随时退还余额，不设附加条件。',
    liability: '逾期不退的，按日支付余额万分之五的违约金。',
    only: ['美容美发', '洗浴足疗', '培训', '物业家政'],
  },
  {
    content: '不接待无有效证件的住宿人员，公共用品一客一换。',
    liability: '违反的，免除当日房费并向顾客书面道歉。',
    only: ['住宿'],
  },
  {
    content: '所售种子、农药、化肥均有合格证明，可查来源。',
    liability: '因质量问题造成减产的，依法赔偿损失。',
    only: ['农资'],
  },
  {
    content: '不虚假宣传，不强制消费，尊重游客选择。',
    liability: '违反的，全额退款并接受行业主管部门处理。',
    only: ['旅游', '住宿', '花卉礼品'],
  },
  {
    content: '收购农产品不压级压价，当日结清货款。',
    liability: '拖欠的，按日支付欠款万分之五的违约金。',
    only: FARM,
  },
  { content: '依法签订劳动合同，按月足额支付工资。', liability: '违反的，接受人力资源和社会保障部门处理。' },
  {
    content: '如实公示经营信息，对所填信息的真实性负责。',
    liability: '信息不实的，承担由此产生的法律责任。',
  },
  {
    content: '按合同约定工期和质量施工，不拖欠农民工工资。',
    liability: '逾期的，按合同约定支付违约金。',
    only: ['建筑施工', '建材装潢', '物业家政'],
  },
]

/** So many things a merchant has declared since it joined; the unit has confirmed most of them. */
export function declarations(
  count: number,
  { trade, today }: Subject,
  joinedOn: LegalDate,
  dice: Dice,
): ReportDeclaration[] {
  return wordsOf(DECLARATIONS, trade, count, dice).map((words) => {
    const declaredOn = dayBetween(joinedOn, today, dice)
    const confirmedOn = addDays(declaredOn, dice.between(1, 12))
    return { ...words, declaredOn, confirmedOn: confirmedOn > today ? null : confirmedOn }
  })
}

/** So many things a merchant has promised since it joined; `nextSerial` counts the city's commitments. */
export function commitments(
  count: number,
  { trade, today, divisionCode }: Subject,
  joinedOn: LegalDate,
  nextSerial: () => number,
  dice: Dice,
): ReportCommitment[] {
  return wordsOf(COMMITMENTS, trade, count, dice).map((words) => {
    const madeOn = dayBetween(joinedOn, today, dice)
    return {
      ...words,
      number: divisionCode + madeOn.replaceAll('-', '') + String(nextSerial()).padStart(6, '0'),
      madeOn,
      validUntil: dice.happens(400) ? null : addMonths(madeOn, dice.pick([6, 12, 24, 36])),
      fulfilment: dice.weighted(FULFILMENTS, ({ weight }) => weight).fulfilment,
    }
  })
}

const FULFILMENTS = [
  { fulfilment: '全部履行', weight: 94 },
  { fulfilment: '部分履行', weight: 5 },
  { fulfilment: '全部未履行', weight: 1 },
] as const

/** Different words that fit the trade. */
function wordsOf<T extends object>(table: readonly Words<T>[], trade: Trade, count: number, dice: Dice): T[] {
  const fitting = table.filter(({ only }) => only === undefined || only.some((name) => name === trade.name))
  const first = dice.between(0, fitting.length - 1)
  return Array.from({ length: count }, (_, index) => {
    const { only, ...words } = fitting[(first + index) % fitting.length] as Words<T>
    return words as T
  })
}

function dayBetween(first: LegalDate, last: LegalDate, dice: Dice): LegalDate {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000
  return addDays(first, dice.between(0, days))
}
