// `npm run bench -- NAME`: a ratio measured in one run; the last line is the figure.
import { readdirSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { run } from './lib/run.mjs'

const names = readdirSync('test/bench')
  .map((file) => file.replace('.ts', ''))
  .filter((name) => name !== 'support' && !name.endsWith('Process'))
const [name, ...args] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exit(1)
}
await ensureDependencies()
await ensureBuilt('node', 'functions')
const { code } = await run(process.execPath, [`dist/node/bench/${name}.cjs`, ...args])
process.exit(code)
