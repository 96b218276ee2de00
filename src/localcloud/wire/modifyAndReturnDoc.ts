import * as z from 'zod/mini'
import { matching } from '../store/find'
import { decodeStored, encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { firstOrAll, put, updated } from './modifyDocument'
import { collectionName, decodeObject, readFields } from './request'

const request = z.object({ collectionName, query: z.optional(z.string()), data: z.string() })

/** `where().updateAndReturn()`: one document, as it is after the update. */
export const modifyAndReturnDoc: WireAction = ({ store, now }, body) => {
  const { query, data, ...fields } = readFields(request, body)
  const collection = store.collection(fields.collectionName)
  const criteria = decodeObject(query, 'query', now())
  const change = decodeObject(data, 'data', now())
  return store.write(() => {
    const [match] = firstOrAll(matching(collection, criteria), false)
    if (!match) return { data: { updated: 0, doc: null } }
    const next = updated(decodeStored(match.text), change, criteria, now())
    const isChanged = put(collection, match, next)
    return { data: { updated: isChanged ? 1 : 0, doc: encodeStored(next) } }
  })
}
