import { openDatabase } from '../../src/cloudbase/database'
import { liveThroughYears } from '../support/publicityYears'
import { startSampleCloud } from '../support/sampleCloud'

const ENTITIES = 1000
const SEED = 20261125

/** Four years, day by day: a stored report is what the records and the law of that day say. */
async function benchPublicity(): Promise<void> {
  const cloud = await startSampleCloud()
  const years = await liveThroughYears(cloud.store, openDatabase(), ENTITIES, SEED)
  await cloud.remove()
  const { entities, days, changes, rebuilt, compared, wrong } = years
  console.log(
    `bench publicity: entities=${entities} days=${days} changes=${changes} rebuilt=${rebuilt} compared=${compared} wrong=${wrong}`,
  )
  if (wrong > 0) process.exitCode = 1
}

void benchPublicity()
