import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import type { Claim, Grant } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'
import type { ConsentRow, EntityRow } from './rows'

/** A page of claims within reach: those that wait in the order they came, others newest first. */
export function readClaims(
  database: Database,
  reach: Reach,
  state: Claim['state'],
  after: PageEnd | undefined,
): Promise<Claim[]> {
  return readPage<Claim>(database, {
    collection: 'claims',
    places: placesWithin(reach),
    where: { state },
    by: 'submittedAt',
    direction: state === 'submitted' ? 'asc' : 'desc',
    after,
    limit: PAGE_ROWS,
  })
}

/** Who holds a shop now; one request. */
export async function findOwner(database: Database, creditCode: string): Promise<Grant | undefined> {
  const { data } = await database
    .collection('grants')
    .where({ creditCode, role: 'merchantOwner', endedAt: null })
    .limit(1)
    .get()
  return (data as Grant[])[0]
}

/** Ids of the consents for an entity that have not ended; one request. */
export async function findStandingConsents(database: Database, creditCode: string): Promise<string[]> {
  const { data } = await database
    .collection('consents')
    .where({ creditCode, withdrawnAt: null })
    .field({ _id: true })
    .get()
  return (data as ConsentRow[]).map(({ _id }) => _id)
}

/** What the registry says of an entity, and where it belongs; one request. */
export async function findClaimable(database: Database, creditCode: string): Promise<EntityRow | undefined> {
  const { data } = await database.collection('entities').where({ _id: creditCode }).limit(1).get()
  return (data as EntityRow[])[0]
}
