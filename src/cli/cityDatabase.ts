import { type Database, openDatabase } from '../cloudbase/database'
import { INDEXES } from '../cloudbase/rows'
import { startLocalcloud } from '../localcloud/localcloud'
import { storeFileOf } from './dataFolder'

/**
 * Runs the database of the city in a data folder in this process, with the SDK pointed at it, for as long as the work
 * takes. Throws StoreUnavailableError while the city is running elsewhere.
 */
export async function withCityDatabase<T>(
  folder: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const cloud = await startLocalcloud({ storeFile: storeFileOf(folder), indexes: INDEXES, port: 0 })
  Object.assign(process.env, cloud.environment)
  try {
    return await work(openDatabase())
  } finally {
    await cloud.close()
  }
}
