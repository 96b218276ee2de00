import type { CityReadResponse, ReportBody, ReportRecord } from '../contracts/report'
import { CHAPTERS, SUGGESTION_CHAPTER } from './chapters'
import { RECORD_KINDS, type RecordKind } from './recordKinds'

/** Which edition of 公共信用信息报告标准 names the chapters. The data is the same. */
export type Edition = CityReadResponse['edition']

/** A chapter of an edition: its names, and which records stand in it. */
export type EditionChapter = {
  key: string
  numeral: string
  title: string
  countLabel: string
  /** The programme's categories that stand in it. */
  categories: readonly string[]
  holds: (kind: RecordKind) => boolean
}

/** The names of a report. */
export type ReportEdition = {
  edition: Edition
  /** As the cover prints it. */
  version: string
  basicTitle: string
  chapters: readonly EditionChapter[]
  /** Chapters with the same sentence for everybody. */
  closing: readonly { numeral: string; title: string; text: string }[]
  /** Where the merchant's own words stand in a document. */
  local: { numeral: string; title: string }
}

const OTHER = ['其他能够反映信用状况的信息']
const ofChapters =
  (...keys: readonly RecordKind['chapter'][]) =>
  (kind: RecordKind) =>
    keys.includes(kind.chapter)
const ofKind = (name: string) => (kind: RecordKind) => kind.kind === name

/** V2.0 (2022), domain: 1.3. */
const EDITION_2022: ReportEdition = {
  edition: '2022',
  version: 'V2.0',
  basicTitle: '登记注册基础信息',
  chapters: CHAPTERS.map((chapter) => ({ ...chapter, holds: ofChapters(chapter.key) })),
  closing: [SUGGESTION_CHAPTER],
  local: { numeral: '十一', title: '公共信用信息地方补充内容' },
}

/**
 * 2021, domain: 1.2; the edition that the programme of 2022-03 names. Its chapter ten analyses an entity, which nothing
 * here does: it says so. A list of abnormal operations is what it calls 重点关注.
 */
const EDITION_2021: ReportEdition = {
  edition: '2021',
  version: '2021年版',
  basicTitle: '基础信息',
  chapters: [
    chapter2021('licences', '二', '行政许可信息', ['行政许可信息'], ofKind('licence')),
    chapter2021('penalties', '三', '行政处罚信息', ['行政处罚信息'], ofKind('penalty')),
    chapter2021('honour', '四', '守信激励信息', ['守信激励信息'], ofChapters('honour')),
    chapter2021('dishonesty', '五', '失信惩戒信息', ['失信惩戒信息'], ofChapters('dishonesty')),
    chapter2021('attention', '六', '重点关注信息', OTHER, ofChapters('abnormal')),
    chapter2021('qualification', '七', '资质/资格信息', OTHER, () => false),
    chapter2021('risk', '八', '风险提示信息', OTHER, () => false),
    chapter2021('other', '九', '其他信息', OTHER, ofChapters('promise', 'evaluation', 'judgment', 'other')),
  ],
  closing: [
    {
      numeral: '十',
      title: '综合信用状况分析',
      text: '本报告只如实列示归集到的信息，不评分、不评级，不对信用状况作综合评价。',
    },
    { ...SUGGESTION_CHAPTER, numeral: '十一' },
  ],
  local: { numeral: '十二', title: '地方信用网站公共信用信息报告补充内容' },
}

function chapter2021(
  key: string,
  numeral: string,
  title: string,
  categories: readonly string[],
  holds: EditionChapter['holds'],
): EditionChapter {
  return { key, numeral, title, countLabel: title.replace('信息', ''), categories, holds }
}

/** The names of an edition. */
export function reportEdition(edition: Edition): ReportEdition {
  return edition === '2021' ? EDITION_2021 : EDITION_2022
}

/** A chapter with what stands in it, by kind in the official order. */
export type FilledChapter = EditionChapter & {
  count: number
  groups: readonly { kind: RecordKind; records: readonly ReportRecord[] }[]
}

/** The chapters of an edition with the records of a report: each record in exactly one of them. */
export function filledChapters(body: ReportBody, { chapters }: ReportEdition): FilledChapter[] {
  const records = body.chapters.flatMap((chapter) => chapter.records)
  return chapters.map((chapter) => {
    const groups = RECORD_KINDS.filter(chapter.holds)
      .map((kind) => ({ kind, records: records.filter((record) => record.kind === kind.kind) }))
      .filter((group) => group.records.length > 0)
    return { ...chapter, groups, count: groups.reduce((sum, group) => sum + group.records.length, 0) }
  })
}
