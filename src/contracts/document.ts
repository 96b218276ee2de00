import * as z from 'zod/mini'
import { reportBody } from './report'

/** Report documents: a report as a file that proves itself, and a shop's own data. */

/** The shop whose report or data is asked for. */
export const ownEntityRequest = z.strictObject({ creditCode: z.string().check(z.maxLength(18)) })

/** The document that was made. It is not kept: what is kept is enough to tell a doctored one. */
export const documentResponse = z.strictObject({
  number: z.string(),
  checkCode: z.string(),
  /** Epoch milliseconds. */
  madeAt: z.number(),
  /** The file, in base64. */
  pdf: z.string(),
})

/** What stands on the document, as read from its QR or typed. */
export const documentCheckRequest = z.strictObject({
  number: z.string().check(z.maxLength(64)),
  checkCode: z.string().check(z.maxLength(32)),
})

/** What a genuine document says, to be compared with the one in the hand. */
export const documentCheckResponse = z.strictObject({
  number: z.string(),
  madeAt: z.number(),
  entityName: z.string(),
  creditCode: z.string(),
  counts: z.array(z.strictObject({ label: z.string(), count: z.int() })),
  digest: z.string(),
  /** Whether a document made now would say the same. */
  isCurrent: z.boolean(),
})

/** A shop's report as data. */
export const ownDataResponse = z.strictObject({
  /** Epoch milliseconds of the answer: "as of". */
  asOf: z.number(),
  body: reportBody,
})
