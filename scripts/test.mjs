// `npm test`: installs what is missing, a browser included, builds, and runs everything.
import { ensureBrowser } from './lib/browser.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { runAll, runners } from './lib/runners.mjs'

await ensureDependencies()
process.env.CHROMIUM_PATH = await ensureBrowser()
await ensureBuilt('node', 'functions', 'h5', 'weapp')
const { types, lint, directions, budgets, unit, localcloud, functions, miniprogram, e2e } = runners
process.exit(await runAll([types, lint, directions, budgets, unit, localcloud, functions, miniprogram, e2e]))
