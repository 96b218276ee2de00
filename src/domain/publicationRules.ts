import type { LegalDate } from './calendar'

/** How grave a penalised act is: 轻微 / 一般 / 严重. */
export type PenaltyTier = 'minor' | 'ordinary' | 'serious'

/** Months counted from the day of the decision; `minMonths` null: no early repair. */
export type PublicityTerm = { minMonths: number | null; maxMonths: number }

/** One version of the publicity rules for administrative penalties, with the days it is in force. */
export type PublicationRuleSet = {
  id: '2019' | '2023' | '2026'
  /** The official name of the document. */
  document: string
  /** Its number (文号). */
  number: string
  effectiveFrom: LegalDate
  /** Last day in force; null: still in force. */
  effectiveUntil: LegalDate | null
  /** What happens to 简易程序 and to decisions of 警告 / 通报批评 only. */
  minor: 'asOrdinary' | 'notShown' | 'onlyIfMustPublish'
  /** Terms per tier; `specificSerious` (特定严重) is known to the rules of 2019 only. */
  terms: Record<PenaltyTier, PublicityTerm> & { specificSerious?: PublicityTerm }
  /** Fields in which repair has to wait longer, whatever the tier. */
  strictFields?: { names: readonly string[]; minMonths: number }
}

const anyTier = { minMonths: 3, maxMonths: 36 }

/** All rule sets, oldest first, without gaps. The day counted from is the day of the decision in all of them. */
export const PUBLICATION_RULE_SETS: readonly PublicationRuleSet[] = [
  {
    // 发改办财金〔2019〕527号 (2019-05). Terms checked (aaa315gov.net/lianhechengjie/2021-03-12/69.html,
    // fynews.net/article-192921-1.html); the document's number is from memory.
    id: '2019',
    document: '关于进一步完善“信用中国”网站及地方信用门户网站行政处罚信息信用修复机制的通知',
    number: '发改办财金〔2019〕527号',
    effectiveFrom: '2019-07-01',
    effectiveUntil: '2023-04-30',
    minor: 'asOrdinary',
    terms: {
      minor: { minMonths: 3, maxMonths: 12 },
      ordinary: { minMonths: 3, maxMonths: 12 },
      serious: { minMonths: 6, maxMonths: 36 },
      specificSerious: { minMonths: null, maxMonths: 36 },
    },
  },
  {
    // 国家发改委令第58号 (2023-01-13). Terms checked (senqisrq.com/xxgk/ztzl/sgs/index.html, zs531.com/news/325.html);
    // from memory: 食品 and 药品 among the strict fields, and that simple procedure, 警告 and 通报批评 are not shown.
    id: '2023',
    document: '失信行为纠正后的信用信息修复管理办法（试行）',
    number: '国家发展改革委令第58号',
    effectiveFrom: '2023-05-01',
    effectiveUntil: '2026-03-31',
    minor: 'notShown',
    terms: { minor: anyTier, ordinary: anyTier, serious: anyTier },
    strictFields: { names: ['食品', '药品', '特种设备', '安全生产', '消防'], minMonths: 12 },
  },
  {
    // 国家发改委令第36号 (2025-11-26), carrying out 国办发〔2025〕22号. Checked
    // (m.law-lib.com/law/law_view.asp?id=786242, gov.cn/zhengce/content/202506/content_7029483.htm).
    // 轻微: repair may be asked for as soon as the legal duties are done, hence no shortest term.
    id: '2026',
    document: '信用修复管理办法',
    number: '国家发展改革委令第36号',
    effectiveFrom: '2026-04-01',
    effectiveUntil: null,
    minor: 'onlyIfMustPublish',
    terms: {
      minor: { minMonths: 0, maxMonths: 3 },
      ordinary: { minMonths: 3, maxMonths: 12 },
      serious: { minMonths: 12, maxMonths: 36 },
    },
  },
]

/** A decision of these types only is 轻微 (36号令; under 58号令 it is not shown). */
export const MINOR_CATEGORIES: readonly string[] = ['警告', '通报批评']

/**
 * One of these types makes the decision 严重 unless the authority says otherwise; everything else is 一般. 巨额罚款 is
 * 严重 too, but what is 巨额 only the authority can tell.
 */
export const SERIOUS_CATEGORIES: readonly string[] = [
  '吊销许可证件',
  '吊销许可证',
  '吊销执照',
  '吊销营业执照',
  '降低资质等级',
  '责令关闭',
  '责令停产停业',
  '限制开展生产经营活动',
  '限制从业',
]

/**
 * Official labels (发改办财金〔2018〕424号; 行政处罚法第9条) that put suspending and revoking into one type. They do not
 * say which it was, so they are 一般, to the advantage of the one penalised, until the authority sets the tier.
 */
export const UNDECIDED_CATEGORIES: readonly string[] = [
  '暂扣许可证件、降低资质等级、吊销许可证件',
  '暂扣或者吊销许可证、暂扣或者吊销执照',
]

/** 特定严重 of 2019 (from memory): one of these types in one of these fields. */
export const SPECIFIC_SERIOUS_2019 = {
  categories: ['责令停产停业', '吊销许可证件', '吊销许可证', '吊销执照', '吊销营业执照'] as readonly string[],
  fields: ['食品', '药品', '生态环境', '工程质量', '安全生产', '消防', '强制性产品认证'] as readonly string[],
}
