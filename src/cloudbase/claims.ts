import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import type { Claim, Grant } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'
import type { EntityRow } from './rows'

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

/** What the registry says of an entity, and where it belongs; one request. */
export async function findClaimable(database: Database, creditCode: string): Promise<EntityRow | undefined> {
  const { data } = await database.collection('entities').where({ _id: creditCode }).limit(1).get()
  return (data as EntityRow[])[0]
}
