import type { StoredEntity } from '../usecases/importRegistry'
import type { Database } from './database'
import type { EntityRow } from './rows'

/** Those of the entities that are stored; at most 1000 at once, one request. */
export async function findEntities(
  database: Database,
  creditCodes: readonly string[],
): Promise<StoredEntity[]> {
  const { data } = await database
    .collection('entities')
    .where({ _id: database.command.in([...creditCodes]) })
    .limit(1000)
    .get()
  return data as EntityRow[]
}

/** Names of entities by credit code, of those (at most 1000) that are there; one request. */
export async function findEntityNames(
  database: Database,
  creditCodes: readonly string[],
): Promise<Map<string, string>> {
  const { data } = await database
    .collection('entities')
    .where({ _id: database.command.in([...creditCodes]) })
    .field({ name: true })
    .limit(1000)
    .get()
  return new Map((data as EntityRow[]).map(({ _id, name }) => [_id, name]))
}

/** Adds new entities, all of them or none; one request. */
export async function addEntities(
  database: Database,
  entities: readonly StoredEntity[],
  updatedAt: number,
): Promise<void> {
  const rows: EntityRow[] = entities.map((entity) => ({
    _id: entity.creditCode,
    ...entity,
    zone: null,
    department: null,
    updatedAt,
  }))
  await database.collection('entities').add(rows)
}

/** Changes some facts of an entity. Its report must be marked before and rebuilt after (`reports`). */
export async function changeEntity(
  database: Database,
  creditCode: string,
  changes: Partial<StoredEntity>,
  updatedAt: number,
): Promise<void> {
  await database
    .collection('entities')
    .doc(creditCode)
    .update({ ...changes, updatedAt })
}

/** The entities behind a credit code in the order of codes, `limit` of them at most; one request. */
export async function entitiesAfter(
  database: Database,
  creditCode: string,
  limit: number,
): Promise<StoredEntity[]> {
  const { data } = await database
    .collection('entities')
    .where({ _id: database.command.gt(creditCode) })
    .orderBy('_id', 'asc')
    .limit(limit)
    .get()
  return data as EntityRow[]
}
