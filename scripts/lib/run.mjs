import { spawn } from 'node:child_process'

/**
 * Runs a command to its end with its output shown, and returns its exit code.
 * With `capture`, the output is also collected and returned as text.
 */
export function run(command, args, { environment = {}, capture = false, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', capture || quiet ? 'pipe' : 'inherit', capture || quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, ...environment },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
        if (!quiet) process.stdout.write(chunk)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Runs a command that must succeed; otherwise prints what it said and ends this process. */
export async function must(what, command, args, options) {
  const { code, output } = await run(command, args, options)
  if (code === 0) return output
  if (options?.quiet) process.stderr.write(output)
  console.error(`\n${what} failed (exit code ${code}).`)
  process.exit(1)
}
