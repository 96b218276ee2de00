import { INDEXES } from '../../src/cloudbase/rows'
import { built } from './built'
import { startTestCloud, type TestCloud } from './cloud'
import { SAMPLE_PLAQUE_KEYS, writeSampleCity } from './sampleCity'

/** The origin in the links of the sample city's plaques. */
export const SAMPLE_ORIGIN = 'https://plaques.example'

/** A local environment with the built functions and the sample city in it; `settings` replace the functions' own. */
export async function startSampleCloud(settings: Record<string, string> = {}): Promise<TestCloud> {
  const environment = {
    CITY_MODE: 'demo',
    PLAQUE_ORIGINS: SAMPLE_ORIGIN,
    PLAQUE_KEYS: SAMPLE_PLAQUE_KEYS,
    ...settings,
  }
  const cloud = await startTestCloud({
    indexes: INDEXES,
    functions: {
      folder: built('cloudfunctions'),
      runner: built('node/functionRunner.cjs'),
      environment: () => environment,
    },
  })
  writeSampleCity(cloud.store)
  return cloud
}
