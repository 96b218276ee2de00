import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { built } from './built'

/** A program of ours as a person runs it: what it prints, and its end. */
export type Program = {
  child: ChildProcess
  output: () => string
  /** Resolves when the text has been printed. Rejects when the program ends without it. */
  saying: (text: string) => Promise<void>
  /** Resolves with the exit code; null: ended by a signal. */
  ended: Promise<number | null>
}

const running = new Set<ChildProcess>()

/** Starts a built program, `dist/node/<name>.cjs`. */
export function runProgram(name: string, ...args: string[]): Program {
  const child = spawn(process.execPath, [built(`node/${name}.cjs`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A test's own environment, which is not the process's.
    env: process.env,
  })
  running.add(child)
  let output = ''
  const waiting: { text: string; resolve: () => void }[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      for (const { text, resolve } of waiting) if (output.includes(text)) resolve()
    })
  }
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  const saying = (text: string) =>
    Promise.race([
      new Promise<void>((resolve) => {
        if (output.includes(text)) resolve()
        waiting.push({ text, resolve })
      }),
      ended.then(() => {
        if (!output.includes(text)) throw new Error(`ended without saying "${text}": ${output}`)
      }),
    ])
  return { child, output: () => output, saying, ended }
}

/** Kills what a test has left running. */
export async function endPrograms(): Promise<void> {
  const ends = [...running].map((child) => once(child, 'close'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ends)
}
