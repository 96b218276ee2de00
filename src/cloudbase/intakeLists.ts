import type { DOUBT_CODES } from '../contracts/intake'
import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import type { HeldRow, Intake } from '../domain/intake/job'
import type { Place } from '../domain/people'
import type { Reach } from '../domain/reach'
import type { HeldRowsWanted } from '../usecases/intake/readHeldRows'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'

/** A page of what was handed over within reach, newest first. */
export function pageOfIntakes(
  database: Database,
  reach: Reach,
  after: PageEnd | undefined,
): Promise<Intake[]> {
  return readPage<Intake>(database, {
    collection: 'intakes',
    places: placesWithin(reach),
    by: 'createdAt',
    direction: 'desc',
    after,
    limit: PAGE_ROWS,
  })
}

/** A page of the rows that wait for a person: of one file in its order, or within reach in the order they came. */
export function pageOfHeldRows(
  database: Database,
  { reach, intakeId, sort }: HeldRowsWanted,
  after: PageEnd | undefined,
): Promise<HeldRow[]> {
  return readPage<HeldRow>(database, {
    collection: 'heldRows',
    places: placesOf({ reach, intakeId }),
    where: { state: 'open', ...(sort !== null && { sort }) },
    by: intakeId === null ? 'heldAt' : 'row',
    direction: 'asc',
    after,
    limit: PAGE_ROWS,
  })
}

type Sort = (typeof DOUBT_CODES)[number]

/** How many rows of each sort wait; one request for each place of the reach. */
export async function countHeldRows(
  database: Database,
  wanted: Omit<HeldRowsWanted, 'sort'>,
): Promise<Map<Sort, number>> {
  const counts = new Map<Sort, number>()
  const parts = await Promise.all(
    placesOf(wanted).map((place) =>
      database
        .collection('heldRows')
        .aggregate()
        .match({ ...place, state: 'open' })
        .group({ _id: '$sort', count: database.command.aggregate.sum(1) })
        .limit(MAXIMUM_SORTS)
        .end(),
    ),
  )
  for (const { data } of parts)
    for (const { _id, count } of data as { _id: Sort; count: number }[])
      counts.set(_id, (counts.get(_id) ?? 0) + count)
  return counts
}

/** More than there are doubts. */
const MAXIMUM_SORTS = 100

/** The file alone, which the use case has found to be within reach; or every place of the reach. */
function placesOf({
  reach,
  intakeId,
}: Omit<HeldRowsWanted, 'sort'>): (Partial<Place> | { intakeId: string })[] {
  return intakeId === null ? placesWithin(reach) : [{ intakeId }]
}
