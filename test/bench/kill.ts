import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from '../support/killRounds'
import { measureStarts } from '../support/startTimes'
import { BENCH_INDEXES, BENCH_STORE_FILE, median, startBenchCloud } from './support'

const KILLS = 200
const STARTS = 7

/** kill -9 at random moments: what was acknowledged is there, nothing in half, and the full city is soon back. */
async function benchKill(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'))
  try {
    const script = join(__dirname, 'storeProcess.cjs')
    const report = await killRounds(script, join(folder, 'a.db'), 2026, KILLS)
    const { kills, acknowledged, lost, torn, startAfterKillMs, startInOrderMs } = report
    console.log(startText('a small store', startAfterKillMs, startInOrderMs))

    // Makes the city, the first time.
    await (await startBenchCloud()).close()
    const city = join(folder, 'city.db')
    copyFileSync(BENCH_STORE_FILE, city)
    const { afterKillMs, inOrderMs } = await measureStarts(script, city, BENCH_INDEXES, 'scanCounts', STARTS)
    console.log(startText(`the full city, ${STARTS} times each`, median(afterKillMs), median(inOrderMs)))
    console.log(`the slowest after a kill ${Math.max(...afterKillMs).toFixed(0)} ms`)
    console.log(`bench kill: kills=${kills} acknowledged=${acknowledged} lost=${lost} torn=${torn}`)
    if (lost + torn > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function startText(what: string, afterKillMs: number, inOrderMs: number): string {
  return `start of ${what}: after a kill ${afterKillMs.toFixed(0)} ms, after an orderly end ${inOrderMs.toFixed(0)} ms (medians)`
}

void benchKill()
