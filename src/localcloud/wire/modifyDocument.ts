import * as z from 'zod/mini'
import { applyUpdate, type Change } from '../semantics/update'
import type { Collection } from '../store/collection'
import { type Match, matching } from '../store/find'
import type { Criteria } from '../store/planner'
import { type Document, decodeStored, encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { collectionName, decodeObject, readFields } from './request'

const request = z.object({
  collectionName,
  query: z.optional(z.string()),
  data: z.string(),
  multi: z.optional(z.boolean()),
  /** True: `data` holds update operators. False: `data` is the whole document (`doc().set()`). */
  merge: z.boolean(),
  upsert: z.optional(z.boolean()),
})

/** `update()` by query or id, and `doc().set()`. */
export const modifyDocument: WireAction = ({ store, now }, body) => {
  const { multi = false, merge, upsert = false, ...fields } = readFields(request, body)
  const collection = store.collection(fields.collectionName)
  const criteria = decodeObject(fields.query, 'query', now())
  const change = decodeObject(fields.data, 'data', now())
  const changed = (document: Document, isInsert = false) =>
    merge
      ? updated(document, change, criteria, now(), isInsert)
      : Object.assign({ _id: document._id }, change, { _id: document._id })
  return store.write(() => {
    const matches = firstOrAll(matching(collection, criteria), multi)
    if (matches.length === 0 && upsert) {
      const document = changed(equalities(criteria, now()), true)
      collection.insert(document, encodeStored(document))
      return { data: { updated: 0, upsert_id: document._id } }
    }
    const changes = matches.map((match) => put(collection, match, changed(decodeStored(match.text))))
    return { data: { updated: changes.filter(Boolean).length } }
  })
}

/** The first matches of a query, or all of them. */
export function firstOrAll(matches: Generator<Match>, multi: boolean): Match[] {
  if (multi) return [...matches]
  const { value, done } = matches.next()
  matches.return(undefined)
  return done ? [] : [value]
}

/** A copy of a document after an update. Throws DatabaseRefusal. */
export function updated(
  document: Document,
  change: Change,
  criteria: Criteria,
  now: number,
  isInsert = false,
): Document {
  return applyUpdate(document, change, { criteria, now, isInsert })
}

/** Writes what differs; a document that the change leaves as it was does not count as updated. */
export function put(
  collection: Collection,
  { place, text: previousText, document }: Match,
  next: Document,
): boolean {
  const text = encodeStored(next)
  if (text === previousText) return false
  collection.replace(place, document, next, text)
  return true
}

/** What an upsert makes a document of: the fields that the query says are equal to something. */
function equalities(criteria: Criteria, now: number): Document {
  const fields = Object.entries(criteria).filter(
    ([field, value]) => !field.startsWith('$') && typeof value !== 'object',
  )
  return applyUpdate({} as Document, { $set: Object.fromEntries(fields) }, { criteria, now })
}
