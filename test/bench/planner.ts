import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Store } from '../../src/localcloud/store/store'
import { comparePlans, PLANNER_INDEXES } from '../support/plannerCases'

const CASES = 20_000

/** Random queries answered with and without indexes; throws at the first that differs. */
const folder = mkdtempSync(join(tmpdir(), 'planner-'))
const store = new Store(join(folder, 'a.db'), PLANNER_INDEXES)
try {
  const { cases, byIndex, exact, sorted, range } = comparePlans(store, 2026, CASES)
  console.log(
    `${byIndex} used an index: ${range} one key range, ${exact} without filtering, ${sorted} without sorting`,
  )
  console.log(`bench planner: cases=${cases} by_index=${byIndex} differing=0`)
} finally {
  store.close()
  rmSync(folder, { recursive: true })
}
