import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { type Document, encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { collectionName, decodeDocument, readFields } from './request'

const request = z.object({ collectionName, data: z.array(z.string()).check(z.minLength(1)) })

/** `add()`, one document or a batch: all are added, or none. */
export const insertDocument: WireAction = ({ store, now }, body) => {
  const { collectionName, data } = readFields(request, body)
  const collection = store.collection(collectionName)
  const documents = data.map((text) => withId(decodeDocument(text, now())))
  store.write(() => {
    for (const document of documents) collection.insert(document, encodeStored(document))
  })
  return { data: { insertedIds: documents.map(({ _id }) => _id) } }
}

/** An `_id` that is given is kept, otherwise one is made. */
function withId(document: Partial<Document>): Document {
  return { _id: document._id ?? randomBytes(16).toString('hex'), ...document } as Document
}
