import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { must } from './run.mjs'

const STAMP = 'node_modules/.installed-from'

/** Installs the packages of the lockfile when they are missing or the lockfile has changed. */
export async function ensureDependencies() {
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  console.log('Installing packages (some minutes the first time) ...')
  // Not `npm ci`: Taro's optional binaries for other systems are missing from the registry, and `ci` insists on them.
  await must('npm install', 'npm', ['install', '--no-save', '--no-audit', '--no-fund'], { quiet: true })
  writeFileSync(STAMP, wanted)
}
