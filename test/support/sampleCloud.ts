import { INDEXES } from '../../src/cloudbase/rows'
import { built } from './built'
import { startTestCloud, type TestCloud } from './cloud'
import { SAMPLE_PLAQUE_KEYS, writeSampleCity } from './sampleCity'
import { SAMPLE_KEYS } from './sampleKeys'
import { SAMPLE_IDENTITIES, writeSamplePeople } from './samplePeople'

/** The origin in the links of the sample city's plaques. */
export const SAMPLE_ORIGIN = 'https://plaques.example'

/**
 * A local environment with the built functions, the sample city with its people and the browser's app in it;
 * `settings` replace the functions' own. Its own address is one of the plaques' origins. As a demo, which it is unless
 * `CITY_MODE` says otherwise, it lets HTTP callers choose who of the people they are. `log` gets what functions print.
 */
export async function startSampleCloud(
  settings: Record<string, string> = {},
  log?: (line: string) => void,
): Promise<TestCloud> {
  const { CITY_MODE = 'demo' } = settings
  const cloud = await startTestCloud({
    indexes: INDEXES,
    functions: {
      folder: built('cloudfunctions'),
      runner: built('node/functionRunner.cjs'),
      deploymentFile: 'cloudbaserc.json',
      environment: (url) => ({
        CITY_MODE,
        PLAQUE_ORIGINS: `${SAMPLE_ORIGIN},${url}`,
        PLAQUE_KEYS: SAMPLE_PLAQUE_KEYS,
        ...SAMPLE_KEYS,
        ...settings,
      }),
    },
    // A job that works beside a test would change what the test counts.
    timers: 'whenAsked',
    appFolder: built('h5'),
    log,
    identities: CITY_MODE === 'demo' ? SAMPLE_IDENTITIES : undefined,
  })
  await fillSampleCity(cloud)
  return cloud
}

/** Writes the sample city and its people into an environment that holds nothing. */
export async function fillSampleCity({ store }: Pick<TestCloud, 'store'>): Promise<void> {
  writeSampleCity(store)
  await writeSamplePeople(store)
}
