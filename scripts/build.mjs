// `npm run build`: everything that is deployed, and the size budgets.
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { must } from './lib/run.mjs'

await ensureDependencies()
await ensureBuilt('node', 'functions', 'h5', 'weapp')
await must('the size budget', 'node', ['scripts/budgets.mjs'])
