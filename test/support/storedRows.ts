import { matching } from '../../src/localcloud/store/find'
import type { Document } from '../../src/localcloud/store/values'
import type { TestCloud } from './cloud'

/** Rows as they stand in the store, whatever functions let anybody see. */
export function rowsOf<Row extends object>(cloud: TestCloud, collection: string, query: object = {}): Row[] {
  return [...matching(cloud.store.collection(collection), query as never)].map(
    ({ document }) => document as Row,
  )
}

/** One of them by its id. */
export function documentOf<Row extends object>(
  cloud: TestCloud,
  collection: string,
  id: string,
): Row | undefined {
  return rowsOf<Row>(cloud, collection, { _id: id })[0]
}

/** Changes some fields of a row. */
export function updateRow(cloud: TestCloud, collection: string, id: string, fields: object): void {
  const kept = cloud.store.collection(collection)
  const [match] = [...matching(kept, { _id: id })]
  if (!match) throw new Error(`${collection} has no ${id}`)
  const next = { ...match.document, ...fields } as Document
  kept.replace(match.place, match.document, next, JSON.stringify(next))
}
