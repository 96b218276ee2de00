import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import { type HeldRow, type Intake, WAITING_STATES } from '../domain/intake/job'
import type { Reach } from '../domain/reach'
import type { WaitingWithdrawal } from '../usecases/intake/listWithdrawalsDue'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'

/** Before everything that has a time; what withdraws nothing has none, and is passed over. */
const BEGINNING: PageEnd = { value: 0, id: '' }

/** A page of the withdrawals within reach that wait for a person, by the day from which their time counts. */
export async function pageOfWithdrawals(
  database: Database,
  reach: Reach,
  after: PageEnd = BEGINNING,
): Promise<WaitingWithdrawal[]> {
  const places = placesWithin(reach)
  const common = { by: 'noticedAt', direction: 'asc', after, limit: PAGE_ROWS } as const
  const [files, rows] = await Promise.all([
    readPage<Intake>(database, {
      ...common,
      collection: 'intakes',
      places: places.flatMap((place) => WAITING_STATES.map((state) => ({ ...place, state }))),
    }),
    readPage<HeldRow>(database, { ...common, collection: 'heldRows', places, where: { state: 'open' } }),
  ])
  const waiting: WaitingWithdrawal[] = [
    ...files.map((file) => ({ _id: file._id, noticedAt: file.noticedAt ?? 0, what: 'file' as const, file })),
    ...rows.map((held) => ({ _id: held._id, noticedAt: held.noticedAt ?? 0, what: 'row' as const, held })),
  ]
  return waiting.sort((a, b) => a.noticedAt - b.noticedAt || (a._id < b._id ? -1 : 1)).slice(0, PAGE_ROWS)
}

/** For how many withdrawals of each department that wait time has run out; a request for each state. */
export async function countLateWithdrawals(
  database: Database,
  noticedBefore: number,
): Promise<Map<string, number>> {
  const { gt, lt, aggregate } = database.command
  const count = async (collection: string, state: string) => {
    const { data } = await database
      .collection(collection)
      .aggregate()
      .match({ state, noticedAt: gt(0).and(lt(noticedBefore)) })
      .group({ _id: '$department', count: aggregate.sum(1) })
      .limit(MAXIMUM_DEPARTMENTS)
      .end()
    return data as { _id: string; count: number }[]
  }
  const parts = await Promise.all([
    count('heldRows', 'open'),
    ...WAITING_STATES.map((state) => count('intakes', state)),
  ])
  const counts = new Map<string, number>()
  for (const { _id, count: more } of parts.flat()) counts.set(_id, (counts.get(_id) ?? 0) + more)
  return counts
}

const MAXIMUM_DEPARTMENTS = 1000
