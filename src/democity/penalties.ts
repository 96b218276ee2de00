import { addDays, addMonths, type LegalDate } from '../domain/calendar'
import type { PublicityFacts } from '../domain/publication'
import type { RecordFacts } from '../domain/report'
import { authority, type Department } from './authorities'
import type { Dice } from './dice'
import { LICENCES } from './licences'
import type { DaysAgo, Subject } from './subject'
import type { Field, Trade } from './trades'

/** What was done wrong, in the words of decisions. `field` null: any trade can do it. */
type Offence = { field: Field | null; type: string; facts: string; basis: string; department: Department }

const OFFENCES: readonly Offence[] = [
  {
    field: null,
    type: '不按规定明码标价',
    facts: '当事人销售商品未按规定明码标价，经责令改正后复查仍有部分商品未标示价格。',
    basis: '《中华人民共和国价格法》第四十二条',
    department: '市场监管',
  },
  {
    field: null,
    type: '发布虚假广告',
    facts: '当事人在店内张贴的宣传品对商品的性能作引人误解的宣传，不能提供证明材料。',
    basis: '《中华人民共和国广告法》第五十五条第一款',
    department: '市场监管',
  },
  {
    field: null,
    type: '使用未经检定的计量器具',
    facts: '当事人用于贸易结算的电子计价秤超过检定周期，未申请周期检定继续使用。',
    basis: '《中华人民共和国计量法》第二十五条',
    department: '市场监管',
  },
  {
    field: '食品',
    type: '经营超过保质期的食品',
    facts: '执法人员现场检查发现，货架上摆放待售的预包装食品已超过标签标注的保质期。',
    basis: '《中华人民共和国食品安全法》第一百二十四条第一款第（五）项',
    department: '市场监管',
  },
  {
    field: '食品',
    type: '采购食品未查验供货者许可证',
    facts: '当事人采购食品时未查验供货者的许可证和产品合格证明文件，未建立进货查验记录。',
    basis: '《中华人民共和国食品安全法》第一百二十六条第一款第（三）项',
    department: '市场监管',
  },
  {
    field: '药品',
    type: '未凭处方销售处方药',
    facts: '当事人销售处方药时未按规定审核、留存处方，药品销售记录与库存不符。',
    basis: '《中华人民共和国药品管理法》第一百二十六条',
    department: '市场监管',
  },
  {
    field: '消防',
    type: '占用、堵塞疏散通道和安全出口',
    facts: '检查发现营业场所后侧安全出口被货物占用堵塞，消防设施未保持完好有效。',
    basis: '《中华人民共和国消防法》第六十条第一款第（三）项',
    department: '消防',
  },
  {
    field: '特种设备',
    type: '使用未经定期检验的特种设备',
    facts: '当事人使用的电梯超过检验有效期，未经定期检验继续投入使用。',
    basis: '《中华人民共和国特种设备安全法》第八十四条第（一）项',
    department: '市场监管',
  },
  {
    field: '安全生产',
    type: '未按规定对从业人员进行安全生产教育和培训',
    facts: '当事人未如实记录安全生产教育和培训情况，特种作业人员未持证上岗作业。',
    basis: '《中华人民共和国安全生产法》第九十七条',
    department: '应急管理',
  },
  {
    field: '生态环境',
    type: '未按排污许可证规定排放污染物',
    facts: '当事人废气治理设施停运期间继续生产，未按照排污许可证的规定开展自行监测。',
    basis: '《排污许可管理条例》第三十六条',
    department: '生态环境',
  },
  {
    field: '道路运输',
    type: '货运车辆超过核定载质量运输',
    facts: '当事人所属货运车辆经检测超过核定载质量，未采取措施消除违法状态。',
    basis: '《中华人民共和国道路运输条例》第六十四条',
    department: '交通运输',
  },
  {
    field: '文化市场',
    type: '未按规定悬挂标志、登记消费者信息',
    facts: '当事人未在显著位置悬挂许可证和警示标志，未按规定核对登记消费者信息。',
    basis: '《娱乐场所管理条例》第五十一条',
    department: '文旅',
  },
  {
    field: '农资',
    type: '经营标签不符合规定的农资产品',
    facts: '当事人销售的农药标签未标注登记证号，未建立采购和销售台账。',
    basis: '《农药管理条例》第五十七条',
    department: '农业农村',
  },
  {
    field: '工程质量',
    type: '未按照工程设计图纸施工',
    facts: '当事人在工程施工中偷减保温层厚度，未按照工程设计图纸和施工技术标准施工。',
    basis: '《建设工程质量管理条例》第六十四条',
    department: '住建',
  },
  {
    field: '公共卫生',
    type: '从业人员无有效健康合格证明上岗',
    facts: '当事人安排未获得有效健康合格证明的从业人员从事直接为顾客服务的工作。',
    basis: '《公共场所卫生管理条例实施细则》第三十八条',
    department: '卫生健康',
  },
  {
    field: '教育培训',
    type: '超范围开展校外培训',
    facts: '当事人超出办学许可证核准的范围开展培训，收费未使用规定的示范文本合同。',
    basis: '《校外培训行政处罚暂行办法》第二十条',
    department: '教育',
  },
  {
    field: '烟草专卖',
    type: '未在当地烟草专卖批发企业进货',
    facts: '当事人经营的部分卷烟不能提供在当地烟草专卖批发企业进货的凭证。',
    basis: '《中华人民共和国烟草专卖法实施条例》第五十六条',
    department: '烟草',
  },
]

/** Types of penalty, and how a decision words them. */
const SENTENCES = {
  警告: () => '给予警告',
  通报批评: () => '予以通报批评',
  罚款: ({ fineYuan }: Amounts) => `处罚款人民币${fineYuan}元`,
  没收违法所得: ({ confiscatedYuan }: Amounts) => `没收违法所得人民币${confiscatedYuan}元`,
  没收非法财物: ({ confiscatedYuan }: Amounts) => `没收非法财物（货值人民币${confiscatedYuan}元）`,
  暂扣许可证件: ({ certificate }: Amounts) => `暂扣${certificate}一个月`,
  吊销许可证件: ({ certificate }: Amounts) => `吊销${certificate}`,
  责令停产停业: () => '责令停产停业整顿十五日',
  限制从业: () => '相关责任人员五年内不得从事同类生产经营管理活动',
} satisfies Record<string, (amounts: Amounts) => string>

type Amounts = { fineYuan: number; confiscatedYuan: number; certificate: string }

/** A course of events: what was decided, how long ago, and what became of it. */
export type PenaltyStory = {
  story: string
  categories: readonly (keyof typeof SENTENCES)[]
  daysAgo: DaysAgo
  /** Entities in a thousand to which it happened. */
  perThousand: number
  /** Who it can happen to; all when absent. */
  only?: 'individual'
  /** Facts that decide how long it may be shown, beside day, types and field. */
  facts?: (decidedOn: LegalDate, dice: Dice) => PublicityFacts
}

const after = (decidedOn: LegalDate, dice: Dice, fromDays: number, toDays: number) =>
  addDays(decidedOn, dice.between(fromDays, toDays))

/** All courses of events; the notes say what a reader sees under the rules in force since 2026-04. To add one, add a row. */
export const PENALTY_STORIES: readonly PenaltyStory[] = [
  { story: 'ordinary, shown', categories: ['罚款'], daysAgo: [1, 360], perThousand: 25 },
  {
    story: 'two types, shown',
    categories: ['罚款', '没收违法所得'],
    daysAgo: [1, 360],
    perThousand: 8,
  },
  { story: 'ordinary, term over', categories: ['罚款'], daysAgo: [370, 1290], perThousand: 25 },
  {
    story: 'ordinary, decided under the rules of 2019, term over',
    categories: ['罚款', '没收非法财物'],
    daysAgo: [1310, 2600],
    perThousand: 12,
  },
  {
    story: 'certificate held back, shown',
    categories: ['罚款', '暂扣许可证件'],
    daysAgo: [1, 360],
    perThousand: 1,
  },
  {
    story: 'grave, shown',
    categories: ['罚款', '责令停产停业'],
    daysAgo: [1, 1080],
    perThousand: 3,
  },
  {
    story: 'grave, certificate revoked, shown',
    categories: ['没收违法所得', '吊销许可证件'],
    daysAgo: [1, 1080],
    perThousand: 1,
  },
  {
    story: 'grave, barred from the trade, shown',
    categories: ['罚款', '限制从业'],
    daysAgo: [1, 1080],
    perThousand: 0.5,
  },
  {
    story: 'grave, term over',
    categories: ['罚款', '责令停产停业'],
    daysAgo: [1110, 2600],
    perThousand: 2,
  },
  {
    story: 'called grave by its authority, shown longer than its type would be',
    categories: ['罚款'],
    daysAgo: [400, 1000],
    perThousand: 2,
    facts: () => ({ tier: 'serious' }),
  },
  { story: 'minor by type, not shown', categories: ['警告'], daysAgo: [1, 700], perThousand: 20 },
  {
    story: 'minor by simple procedure, not shown',
    categories: ['罚款'],
    daysAgo: [1, 700],
    perThousand: 12,
    facts: () => ({ simpleProcedure: true }),
  },
  {
    story: 'minor, but the authority wants it shown: shown for three months',
    categories: ['通报批评'],
    daysAgo: [1, 85],
    perThousand: 2,
    facts: () => ({ mustPublish: true }),
  },
  {
    story: 'ordinary, repaired',
    categories: ['罚款'],
    daysAgo: [120, 350],
    perThousand: 10,
    facts: (decidedOn, dice) => ({ repairedOn: after(decidedOn, dice, 95, 118) }),
  },
  {
    story: 'grave, repaired',
    categories: ['罚款', '责令停产停业'],
    daysAgo: [410, 1000],
    perThousand: 1,
    facts: (decidedOn, dice) => ({ repairedOn: after(decidedOn, dice, 370, 405) }),
  },
  {
    story: 'decision revoked',
    categories: ['罚款'],
    daysAgo: [60, 350],
    perThousand: 2,
    facts: (decidedOn, dice) => ({ revokedOn: after(decidedOn, dice, 20, 58) }),
  },
  {
    story: 'publication suspended by a lawsuit',
    categories: ['罚款', '没收违法所得'],
    daysAgo: [10, 200],
    perThousand: 1,
    facts: () => ({ suspended: true }),
  },
  {
    story: 'the authority shortens the term, still shown',
    categories: ['罚款'],
    daysAgo: [1, 150],
    perThousand: 3,
    facts: (decidedOn) => ({ reportedUntil: addMonths(decidedOn, 6) }),
  },
  {
    story: 'the authority shortened the term, over',
    categories: ['罚款'],
    daysAgo: [200, 360],
    perThousand: 2,
    facts: (decidedOn) => ({ reportedUntil: addMonths(decidedOn, 6) }),
  },
  {
    story: 'the owner was under age, never shown',
    categories: ['罚款'],
    daysAgo: [1, 360],
    perThousand: 0.3,
    only: 'individual',
    facts: () => ({ subjectIsMinor: true }),
  },
]

/** The record of one course of events, decided on a day. */
export function penalty(
  story: PenaltyStory,
  subject: Subject,
  decidedOn: LegalDate,
  dice: Dice,
): RecordFacts {
  const { trade, place, divisionCode } = subject
  const offence = dice.pick(offencesOf(trade, story))
  const decider = authority(offence.department, place)
  const licence = LICENCES[trade.licences[0] ?? 'registration']
  const certificate = `${licence.certificate}（${licence.prefix}${divisionCode}${serial(dice, 6)}）`
  const facts = story.facts?.(decidedOn, dice) ?? {}
  const amounts = {
    fineYuan: facts.simpleProcedure ? dice.between(1, 4) * 50 : dice.between(2, 100) * 500,
    confiscatedYuan: dice.between(80, 9000),
    certificate,
  }
  const has = (...categories: string[]) => story.categories.some((category) => categories.includes(category))
  return {
    kind: 'penalty',
    source: decider.name,
    decidedOn,
    categories: [...story.categories],
    ...(offence.field && { field: offence.field }),
    ...facts,
    values: {
      documentNumber: `${decider.short}罚〔${decidedOn.slice(0, 4)}〕${dice.between(1, 480)}号`,
      category: story.categories.join('；'),
      decidedOn,
      content: wording(story, amounts),
      ...(has('罚款') && { fineTenThousandYuan: tenThousand(amounts.fineYuan) }),
      ...(has('没收违法所得', '没收非法财物') && {
        confiscatedTenThousandYuan: tenThousand(amounts.confiscatedYuan),
      }),
      ...(has('暂扣许可证件', '吊销许可证件') && { revokedCertificate: certificate }),
      offenceType: offence.type,
      offenceFacts: offence.facts,
      legalBasis: offence.basis,
      authority: decider.name,
      authorityCode: decider.creditCode,
      source: decider.name,
      sourceCode: decider.creditCode,
    },
  }
}

/** What is decided, numbered when it is more than one thing. */
function wording({ categories }: PenaltyStory, amounts: Amounts): string {
  const sentences = categories.map((category) => SENTENCES[category](amounts))
  if (sentences.length === 1) return `${sentences[0]}。`
  return `${sentences.map((sentence, index) => `${index + 1}.${sentence}`).join('；')}。`
}

const GRAVE: readonly string[] = ['责令停产停业', '吊销许可证件', '限制从业']

/** What a trade can do wrong; what is punished gravely is of its own field where it has one. */
function offencesOf({ fields }: Trade, { categories }: PenaltyStory): readonly Offence[] {
  const own = OFFENCES.filter(({ field }) => field !== null && fields.includes(field))
  if (own.length > 0 && categories.some((category) => GRAVE.includes(category))) return own
  return [...own, ...OFFENCES.filter(({ field }) => field === null)]
}

/** Yuan as 万元, without trailing noughts. */
const tenThousand = (yuan: number) => String(yuan / 10_000)

/** A number of fixed width. */
export const serial = (dice: Dice, digits: number) =>
  String(dice.between(1, 10 ** digits - 1)).padStart(digits, '0')
