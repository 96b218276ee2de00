// `npm run city -- COMMAND`: the city office's commands on the server.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'

await ensureDependencies()
await ensureBuilt('node')
const child = spawn(process.execPath, ['dist/node/city.cjs', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code) => process.exit(code ?? 1))
