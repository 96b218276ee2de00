import * as z from 'zod/mini'
import { findTexts } from '../store/find'
import type { WireAction } from './cloud'
import { collectionName, decodeObject, readFields } from './request'
import { warnOfCut } from './watchReads'

/** `get` returns this many documents unless asked, and never more than MAXIMUM_ROWS. */
const DEFAULT_ROWS = 100
const MAXIMUM_ROWS = 1000
const CUTS = [DEFAULT_ROWS, MAXIMUM_ROWS]

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
export const getDocument: WireAction = (cloud, body) => {
  const { store, now } = cloud
  const { order, projection, offset, limit, ...fields } = readFields(request, body)
  const rows = fields.queryType === 'DOC' ? 1 : Math.min(limit ?? DEFAULT_ROWS, MAXIMUM_ROWS)
  // The SDK sends its default like a limit that was asked for; who pages asks for an offset or an order.
  const mayBeCut = fields.queryType === 'WHERE' && CUTS.includes(rows) && !offset && !order
  const list = findTexts(store.collection(fields.collectionName), {
    criteria: decodeObject(fields.query, 'query', now()),
    sort: order ? (decodeObject(order, 'order', now()) as Record<string, 1 | -1>) : undefined,
    projection: projection ? decodeObject(projection, 'projection', now()) : undefined,
    skip: offset,
    limit: rows + (mayBeCut ? 1 : 0),
  })
  if (list.length > rows) {
    list.pop()
    warnOfCut(cloud, fields.collectionName, rows, `${DEFAULT_ROWS} by default and ${MAXIMUM_ROWS} at most`)
  }
  return { data: { list, offset, limit } }
}
