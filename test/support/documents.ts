import { matching } from '../../src/localcloud/store/find'
import type { Store } from '../../src/localcloud/store/store'
import type { Document } from '../../src/localcloud/store/values'

/** What lies in a collection, by a query. */
export function documentsOf<T>(store: Store, collection: string, query: Record<string, unknown> = {}): T[] {
  return [...matching(store.collection(collection), query)].map(({ document }) => document as unknown as T)
}

/** Writes fields over those of a document, as if time had passed or somebody had been there. Throws when it is not there. */
export function overwrite(store: Store, collection: string, id: string, fields: object): void {
  const documents = store.collection(collection)
  const [match] = [...matching(documents, { _id: id })]
  if (!match) throw new Error(`there is no such document in ${collection}`)
  const next = { ...match.document, ...fields } as Document
  store.write(() => documents.replace(match.place, match.document, next, JSON.stringify(next)))
}
