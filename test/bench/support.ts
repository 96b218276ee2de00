import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The forked city: see `cloudProcess`. */
export type BenchCloud = {
  url: string
  environment: Record<string, string>
  databaseRequests: () => Promise<number>
  residentBytes: () => Promise<number>
  close: () => void
}

/** Starts the full city in another process; the first time it is made, in `.data/bench`. */
export async function startBenchCloud(): Promise<BenchCloud> {
  const child: ChildProcess = fork(join(__dirname, 'cloudProcess.cjs'), [join('.data', 'bench')])
  const [{ url, environment }] = (await once(child, 'message')) as [
    { url: string; environment: Record<string, string> },
  ]
  const ask = async (what: 'count' | 'memory') => {
    child.send(what)
    return ((await once(child, 'message')) as [number])[0]
  }
  return {
    url,
    environment,
    databaseRequests: () => ask('count'),
    residentBytes: () => ask('memory'),
    close: () => child.disconnect(),
  }
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
