import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from '../support/killRounds'

const KILLS = 200

/** kill -9 at random moments: what was acknowledged is there, and nothing in half. */
async function benchKill(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'))
  try {
    const report = await killRounds(join(__dirname, 'storeProcess.cjs'), join(folder, 'a.db'), 2026, KILLS)
    const { kills, acknowledged, lost, torn, startAfterKillMs, startInOrderMs } = report
    console.log(
      `start after a kill ${startAfterKillMs.toFixed(0)} ms, after an orderly end ${startInOrderMs.toFixed(0)} ms (medians)`,
    )
    console.log(`bench kill: kills=${kills} acknowledged=${acknowledged} lost=${lost} torn=${torn}`)
    if (lost + torn > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

void benchKill()
