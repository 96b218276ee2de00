import type { ReportBody, ReportRecord } from '../../src/contracts/report'
import { CHAPTERS } from '../../src/domain/chapters'
import { RECORD_KINDS } from '../../src/domain/recordKinds'
import type { ReportDocument } from '../../src/domain/reportDocument'

/** A paragraph of the length that departments write. */
export const LONG_TEXT =
  '当事人于检查期间未能提供进货查验记录，现场（二楼仓库）发现预包装食品12件，其中“江畔牌”黄油饼干（批号20260301-A）已超过保质期3日；经复查，已改正。'

/** Records of every kind with every public field filled, each value another one, `count` of them in all. */
export function fullRecords(count: number, longText = LONG_TEXT.repeat(3)): ReportRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = RECORD_KINDS[index % RECORD_KINDS.length]
    if (!kind) throw new Error('there are no kinds')
    const day = `2026-0${1 + (index % 9)}-1${index % 10}`
    const values = kind.fields.map(({ name, label, long }) => [
      name,
      name === kind.dateField ? day : long ? `${label}：${longText}` : `${label}之${index + 1}`,
    ])
    return {
      kind: kind.kind,
      date: day,
      source: '黑河市市场监督管理局',
      values: Object.fromEntries(values),
      objectionPending: false,
      clarification: null,
    }
  })
}

/** The report of a fictional company with these records. */
export function fullReport(records: readonly ReportRecord[]): ReportBody {
  const chapterOf = new Map(RECORD_KINDS.map(({ kind, chapter }) => [kind, chapter]))
  return {
    entity: {
      name: '黑河市江畔食品有限公司',
      creditCode: '91231102MA000004XW',
      legalRepresentative: '林远航',
      entityType: 'enterprise',
      entityKind: '有限责任公司（自然人投资或控股）',
      establishedOn: '2016-09-12',
      address: '黑河市爱辉区江畔路 18 号',
      status: 'active',
      divisionName: '爱辉区',
      unitName: '爱辉区',
      source: '黑河市市场监督管理局',
      sourceOn: '2026-11-01',
    },
    chapters: CHAPTERS.map(({ key }) => ({
      key,
      records: records.filter(({ kind }) => chapterOf.get(kind) === key),
    })),
    declarations: [
      {
        category: 'publicGood',
        title: '为社区老人送餐',
        content: '每周三为江畔社区的老人送餐。\n节日加一次。',
        declaredOn: '2026-05-08',
        confirmedOn: '2026-05-11',
      },
    ],
    commitments: [
      {
        number: '23110020260509000001',
        content: '不卖过期食品。',
        liability: '假一赔十，并接受公开曝光。',
        madeOn: '2026-05-09',
        validUntil: null,
        fulfilment: '全部履行',
      },
    ],
  }
}

/** A document of a report, made at a fixed second. */
export function documentOf(body: ReportBody, more: Partial<ReportDocument> = {}): ReportDocument {
  return {
    number: '2026112509301512A34567',
    checkCode: '7K3MX9QA',
    madeAt: Date.parse('2026-11-25T09:30:15+08:00'),
    link: 'https://plaques.example/d/2026112509301512A345677K3MX9QA',
    digest: '0F1E2D3C4B5A69788796A5B4C3D2E1F0',
    edition: '2022',
    mode: 'live',
    body,
    ...more,
  }
}
