import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { storeFileOf } from '../../src/cli/dataFolder'
import { INDEXES } from '../../src/cloudbase/rows'

/** The forked city: see `cloudProcess`. */
export type BenchCloud = {
  url: string
  environment: Record<string, string>
  databaseRequests: () => Promise<number>
  residentBytes: () => Promise<number>
  /** Resolves when the process is gone. */
  close: () => Promise<void>
}

const FOLDER = join('.data', 'bench')
/** The full city's database, once `startBenchCloud` has made it. */
export const BENCH_STORE_FILE = storeFileOf(FOLDER)
/** Besides the city's own indexes, one that gives a unit's entities in order of their names, and a second `records` and `codes`. */
export const BENCH_INDEXES = {
  ...INDEXES,
  entities: [...INDEXES.entities, { fields: ['unit', 'name'] }],
  bareRecords: INDEXES.records,
  bareCodes: INDEXES.codes,
}

/** The full city in a folder of its own, for a bench that writes more than it can take back. */
export async function copyOfBenchCloud(folder: string): Promise<BenchCloud> {
  await (await startBenchCloud()).close()
  rmSync(folder, { recursive: true, force: true })
  cpSync(FOLDER, folder, { recursive: true })
  return startBenchCloud(folder)
}

/** Starts the full city in another process; the first time it is made. */
export async function startBenchCloud(folder = FOLDER): Promise<BenchCloud> {
  const child: ChildProcess = fork(join(__dirname, 'cloudProcess.cjs'), [folder])
  const exited = once(child, 'exit')
  const started = once(child, 'message') as Promise<[{ url: string; environment: Record<string, string> }]>
  const [{ url, environment }] = await Promise.race([started, exited.then(refuseEnd)])
  const ask = async (what: 'count' | 'memory') => {
    child.send(what)
    return ((await once(child, 'message')) as [number])[0]
  }
  return {
    url,
    environment,
    databaseRequests: () => ask('count'),
    residentBytes: () => ask('memory'),
    close: async () => {
      child.disconnect()
      await exited
    },
  }
}

function refuseEnd([code]: unknown[]): never {
  throw new Error(`the city's process ended with ${code} before it answered`)
}

/** The middle value: one slow run does not move it. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Citizens who scan in turn, since one alone is told to wait after some hundred scans a minute. */
export const SCANNERS: Record<string, { openId: string }> = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`scanner-${index}`, { openId: `o-scanner-${index}` }]),
)
