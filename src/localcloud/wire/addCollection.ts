import * as z from 'zod/mini'
import type { WireAction } from './cloud'
import { WireError } from './errors'
import { collectionName, readFields } from './request'

const request = z.object({ collectionName })

/** `createCollection()`. */
export const addCollection: WireAction = ({ store }, body) => {
  const { collectionName } = readFields(request, body)
  if (store.hasCollection(collectionName)) {
    throw new WireError('DATABASE_COLLECTION_ALREADY_EXIST', `collection ${collectionName} exists`)
  }
  store.addCollection(collectionName)
  return {}
}
