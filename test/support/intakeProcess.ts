import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { IntakeReport, IntakeRequest } from '../bench/intakeProcess'

/** A process that does the job of the intake: see `bench/intakeProcess`. */
export type IntakeProcess = {
  /** Undefined when the process was killed before it answered. */
  ask: (request: IntakeRequest) => Promise<IntakeReport | undefined>
  /** kill -9; resolves when the process is gone. */
  kill: () => Promise<void>
  /** Ends it in order. */
  close: () => void
}

/** Starts one; `script` is the built `bench/intakeProcess`, `aheadMs` how far its clock is ahead. */
export function startIntakeProcess(script: string, aheadMs = 0): IntakeProcess {
  const child: ChildProcess = fork(script, { env: { ...process.env, CLOCK_AHEAD_MS: String(aheadMs) } })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  return {
    async ask(request) {
      child.send(request)
      const answered = once(child, 'message') as Promise<[IntakeReport]>
      const first = await Promise.race([
        answered.then(([report]) => ({ report })),
        exited.then(([code]) => ({ code })),
      ])
      if ('report' in first) return first.report
      if (first.code !== null) throw new Error(`the job's process ended with ${first.code}`)
      return undefined
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    close: () => child.disconnect(),
  }
}
