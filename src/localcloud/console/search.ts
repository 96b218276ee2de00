import { compileQuery } from '../semantics/evaluate'
import type { Collection } from '../store/collection'
import { planQuery } from '../store/planner'
import { type Document, decodeStored, decodeWire } from '../store/values'

/** A page of what a query finds. */
export type Found = {
  documents: { document: Document; text: string }[]
  hasMore: boolean
  readDocuments: number
}

export const PAGE_SIZE = 50
/** After so many documents others are let in: a long search must not hold up the functions. */
const READS_AT_ONCE = 500

/** What a person types: a query in EJSON, an `_id` alone, or nothing for all. Throws SyntaxError or bson's BSONError. */
export function criteriaOf(typed: string, now: number): Record<string, unknown> {
  const text = typed.trim()
  if (!text) return {}
  return text.startsWith('{') ? (decodeWire(text, now) as Record<string, unknown>) : { _id: text }
}

/**
 * Searches as the store's own reads do, but without their limits: a person who looks for something may read a whole
 * collection. It counts for no function and no index. Throws DatabaseRefusal.
 */
export async function search(
  collection: Collection,
  criteria: Record<string, unknown>,
  page: number,
): Promise<Found> {
  const { selection, isExact } = planQuery(criteria, undefined, collection.plannedIndexes)
  const isMatch = isExact ? () => true : compileQuery(criteria)
  const found: Found = { documents: [], hasMore: false, readDocuments: 0 }
  let toSkip = (page - 1) * PAGE_SIZE
  for (const { text } of collection.select(selection)) {
    if (++found.readDocuments % READS_AT_ONCE === 0) await new Promise(setImmediate)
    if (isExact && toSkip > 0) {
      toSkip--
      continue
    }
    const document = decodeStored(text)
    if (!isMatch(document)) continue
    if (toSkip-- > 0) continue
    if (found.documents.length === PAGE_SIZE) return { ...found, hasMore: true }
    found.documents.push({ document, text })
  }
  return found
}
