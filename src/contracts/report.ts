import * as z from 'zod/mini'

/**
 * What a scan may show: the national public credit report V2.0 (domain of legal and other organisations), with the
 * merchant's own words apart. Everything here is a white list; a field that is not named cannot leave the server.
 */

const legalDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

/** The chapters of report V2.0 that carry records, in the report's order. */
export const CHAPTER_KEYS = [
  'administration',
  'honour',
  'dishonesty',
  'abnormal',
  'promise',
  'evaluation',
  'judgment',
  'other',
] as const

/** A record: its kind names its fields and labels in `domain/recordKinds`; `values` holds public fields only. */
const reportRecord = z.strictObject({
  kind: z.string(),
  date: legalDate,
  source: z.string(),
  values: z.record(z.string(), z.string()),
  /** The merchant objects to it, and the authority has not answered yet (异议处理中). */
  objectionPending: z.boolean(),
  /** The merchant's own word beside it, checked by a clerk. */
  clarification: z.nullable(z.strictObject({ text: z.string(), confirmedOn: legalDate })),
})

/** Chapter one: who it is. `address` is there for enterprises only, never for a household business. */
const reportEntity = z.strictObject({
  name: z.string(),
  creditCode: z.string(),
  /** Null when the registry extract does not name the person. */
  legalRepresentative: z.nullable(z.string()),
  /** Which national label the person's name stands under. */
  entityType: z.enum(['enterprise', 'individual', 'cooperative']),
  entityKind: z.string(),
  establishedOn: z.nullable(legalDate),
  address: z.nullable(z.string()),
  /** Null when no source has told it: an extract that lists an entity does not say that it is still open. */
  status: z.nullable(z.enum(['active', 'deregistered', 'licenceRevoked'])),
  divisionName: z.string(),
  unitName: z.string(),
  source: z.string(),
  sourceOn: legalDate,
})

/** What the merchant states about itself, in its own words. */
const reportDeclaration = z.strictObject({
  category: z.enum(['qualification', 'operation', 'contract', 'publicGood']),
  title: z.string(),
  content: z.string(),
  declaredOn: legalDate,
  confirmedOn: z.nullable(legalDate),
})

/** What the merchant promises, in its own words. */
const reportCommitment = z.strictObject({
  number: z.string(),
  content: z.string(),
  liability: z.string(),
  madeOn: legalDate,
  validUntil: z.nullable(legalDate),
  fulfilment: z.enum(['全部履行', '部分履行', '全部未履行']),
})

/** The part of the report that depends on the entity and the day; stored in the projection as it is sent. */
export const reportBody = z.strictObject({
  entity: reportEntity,
  chapters: z.array(z.strictObject({ key: z.enum(CHAPTER_KEYS), records: z.array(reportRecord) })),
  declarations: z.array(reportDeclaration),
  commitments: z.array(reportCommitment),
})

const plaque = z.strictObject({
  code: z.string(),
  /** Nine digits; print with `formatPlaqueNumber`. */
  number: z.string(),
  /** The day (Asia/Shanghai) since which the plaque stands as it does. */
  since: z.nullable(legalDate),
})

/** Names the plaque asked for: the 20-character code of the link, or the nine-digit printed number. */
export const reportReadRequest = z.union([
  z.strictObject({ code: z.string().check(z.maxLength(64)) }),
  z.strictObject({ number: z.string().check(z.maxLength(32)) }),
])

/** A genuine plaque always answers: with the report, or with the reason why nothing is shown. */
export const reportReadResponse = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('report'),
    plaque,
    /** Epoch milliseconds of the answer: "as of". */
    asOf: z.number(),
    body: reportBody,
  }),
  z.strictObject({
    outcome: z.literal('notShown'),
    reason: z.enum(['notAssigned', 'replaced', 'suspended', 'revoked', 'deregistered']),
    plaque,
    /** Only for a deregistered entity: public registry facts, so that the reader knows whom the plaque named. */
    entityName: z.nullable(z.string()),
  }),
])

/** Sent after the report is on screen. */
export const scanRecordRequest = z.strictObject({ code: z.string().check(z.maxLength(64)) })
/** Whether the scan was counted. */
export const scanRecordResponse = z.strictObject({ recorded: z.boolean() })

/** What the app must know of the city it runs in. */
export const cityReadRequest = z.strictObject({})
/** The city as the app has to tell it. */
export const cityReadResponse = z.strictObject({
  /** `demo`: fictional data; `trial`: real registry with trial plaques; `live`: a served city. */
  mode: z.enum(['demo', 'trial', 'live']),
  /** Origins whose `/c/<code>` links are plaques of this city. */
  plaqueOrigins: z.array(z.string()),
  /** Which edition of the national standard names the chapters of reports. */
  edition: z.enum(['2022', '2021']),
})

/** A chapter that carries records. */
export type ChapterKey = (typeof CHAPTER_KEYS)[number]
/** A record as it is shown; see `reportRecord`. */
export type ReportRecord = z.infer<typeof reportRecord>
/** Who the report is about. */
export type ReportEntity = z.infer<typeof reportEntity>
/** What the merchant states. */
export type ReportDeclaration = z.infer<typeof reportDeclaration>
/** What the merchant promises. */
export type ReportCommitment = z.infer<typeof reportCommitment>
/** The report without the plaque. */
export type ReportBody = z.infer<typeof reportBody>
/** Which plaque is asked for. */
export type ReportReadRequest = z.infer<typeof reportReadRequest>
/** The report, or why a genuine plaque shows none. */
export type ReportReadResponse = z.infer<typeof reportReadResponse>
/** The city as the app has to tell it. */
export type CityReadResponse = z.infer<typeof cityReadResponse>
