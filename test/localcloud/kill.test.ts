import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../support/built'
import { killRounds } from '../support/killRounds'

test('kill -9 fifty times at random moments: every acknowledged write is there, none is half there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'))
  try {
    const report = await killRounds(built('node/bench/storeProcess.cjs'), join(folder, 'a.db'), 7, 50)
    expect(report).toMatchObject({ kills: 50, lost: 0, torn: 0 })
    // Something was under way when it was killed: fifty kills of an idle process would show nothing.
    expect(report.acknowledged).toBeGreaterThan(500)
    expect(report.startAfterKillMs - report.startInOrderMs).toBeLessThan(1000)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 300_000)
