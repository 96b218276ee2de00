import type { ChapterKey, ReportBody } from '../contracts/report'

/** A chapter of report V2.0 with its count's name in the summary and the programme's category that stands in it. */
export type Chapter = {
  key: ChapterKey
  numeral: string
  title: string
  countLabel: string
  categories: readonly string[]
}

/**
 * Chapters two to nine of the national report V2.0 (domain: 1.3) and where the programme's categories of
 * 黑市诚信办发〔2022〕2号 part three stand in them. 基础信息 is chapter one; 自愿注册 and 主动承诺 stand apart.
 */
export const CHAPTERS: readonly Chapter[] = [
  {
    key: 'administration',
    numeral: '二',
    title: '行政管理信息',
    countLabel: '行政管理',
    categories: ['行政许可信息', '行政处罚信息'],
  },
  {
    key: 'honour',
    numeral: '三',
    title: '诚实守信相关荣誉信息',
    countLabel: '诚实守信',
    categories: ['守信激励信息'],
  },
  {
    key: 'dishonesty',
    numeral: '四',
    title: '严重失信主体名单信息',
    countLabel: '严重失信主体名单',
    categories: ['失信惩戒信息'],
  },
  {
    key: 'abnormal',
    numeral: '五',
    title: '经营（活动）异常名录（状态）信息',
    countLabel: '经营异常',
    categories: ['其他能够反映信用状况的信息'],
  },
  {
    key: 'promise',
    numeral: '六',
    title: '信用承诺信息',
    countLabel: '信用承诺',
    categories: ['其他能够反映信用状况的信息'],
  },
  {
    key: 'evaluation',
    numeral: '七',
    title: '信用评价信息',
    countLabel: '信用评价',
    categories: ['其他能够反映信用状况的信息'],
  },
  {
    key: 'judgment',
    numeral: '八',
    title: '司法判决及执行信息',
    countLabel: '司法判决',
    categories: ['其他能够反映信用状况的信息'],
  },
  {
    key: 'other',
    numeral: '九',
    title: '其他信息',
    countLabel: '其他信息',
    categories: ['其他能够反映信用状况的信息'],
  },
]

/** Chapter ten of report V2.0: the same sentence for everybody (domain: 1.3), since nothing here judges an entity. */
export const SUGGESTION_CHAPTER = {
  numeral: '十',
  title: '信用状况提升建议',
  text: '建议秉持诚信理念，合法有序开展经营活动。',
} as const

/** What an empty chapter says (report V2.0). */
export const EMPTY_CHAPTER_TEXT = '查询期内无相关信息'

/** How many records each chapter shows; a chapter that is missing counts none. */
export function reportCounts(body: ReportBody): Record<ChapterKey, number> {
  const counts = {} as Record<ChapterKey, number>
  for (const { key } of CHAPTERS) {
    counts[key] = body.chapters.find((chapter) => chapter.key === key)?.records.length ?? 0
  }
  return counts
}
