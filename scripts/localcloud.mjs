// `npm run localcloud -- ...`: CloudBase on this machine for any project, and the care of its data.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'

await ensureDependencies()
await ensureBuilt('node')
const child = spawn(process.execPath, ['dist/node/localcloud.cjs', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code) => process.exit(code ?? 1))
