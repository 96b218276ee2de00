import { update } from 'mingo'
import { resolve } from 'mingo/util'
import * as z from 'zod/mini'
import { type Match, matching } from '../store/find'
import type { Criteria } from '../store/planner'
import type { Collection } from '../store/store'
import { type Document, decodeStored, encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { WireError } from './errors'
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
  return store.write(() => {
    const matches = firstOrAll(matching(collection, criteria), multi)
    if (matches.length === 0 && upsert)
      return { data: { updated: 0, upsert_id: insertNew(collection, criteria, change, merge) } }
    const updated = matches.filter((match) =>
      put(collection, match, changed(decodeStored(match.text), change, merge)),
    ).length
    return { data: { updated } }
  })
}

function firstOrAll(matches: Generator<Match>, multi: boolean): Match[] {
  if (multi) return [...matches]
  const { value, done } = matches.next()
  matches.return(undefined)
  return done ? [] : [value]
}

/** The document after the change, which may be the one given. */
function changed(document: Document, change: Criteria, merge: boolean): Document {
  if (!merge) return { _id: document._id, ...change }
  refuseArithmeticOnOthers(document, change)
  try {
    update(document, change, [], {}, { cloneMode: 'deep' })
  } catch (fault) {
    // mingo asserts what MongoDB refuses (`$inc` of a text, an operator it does not know) and says which.
    throw new WireError('DATABASE_REQUEST_FAILED', (fault as Error).message)
  }
  return document
}

/** MongoDB refuses to add to what is no number; mingo would not. */
function refuseArithmeticOnOthers(document: Document, change: Criteria): void {
  for (const operator of ['$inc', '$mul']) {
    for (const field of Object.keys((change[operator] ?? {}) as object)) {
      const value = resolve(document, field)
      if (value === undefined || typeof value === 'number') continue
      throw new WireError(
        'DATABASE_REQUEST_FAILED',
        `Cannot apply ${operator} to a value of non-numeric type: ${field}`,
      )
    }
  }
}

/** Writes what differs; a document that the change leaves as it was does not count as updated. */
function put(
  collection: Collection,
  { place, text: previousText, document }: Match,
  next: Document,
): boolean {
  const text = encodeStored(next)
  if (text === previousText) return false
  collection.replace(place, document, next, text)
  return true
}

function insertNew(collection: Collection, criteria: Criteria, change: Criteria, merge: boolean): unknown {
  const equalities = Object.entries(criteria).filter(
    ([field, value]) => !field.startsWith('$') && typeof value !== 'object',
  )
  const document = changed(Object.fromEntries(equalities) as Document, change, merge)
  collection.insert(document, encodeStored(document))
  return document._id
}
