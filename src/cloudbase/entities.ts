import { PAGE_ROWS } from '../domain/cursor'
import type { Place } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { StoredEntity } from '../domain/storedEntity'
import type { ListedEntity } from '../usecases/roles/listEntities'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'
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

/** Where an entity belongs, if it is there; one request. */
export async function findEntityPlace(database: Database, creditCode: string): Promise<Place | undefined> {
  const { data } = await database
    .collection('entities')
    .where({ _id: creditCode })
    .field({ unit: true, department: true })
    .limit(1)
    .get()
  const [entity] = data as EntityRow[]
  return entity && { unit: entity.unit, department: entity.department, creditCode }
}

/**
 * A page of the entities within reach whose code or name begins so, in the order of codes or names; one request a place,
 * two after the first page, and one more to find out the name that the page before ended with.
 */
export async function pageOfEntities(
  database: Database,
  reach: Reach,
  { by, beginning }: { by: 'creditCode' | 'name'; beginning: string },
  afterCreditCode: string | null,
): Promise<ListedEntity[]> {
  const after = afterCreditCode === null ? undefined : await endOf(database, by, afterCreditCode)
  return readPage<EntityRow>(database, {
    collection: 'entities',
    places: placesWithin(reach),
    by: by === 'name' ? 'name' : '_id',
    direction: 'asc',
    beginning,
    after,
    limit: PAGE_ROWS,
  })
}

async function endOf(database: Database, by: 'creditCode' | 'name', creditCode: string) {
  if (by === 'creditCode') return { value: creditCode, id: creditCode }
  const name = (await findEntityNames(database, [creditCode])).get(creditCode) ?? ''
  return { value: name, id: creditCode }
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
