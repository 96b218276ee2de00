import * as z from 'zod/mini'
import { matching } from '../store/find'
import type { WireAction } from './cloud'
import { collectionName, decodeObject, readFields } from './request'

const request = z.object({ collectionName, query: z.optional(z.string()), multi: z.optional(z.boolean()) })

/** `remove()` by query or id. */
export const removeDocument: WireAction = ({ store, now }, body) => {
  const { collectionName, query, multi = false } = readFields(request, body)
  const collection = store.collection(collectionName)
  const criteria = decodeObject(query, 'query', now())
  return store.write(() => {
    const matches = [...matching(collection, criteria)].slice(0, multi ? undefined : 1)
    for (const { place, document } of matches) collection.remove(place, document)
    return { data: { deleted: matches.length } }
  })
}
