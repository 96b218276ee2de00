import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { WireError } from '../wire/errors'
import type { Call, LogLine } from './calls'
import { residentMegabytes } from './memory'
import type { Invocation, InvocationAnswer, RunnerMessage } from './messages'

/** How a function's processes are started. */
export type InstanceOptions = {
  name: string
  /** The built bundle, `index.js`. */
  bundle: string
  /** The compiled `functions/runner`. */
  runner: string
  /** The whole environment of the process; nothing is inherited. */
  environment: Record<string, string>
  timeLimitMs: number
  memoryLimitMb: number
  /** Gets each line as it comes, with the call during which, or after which, it was written. */
  onLine: (line: LogLine, call: Call) => void
}

const MEMORY_CHECK_MS = 100

/** One process of one function, started for its first invocation. It takes one at a time; when it dies or is stopped, `isAlive` turns false. */
export class Instance {
  isAlive = true
  /** The call that it works on, or worked on last. */
  call: Call | undefined
  private readonly child: ChildProcess
  private readonly startedAt = performance.now()
  private coldStartMs: number | undefined

  constructor(private readonly options: InstanceOptions) {
    this.child = fork(options.runner, [options.bundle], {
      env: options.environment,
      execArgv: [`--max-old-space-size=${options.memoryLimitMb}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.child.once('exit', () => {
      this.isAlive = false
    })
    this.child.on('error', (fault) => this.log({ stream: 'host', text: fault.message }))
    this.child.on('message', (message: RunnerMessage) => {
      if (message.kind === 'line') this.log(message.line)
      if (message.kind === 'ready') this.noteReady()
    })
    // Only what Node itself writes while it dies comes this way; see the runner.
    for (const stream of ['stdout', 'stderr'] as const) {
      const output = this.child[stream]
      if (output) createInterface({ input: output }).on('line', (text) => this.log({ stream, text }))
    }
  }

  /** Resolves with the JSON text of what `main` returned. Throws WireError when it threw, took too long, or died. */
  invoke(invocation: Invocation, call: Call): Promise<string | undefined> {
    const { name, timeLimitMs, memoryLimitMb } = this.options
    const isFirst = this.call === undefined
    this.call = call
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        clearTimeout(timer)
        clearInterval(memoryCheck)
        this.child.off('message', onMessage).off('exit', onExit)
        if (isFirst) call.coldStartMs = this.coldStartMs
        action()
      }
      const fail = (...fault: ConstructorParameters<typeof WireError>) =>
        settle(() => reject(new WireError(...fault)))
      const failOfMemory = () =>
        fail('FUNCTION_MEMORY_LIMIT_EXCEEDED', `${name} used more than ${memoryLimitMb} MB`)
      const onMessage = (message: RunnerMessage) => {
        if (message.kind !== 'answer') return
        this.checkMemory()
        settle(() => this.finish(message.answer, resolve, reject))
      }
      const onExit = (code: number | null, signal: string | null) => {
        // V8 aborts a process whose heap reaches the limit.
        if (signal === 'SIGABRT' || code === 134) return failOfMemory()
        fail('FUNCTION_INVOCATION_FAILED', `the process of ${name} ended (${signal ?? `code ${code}`})`)
      }
      const timer = setTimeout(() => {
        this.stop()
        fail('FUNCTION_TIME_LIMIT_EXCEEDED', `${name} took longer than ${timeLimitMs} ms`)
      }, timeLimitMs)
      const memoryCheck = setInterval(() => {
        if (!this.checkMemory()) failOfMemory()
      }, MEMORY_CHECK_MS)
      this.child.on('message', onMessage).on('exit', onExit)
      // A process that has just ended refuses the message; `exit` may have come before.
      this.child.send(invocation, (fault) => fault && onExit(this.child.exitCode, this.child.signalCode))
    })
  }

  /** Ends the process at once. */
  stop(): void {
    this.isAlive = false
    this.child.kill('SIGKILL')
  }

  private finish(
    answer: InvocationAnswer,
    resolve: (resultText: string | undefined) => void,
    reject: (fault: WireError) => void,
  ): void {
    if ('fault' in answer) {
      this.log({ stream: 'host', text: answer.fault })
      reject(new WireError('FUNCTION_INVOCATION_FAILED', `${this.options.name} threw`))
    } else resolve(answer.resultText)
  }

  /** False, and the process stopped, when it holds more memory than the function may have. */
  private checkMemory(): boolean {
    const { memoryLimitMb } = this.options
    const residentMb = residentMegabytes(this.child.pid)
    if (residentMb === undefined || residentMb <= memoryLimitMb) return true
    this.stop()
    return false
  }

  private noteReady(): void {
    this.coldStartMs = performance.now() - this.startedAt
  }

  private log(line: LogLine): void {
    if (this.call) this.options.onLine(line, this.call)
  }
}
