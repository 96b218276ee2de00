import type {
  CodeRow,
  CommitmentRow,
  DeclarationRow,
  EntityRow,
  RecordRow,
  ReportRow,
} from '../../src/cloudbase/rows'
import { hmacKey } from '../../src/cloudbase/settings'
import { addMonths, shanghaiDate } from '../../src/domain/calendar'
import type { CodeState } from '../../src/domain/codeStates'
import { mintPlaqueCode } from '../../src/domain/plaqueCode'
import { makePlaqueNumber } from '../../src/domain/plaqueNumber'
import { PROJECTION_VERSION, projectReport, type ReportSources } from '../../src/domain/report'
import type { Store } from '../../src/localcloud/store/store'
import type { Document } from '../../src/localcloud/store/values'
import { COMPANY, COMPANY_COMMITMENTS, COMPANY_DECLARATIONS, COMPANY_RECORDS } from './sampleCompany'

/** A handful of fictional entities with plaques in every standing, small enough to know by heart. */

const SECRET = '5a'.repeat(32)
/** `PLAQUE_KEYS` of the sample city. */
export const SAMPLE_PLAQUE_KEYS = `t1:${SECRET}`
/** Functions ask the clock, so the sample city is one of today. */
const today = shanghaiDate(Date.now())

const key = hmacKey('t1', Buffer.from(SECRET, 'hex'))
const mint = (serial: number) => mintPlaqueCode(new Uint8Array(12).fill(serial), key)

/** Plaques by what a scan of them says. */
export const PLAQUES = {
  assigned: { code: mint(1), number: makePlaqueNumber(11111111) },
  /** Of the company that has something in every chapter. */
  company: { code: mint(8), number: makePlaqueNumber(88888888) },
  deregistered: { code: mint(2), number: makePlaqueNumber(22222222) },
  notAssigned: { code: mint(3), number: makePlaqueNumber(33333333) },
  replaced: { code: mint(4), number: makePlaqueNumber(44444444) },
  suspended: { code: mint(5), number: makePlaqueNumber(55555555) },
  revoked: { code: mint(6), number: makePlaqueNumber(66666666) },
  /** Genuine, but no plaque of the city. */
  unknown: { code: mint(7), number: makePlaqueNumber(77777777) },
}

/** The entity behind the assigned plaque. */
export const SHOP: EntityRow = {
  _id: '92231102MA00000123',
  name: '爱辉区北岸灯火小吃店',
  creditCode: '92231102MA00000123',
  legalRepresentative: '宋知远',
  entityType: 'individual',
  entityKind: '个体工商户',
  establishedOn: '2019-05-06',
  address: '某小区三单元',
  status: 'active',
  statusSince: null,
  divisionName: '爱辉区',
  unitName: '爱辉区',
  source: '黑河市市场监督管理局',
  sourceOn: '2026-11-01',
  unit: 'aihui',
  zone: null,
  department: null,
  scope: '小吃服务',
  updatedAt: 0,
}
/** An entity that nobody has claimed and that has no plaque. */
export const UNCLAIMED_SHOP: EntityRow = {
  ...SHOP,
  _id: '92231102MA00000312',
  creditCode: '92231102MA00000312',
  name: '爱辉区江畔面馆',
  legalRepresentative: '顾长风',
}
/** Another one, of another unit. */
export const UNCLAIMED_ELSEWHERE: EntityRow = {
  ...UNCLAIMED_SHOP,
  _id: '92231181MA000004X7',
  creditCode: '92231181MA000004X7',
  name: '北安市林间书屋',
  divisionName: '北安市',
  unitName: '北安市',
  unit: 'beian',
}
/** An entity that no longer exists. */
export const CLOSED_SHOP: EntityRow = {
  ...SHOP,
  _id: '92231102MA0000020X',
  creditCode: '92231102MA0000020X',
  name: '爱辉区旧街书铺',
  status: 'deregistered',
}

/** A penalty of the shop, six months old: shown for another six. */
export const PENALTY: RecordRow = {
  _id: 'penalty-1',
  creditCode: SHOP._id,
  kind: 'penalty',
  source: '黑河市爱辉区市场监督管理局',
  categories: ['罚款'],
  decidedOn: addMonths(today, -6),
  values: {
    documentNumber: '爱市监罚〔2026〕7号',
    category: '罚款',
    decidedOn: addMonths(today, -6),
    content: '罚款人民币伍佰元。',
    offenceFacts: '当事人宋某，身份证号码110101199003074512，电话13800138000，未明码标价。',
    authority: '黑河市爱辉区市场监督管理局',
    internalNote: '不公开的字段',
  },
}

/** Writes the sample city into an empty store. */
export function writeSampleCity(store: Store): void {
  const rows: [string, { _id: string }][] = [
    ['entities', SHOP],
    ['entities', CLOSED_SHOP],
    ['entities', UNCLAIMED_SHOP],
    ['entities', UNCLAIMED_ELSEWHERE],
    ['entities', COMPANY],
    ['records', PENALTY],
    ...COMPANY_RECORDS.map((row): [string, RecordRow] => ['records', row]),
    ...COMPANY_DECLARATIONS.map((row): [string, DeclarationRow] => ['declarations', row]),
    ...COMPANY_COMMITMENTS.map((row): [string, CommitmentRow] => ['commitments', row]),
    ['reports', reportRow({ ...NOTHING, entity: SHOP, records: [PENALTY] }, PLAQUES.assigned)],
    ['reports', reportRow({ ...NOTHING, entity: CLOSED_SHOP }, PLAQUES.deregistered)],
    ['reports', reportRow(COMPANY_SOURCES, PLAQUES.company)],
    ['codes', codeRow(PLAQUES.assigned, 'assigned')],
    ['codes', { ...codeRow(PLAQUES.company, 'assigned'), creditCode: COMPANY._id, serial: 0 }],
    ['codes', codeRow(PLAQUES.deregistered, 'assigned')],
    ['codes', codeRow(PLAQUES.notAssigned, 'pushed')],
    ['codes', codeRow(PLAQUES.replaced, 'revoked', PLAQUES.assigned.code)],
    ['codes', codeRow(PLAQUES.suspended, 'suspended')],
    ['codes', codeRow(PLAQUES.revoked, 'revoked')],
  ]
  store.write(() => {
    for (const [collection, row] of rows)
      store.collection(collection).insert(row as Document, JSON.stringify(row))
  })
}

type Plaque = { code: string; number: string }

const NOTHING = { records: [], declarations: [], commitments: [] }
const COMPANY_SOURCES: ReportSources = {
  entity: COMPANY,
  records: COMPANY_RECORDS,
  declarations: COMPANY_DECLARATIONS,
  commitments: COMPANY_COMMITMENTS,
}

function reportRow(sources: ReportSources, { code, number }: Plaque): ReportRow {
  const projection = projectReport(sources, today)
  return {
    _id: sources.entity.creditCode,
    plaqueCode: code,
    plaqueNumber: number,
    plaqueSince: '2026-03-01',
    ...projection,
    stale: false,
    writers: [],
    version: 0,
    projectionVersion: PROJECTION_VERSION,
  }
}

function codeRow({ code, number }: Plaque, state: CodeState, replacedBy: string | null = null): CodeRow {
  return {
    _id: code,
    number,
    creditCode: SHOP._id,
    serial: Object.values(PLAQUES).findIndex((plaque) => plaque.code === code),
    unit: 'aihui',
    state,
    keyId: 't1',
    since: '2026-03-01',
    assignedAt: null,
    consentId: null,
    replacedBy,
  }
}
