// `npm start`: installs and builds what is missing, then runs the city on this machine.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'

await ensureDependencies()
await ensureBuilt('node', 'functions', 'h5')
const child = spawn(process.execPath, ['dist/node/start.cjs', ...process.argv.slice(2)], { stdio: 'inherit' })
// The terminal sends Ctrl-C to both; the child closes its store and decides the exit code.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code) => process.exit(code ?? 1))
