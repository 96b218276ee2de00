import type { CreditCase } from '../domain/creditCase'
import type { CreditRecord } from '../domain/creditRecord'
import { PAGE_ROWS, type PageEnd } from '../domain/cursor'
import type { Reach } from '../domain/reach'
import type { Database } from './database'
import { placesWithin, readPage } from './pages'
import { currentRecords } from './records'
import type { RecordRow, ReportRow } from './rows'

/** A page of cases within reach: open ones by the day they are due, others as they were closed, newest first. */
export function readCases(
  database: Database,
  reach: Reach,
  isOpen: boolean,
  after: PageEnd | undefined,
): Promise<CreditCase[]> {
  return readPage<CreditCase>(database, {
    collection: 'cases',
    places: placesWithin(reach),
    where: { isOpen },
    by: 'listedAt',
    direction: isOpen ? 'asc' : 'desc',
    after,
    limit: PAGE_ROWS,
  })
}

/** All records of an entity (at most 1000); one request, and one more where a job has changed one of them. */
export async function findRecords(database: Database, creditCode: string): Promise<CreditRecord[]> {
  const { data } = await database.collection('records').where({ creditCode }).limit(1000).get()
  return currentRecords(database, data as RecordRow[])
}

/** The entity whose report the plaque of this number shows; one request. */
export async function creditCodeOfNumber(
  database: Database,
  plaqueNumber: string,
): Promise<string | undefined> {
  const { data } = await database
    .collection('reports')
    .where({ plaqueNumber })
    .field({ _id: true })
    .limit(1)
    .get()
  return (data as ReportRow[])[0]?._id
}
