import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sendBadRequests } from '../support/badRequests'
import { startStoreProcess } from '../support/storeProcess'

const REQUESTS = 10_000

/** Malformed, huge, deep and truncated requests: each ends in an answer with a code or a closed connection. */
async function benchFaults(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  const server = await startStoreProcess(join(__dirname, 'storeProcess.cjs'), join(folder, 'a.db'), {
    notes: [],
  })
  try {
    const target = { url: server.url, secretId: server.environment.TENCENTCLOUD_SECRETID as string }
    await sendBadRequests(target, 1, REQUESTS / 10)
    const before = await server.residentBytes()
    const counts = await sendBadRequests(target, 2026, REQUESTS)
    const growth = (await server.residentBytes()) / before
    const { requests, refused, answered, closed, faults, unanswered, example } = counts
    if (example) console.log(`the first that went wrong: ${example}`)
    console.log(`refused ${refused}, answered ${answered}, closed ${closed}`)
    console.log(
      `bench faults: requests=${requests} faults=${faults} unanswered=${unanswered} rss_after_over_before=${growth.toFixed(2)}`,
    )
    if (faults + unanswered > 0) process.exitCode = 1
  } finally {
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

void benchFaults()
