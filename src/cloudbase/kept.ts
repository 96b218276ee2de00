import type { Kept, KeptKind } from '../usecases/changes'
import type { Database } from './database'

/** A document by its id, as it stands outside of any transaction; one request. */
export async function findKept<K extends KeptKind>(
  database: Database,
  kind: K,
  id: string,
): Promise<Kept[K] | undefined> {
  const { data } = await database.collection(kind).where({ _id: id }).limit(1).get()
  return (data as Kept[K][])[0]
}
