import { INDEXES } from '../../src/cloudbase/rows'
import { built } from './built'
import { startTestCloud, type TestCloud } from './cloud'
import { SAMPLE_PLAQUE_KEYS, writeSampleCity } from './sampleCity'

/** The origin in the links of the sample city's plaques. */
export const SAMPLE_ORIGIN = 'https://plaques.example'

/** What the sample city's functions seal, digest and chain with. */
export const SAMPLE_KEYS = {
  PERSONAL_DATA_KEYS: `p1:aes:${'6b'.repeat(32)}`,
  IDENTITY_KEY: '7c'.repeat(32),
  AUDIT_KEYS: `a1:${'8d'.repeat(32)}`,
}

/**
 * A local environment with the built functions, the sample city and the browser's app in it;
 * `settings` replace the functions' own. Its own address is one of the plaques' origins.
 */
export async function startSampleCloud(settings: Record<string, string> = {}): Promise<TestCloud> {
  const cloud = await startTestCloud({
    indexes: INDEXES,
    functions: {
      folder: built('cloudfunctions'),
      runner: built('node/functionRunner.cjs'),
      environment: (url) => ({
        CITY_MODE: 'demo',
        PLAQUE_ORIGINS: `${SAMPLE_ORIGIN},${url}`,
        PLAQUE_KEYS: SAMPLE_PLAQUE_KEYS,
        ...SAMPLE_KEYS,
        ...settings,
      }),
    },
    appFolder: built('h5'),
  })
  writeSampleCity(cloud.store)
  return cloud
}
