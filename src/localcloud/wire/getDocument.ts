import * as z from 'zod/mini'
import { findTexts } from '../store/find'
import type { WireAction } from './cloud'
import { collectionName, decodeObject, readFields } from './request'

/** `get` returns this many documents unless asked, and never more than MAXIMUM_ROWS. */
const DEFAULT_ROWS = 100
const MAXIMUM_ROWS = 1000

const request = z.object({
  collectionName,
  query: z.optional(z.string()),
  queryType: z.enum(['WHERE', 'DOC']),
  order: z.optional(z.string()),
  projection: z.optional(z.string()),
  offset: z.optional(z.int().check(z.gte(0))),
  limit: z.optional(z.int().check(z.gte(0))),
})

/** `collection().where().get()` and `doc().get()`. */
export const getDocument: WireAction = ({ store, now }, body) => {
  const { order, projection, offset, limit, ...fields } = readFields(request, body)
  const list = findTexts(store.collection(fields.collectionName), {
    criteria: decodeObject(fields.query, 'query', now()),
    sort: order ? (decodeObject(order, 'order', now()) as Record<string, 1 | -1>) : undefined,
    projection: projection ? decodeObject(projection, 'projection', now()) : undefined,
    skip: offset,
    limit: fields.queryType === 'DOC' ? 1 : Math.min(limit ?? DEFAULT_ROWS, MAXIMUM_ROWS),
  })
  return { data: { list, offset, limit } }
}
