import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { INDEXES } from '../cloudbase/rows'
import { readRulesForOldRecords } from '../cloudbase/settings'
import { MAXIMUM_INTAKE_BYTES } from '../contracts/limits'
import { fail, ok, type Result } from '../domain/result'
import { type Localcloud, startLocalcloud } from '../localcloud/localcloud'
import { type CityKeys, keysOfCity } from './cityKeys'
import { type CityManifest, createDataFolder, openDataFolder, sentenceOf, storeFileOf } from './dataFolder'
import { DEMO_PLAQUE_KEYS, seedDemoCity } from './demo'
import { DEMO_IDENTITIES, seedDemoPeople } from './demoPeople'
import { progressLine } from './progress'
import { welcomeText } from './welcome'

const USAGE = 'Usage: npm start -- [--data DIR] [--city full|small] [--port N]'
const DEFAULT_PORT = 8700
const EXIT_INTERRUPTED = 130
/** Nobody else's page may show the report in a frame of its own, and a link away does not tell which plaque was read. */
const APP_HEADERS = {
  'content-security-policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'self'",
  'referrer-policy': 'same-origin',
}

type Options = { folder: string; size: 'full' | 'small'; port: number }

let isInterrupted = false
let running: Localcloud | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)

void start()

async function start(): Promise<void> {
  const options = readOptions()
  if (!options.ok) return leave(options.error)
  const city = await findOrMakeCity(options.value)
  if (!city.ok) return leave(city.error.message)
  if (!city.value)
    return leave(
      'Stopped before the city was complete; nothing of it is kept. Start again to make it.',
      EXIT_INTERRUPTED,
    )
  const keys = keysOfCity(city.value, process.env)
  if (!keys.ok) return leave(keys.error.message)
  const cloud = await run(options.value, city.value, keys.value)
  if (!cloud.ok) return leave(cloud.error)
  running = cloud.value
  if (city.value.mode === 'demo') await seedDemoPeople(cloud.value.store, Date.now())
  if (isInterrupted) return stop()
  console.log(await welcomeText(cloud.value, city.value))
}

function readOptions(): Result<Options, string> {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        city: { type: 'string', default: 'full' },
        port: { type: 'string' },
      },
    })
    const port = Number(values.port ?? DEFAULT_PORT)
    if (values.city !== 'full' && values.city !== 'small') return fail(`--city is full or small. ${USAGE}`)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      return fail(`--port is a number up to 65535. ${USAGE}`)
    const folder = values.data ?? join('.data', values.city === 'small' ? 'demo-small' : 'demo')
    return ok({ folder, size: values.city, port })
  } catch (fault) {
    // parseArgs throws on an option that it does not know, and names it.
    return fail(`${(fault as Error).message.split(/\.\s/)[0]}. ${USAGE}`)
  }
}

async function findOrMakeCity({ folder, size }: Options) {
  const opened = openDataFolder(folder)
  if (!opened.ok || opened.value) return opened
  const now = Date.now()
  const manifest = { mode: 'demo' as const, createdAt: now, plaqueKeys: DEMO_PLAQUE_KEYS }
  const onProgress = progressLine(`Making a fictional city in ${folder}`)
  return createDataFolder(folder, manifest, (store) =>
    seedDemoCity(store, { size, now }, onProgress, () => isInterrupted),
  )
}

async function run(
  { folder, port }: Options,
  { mode }: CityManifest,
  keys: CityKeys,
): Promise<Result<Localcloud, string>> {
  try {
    return ok(
      await startLocalcloud({
        storeFile: storeFileOf(folder),
        indexes: INDEXES,
        port,
        unindexedReads: 'warn',
        uploadLimits: { maximumBytes: MAXIMUM_INTAKE_BYTES },
        appFolder: join(process.cwd(), 'dist/h5'),
        appHeaders: APP_HEADERS,
        identities: mode === 'demo' ? DEMO_IDENTITIES : undefined,
        functions: {
          folder: join(process.cwd(), 'dist/cloudfunctions'),
          runner: join(__dirname, 'functionRunner.cjs'),
          deploymentFile: join(process.cwd(), 'cloudbaserc.json'),
          environment: (url) => ({
            CITY_MODE: mode,
            PLAQUE_ORIGINS: plaqueOrigins(url).join(','),
            PUBLICATION_RULES: readRulesForOldRecords(process.env),
            REPORT_EDITION: process.env.REPORT_EDITION ?? '',
            ...keys,
          }),
        },
      }),
    )
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      return fail(
        `Port ${port} is in use. Stop what uses it, or name another with: npm start -- --port ${port + 1}`,
      )
    }
    const message = sentenceOf(fault, folder)
    if (message) return fail(message)
    throw fault
  }
}

/** A plaque may be opened by either name of this machine; a served city names its own origin. */
function plaqueOrigins(url: string): string[] {
  const own = [url, url.replace('127.0.0.1', 'localhost')]
  return process.env.PLAQUE_ORIGIN ? [process.env.PLAQUE_ORIGIN, ...own] : own
}

async function stop(): Promise<void> {
  isInterrupted = true
  const cloud = running
  running = undefined
  if (!cloud) return
  await cloud.close()
  process.exit(0)
}

function leave(message: string, exitCode = 1): void {
  console.error(message)
  process.exit(exitCode)
}
