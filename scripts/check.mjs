// `npm run check`: what every commit passes: types, lint, import directions, unit and property tests.
import { ensureDependencies } from './lib/dependencies.mjs'
import { runAll, runners } from './lib/runners.mjs'

await ensureDependencies()
process.exit(await runAll([runners.types, runners.lint, runners.directions, runners.unit]))
