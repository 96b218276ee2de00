import tcb from '@cloudbase/node-sdk'
import type { Database } from '@cloudbase/node-sdk/types/db'
import { startTestCloud, type TestCloud } from '../../support/cloud'
import { record } from './coverage'

/** What every case is asked through: one local environment, one SDK, a collection of its own for each case. */

/** What the SDK has and its types lack. */
type Untyped = {
  ObjectId: (options: { id: string }) => unknown
  serverDate: (options?: { offset: number }) => unknown
}

/** The SDK's database, with each use of it counted. */
export const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database() as unknown as Omit<
  Database.Db,
  keyof Untyped
> &
  Untyped
record(database as never)

/** The SDK's commands and aggregation operators, named as CloudBase's documentation names them. */
export const _ = database.command
export const $ = _.aggregate

let cloud: TestCloud
let made = 0

/** What localcloud has told in its log. */
export const log: string[] = []

/** Starts the environment before a file's cases and stops it after them. */
export function startCloudForAll(): void {
  beforeAll(async () => {
    cloud = await startTestCloud({ indexes: {}, log: (line) => log.push(line) })
  })
  afterAll(() => cloud.remove())
}

/** A new collection that holds the documents; those without `_id` get 'a', 'b', 'c' and so on. */
export async function collectionOf(documents: object[] = []) {
  const name = `case${++made}`
  await database.createCollection(name)
  const collection = database.collection(name)
  const numbered = documents.map((document, place) => ({ _id: String.fromCharCode(97 + place), ...document }))
  if (numbered.length > 0) await collection.add(numbered)
  return collection
}

/** The ids of the documents that a query finds, in the order in which they come. */
export async function idsOf(query: { get: () => Promise<{ data: { _id: unknown }[] }> }): Promise<unknown[]> {
  return (await query.get()).data.map(({ _id }) => _id)
}

/** The code that a request is refused with. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request
  } catch (fault) {
    return (fault as { code?: string }).code ?? `no code: ${(fault as Error).message}`
  }
  return 'not refused'
}
