import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import { type Grant, INVITATION_MS, type Invitation, type Roster } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'

/** A page of the roles within reach that are not ended, newest first; one request a place, two after the first page. */
export function pageOfGrants(database: Database, reach: Reach, after: PageEnd | undefined): Promise<Grant[]> {
  return readPage<Grant>(database, {
    collection: 'grants',
    places: placesWithin(reach),
    where: { endedAt: null },
    by: 'givenAt',
    direction: 'desc',
    after,
    limit: PAGE_ROWS,
  })
}

/** Those of the roles (at most 1000) that are there; one request. */
export async function findGrants(database: Database, ids: readonly string[]): Promise<Grant[]> {
  const { data } = await database
    .collection('grants')
    .where({ _id: database.command.in([...ids]) })
    .limit(1000)
    .get()
  return data as Grant[]
}

/** A page of the invitations within reach, newest first; one request a place, two after the first page. */
export function pageOfInvitations(
  database: Database,
  reach: Reach,
  after: PageEnd | undefined,
): Promise<Invitation[]> {
  return readPage<Invitation>(database, {
    collection: 'invitations',
    places: placesWithin(reach),
    by: 'invitedAt',
    direction: 'desc',
    after,
    limit: PAGE_ROWS,
  })
}

/** The first officer's invitation that can still be accepted; one request. */
export async function findFirstInvitation(database: Database, now: number): Promise<Invitation | undefined> {
  const { gt } = database.command
  const { data } = await database
    .collection('invitations')
    // Nothing that was made more than a day ago is open; the index is on when it was made.
    .where({ invitedAt: gt(now - INVITATION_MS), invitedBy: 'command', state: 'open' })
    .limit(1)
    .get()
  return (data as Invitation[])[0]
}

/** Those of the shops (at most 1000) that have an owner, suspended or not; one request. */
export async function findOwned(database: Database, creditCodes: readonly string[]): Promise<Set<string>> {
  const { data } = await database
    .collection('rosters')
    .where({ _id: database.command.in([...creditCodes]) })
    .limit(1000)
    .get()
  const owned = (data as Roster[]).filter(({ holders }) =>
    holders.some(({ role }) => role === 'merchantOwner'),
  )
  return new Set(owned.map(({ _id }) => _id))
}
