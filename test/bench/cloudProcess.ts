import { join } from 'node:path'
import { createDataFolder, openDataFolder, storeFileOf } from '../../src/cli/dataFolder'
import { DEMO_KEYS, DEMO_PLAQUE_KEYS, seedDemoCity } from '../../src/cli/demo'
import { progressLine } from '../../src/cli/progress'
import { startLocalcloud } from '../../src/localcloud/localcloud'
import { BENCH_INDEXES, SCANNERS } from './support'

/**
 * The full demo city in a process of its own, as the cloud is: a bench forks it, gets its address and environment,
 * and asks it for its memory by sending `memory`, for the number of database requests answered so far by anything else.
 */
void serve(process.argv[2] as string)

async function serve(folder: string): Promise<void> {
  const opened = openDataFolder(folder)
  if (!opened.ok) throw new Error(opened.error.message)
  if (!opened.value) await makeCity(folder)
  const functionSettings = {
    CITY_MODE: 'demo',
    PLAQUE_ORIGINS: 'https://plaques.example',
    PLAQUE_KEYS: DEMO_PLAQUE_KEYS,
    ...DEMO_KEYS,
  }
  const cloud = await startLocalcloud({
    storeFile: storeFileOf(folder),
    indexes: BENCH_INDEXES,
    port: 0,
    unindexedReads: 'warn',
    // What is measured works alone: the timer of the jobs would take over a file between two turns.
    timers: 'whenAsked',
    identities: SCANNERS,
    functions: {
      folder: join(process.cwd(), 'dist/cloudfunctions'),
      runner: join(process.cwd(), 'dist/node/functionRunner.cjs'),
      environment: () => functionSettings,
    },
  })
  process.on('message', (what) =>
    process.send?.(what === 'memory' ? process.memoryUsage().rss : cloud.databaseRequests()),
  )
  process.on('disconnect', () => void cloud.close().then(() => process.exit(0)))
  process.send?.({ url: cloud.url, environment: { ...cloud.environment, ...functionSettings } })
}

async function makeCity(folder: string): Promise<void> {
  const now = Date.now()
  const manifest = { mode: 'demo' as const, createdAt: now, plaqueKeys: DEMO_PLAQUE_KEYS }
  await createDataFolder(folder, manifest, (store) =>
    seedDemoCity(store, { size: 'full', now }, progressLine('Making the city'), () => false),
  )
}
