import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { run } from './run.mjs'

/** A command that passes or fails as a whole counts as one. */
const single =
  (name, ...command) =>
  async () => {
    const { code } = await run(command[0], command.slice(1))
    return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  }

/** A jest project counts its tests; a suite that does not even start counts as one failure. */
const jest =
  (project, ...options) =>
  async () => {
    const report = `dist/jest-${project}.json`
    mkdirSync('dist', { recursive: true })
    rmSync(report, { force: true })
    const { code } = await run('npx', [
      '--no-install',
      'jest',
      '--selectProjects',
      project,
      '--json',
      `--outputFile=${report}`,
      ...options,
    ])
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + result.numPendingTests
    return { name: project, passed: result.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
  }

/** Every check there is, by name; each returns `{name, passed, failed}`. */
export const runners = {
  types: single('types', 'npx', '--no-install', 'tsc', '--noEmit', '-p', '.'),
  lint: single('lint', 'npx', '--no-install', 'biome', 'check', '.'),
  directions: single(
    'directions',
    'npx',
    '--no-install',
    'depcruise',
    'src',
    'cloudfunctions',
    'miniprogram',
  ),
  budgets: single('budgets', 'node', 'scripts/budgets.mjs'),
  unit: jest('unit'),
  localcloud: jest('localcloud'),
  functions: jest('functions'),
  miniprogram: jest('miniprogram'),
  // Two browsers on two cores take longer at once than one after the other.
  e2e: jest('e2e', '--maxWorkers=1'),
}

/** Runs them one after another, prints each one's count and the true sum, and returns the exit code. */
export async function runAll(list) {
  const results = []
  for (const runner of list) results.push(await runner())
  console.log('')
  for (const { name, passed, failed } of results) console.log(`${name}: ${passed} ok, ${failed} not ok`)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 ? 0 : 1
}
