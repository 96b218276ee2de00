import type { Database } from './database'
import type { ScanCountRow } from './rows'

/** Adds one to an entity's scans of a day (Asia/Shanghai); no person is stored. */
export async function countScan(database: Database, creditCode: string, day: string): Promise<void> {
  const counts = database.collection('scanCounts')
  const id = `${creditCode}:${day}`
  if (await addOne(database, id)) return
  const row: ScanCountRow = { _id: id, creditCode, day, count: 1 }
  try {
    await counts.add(row)
  } catch (fault) {
    // Two first scans at once: the other one made the document, so this one adds to it.
    if (!(await addOne(database, id))) throw fault
  }
}

async function addOne(database: Database, id: string): Promise<boolean> {
  const { updated } = await database
    .collection('scanCounts')
    .doc(id)
    .update({ count: database.command.inc(1) })
  return updated === 1
}
