import * as z from 'zod/mini'
import { countMatching } from '../store/find'
import type { WireAction } from './cloud'
import { collectionName, decodeObject, readFields } from './request'

const request = z.object({ collectionName, query: z.optional(z.string()) })

/** `count()`. */
export const calculateDocument: WireAction = ({ store, now }, body) => {
  const { collectionName, query } = readFields(request, body)
  return {
    data: { total: countMatching(store.collection(collectionName), decodeObject(query, 'query', now())) },
  }
}
