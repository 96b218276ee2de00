import * as z from 'zod/mini'
import { ROLES } from './roles'

/** What an auditor sends to and gets from the function `audit`. Instants are epoch milliseconds. */

const cursor = z.nullable(z.string().check(z.maxLength(120)))
const text = z.string().check(z.maxLength(80))

/** Which way somebody came in. */
export const DOORS = ['wechat', 'desktop', 'command', 'timer', 'anonymous'] as const

/** Null: any. `personId` and `creditCode` whole; `action` as `people.claim.decide`; instants from (inclusive) and to (exclusive). */
const filter = {
  personId: z.nullable(text),
  creditCode: z.nullable(text),
  action: z.nullable(text),
  /** `ok`, `refused` (anything else), or one code of the error registry. */
  outcome: z.nullable(text),
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
}

const line = z.strictObject({
  id: z.string(),
  at: z.number(),
  personId: z.nullable(z.string()),
  maskedName: z.nullable(z.string()),
  roles: z.array(z.enum(ROLES)),
  door: z.enum(DOORS),
  action: z.string(),
  subject: z.nullable(z.string()),
  creditCode: z.nullable(z.string()),
  outcome: z.string(),
})
export type AuditLineView = z.infer<typeof line>

const filterSchema = z.strictObject(filter)
/** Which lines. */
export type AuditFilter = z.infer<typeof filterSchema>

export const lineListRequest = z.strictObject({ ...filter, cursor })
export const lineListResponse = z.strictObject({ rows: z.array(line), cursor })
export const lineReadRequest = z.strictObject({ id: text })
/** One change of one field in words; of what is personal or secret they say only that it changed. */
const change = z.strictObject({
  thing: z.string(),
  id: z.string(),
  field: z.string(),
  before: z.string(),
  after: z.string(),
  isSealed: z.boolean(),
})
export const lineReadResponse = z.strictObject({
  line,
  reason: z.nullable(z.string()),
  changes: z.array(change),
  /** A job's slice: how many ids it touched, and their digest. */
  batch: z.nullable(z.strictObject({ count: z.number(), digest: z.string() })),
  /** Its place in the chain. */
  shard: z.number(),
  sequence: z.number(),
  hash: z.string(),
})
export const lineExportRequest = z.strictObject({
  ...filter,
  cursor,
  reason: z.string().check(z.maxLength(500)),
})
/** A page of the CSV (RFC 4180, with a byte order mark on the first page only). */
export const lineExportResponse = z.strictObject({ text: z.string(), count: z.number(), cursor })
