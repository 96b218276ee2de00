import { openDatabase } from '../../src/cloudbase/database'
import { liveThroughYears } from '../support/publicityYears'
import { startSampleCloud } from '../support/sampleCloud'

/** A tenth of the entities; all of them by `npm run bench -- publicity`. */
const ENTITIES = 100
const MINUTES = 300_000

test(
  'over four years, day by day, a stored report is what the records and the law of that day say, whether the night ran or not',
  async () => {
    const cloud = await startSampleCloud()
    try {
      const years = await liveThroughYears(cloud.store, openDatabase(), ENTITIES, 20261125)
      console.info(`publicity: ${JSON.stringify(years)}`)
      expect(years).toMatchObject({ wrong: 0 })
      // What never changed, or was never rebuilt, would not have been tried.
      expect(years.changes).toBeGreaterThan(3 * ENTITIES)
      expect(years.rebuilt).toBeGreaterThan(2 * ENTITIES)
      expect(years.compared).toBeGreaterThan(1400 * ENTITIES)
    } finally {
      await cloud.remove()
    }
  },
  MINUTES,
)
