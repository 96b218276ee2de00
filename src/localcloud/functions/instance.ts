import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { WireError } from '../wire/errors'
import type { Call, LogLine } from './calls'
import { FROM_HOST, FrameReader, frameOf, TO_HOST } from './channel'
import { LineCutter } from './lines'
import { residentMegabytes } from './memory'
import { type HostMessage, type Invocation, type RunnerMessage, runnerMessage } from './messages'
import type { Frame } from './requestStack'

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

type Answer = Extract<RunnerMessage, { kind: 'result' | 'fault' }>
/** What `main` returned, as JSON text; empty: nothing. */
type OnAnswer = (answer: Answer, resultText: string) => void

const MEMORY_CHECK_MS = 100

/** One process of one function, started for its first invocation. It takes one at a time; when it dies or is stopped, `isAlive` turns false. */
export class Instance {
  isAlive = true
  /** The call that it works on, or worked on last. */
  call: Call | undefined
  private readonly child: ChildProcess
  private readonly toProcess: Writable
  private readonly startedAt = performance.now()
  private coldStartMs: number | undefined
  /** Looking costs as much as a short call, so calls in quick succession share a look. */
  private memoryCheckedAt = Number.NEGATIVE_INFINITY
  private readonly streams: LineCutter[]
  /** Questions where a request was made, by its number. */
  private readonly questions = new Map<string, (frames: Frame[]) => void>()
  private onAnswer: OnAnswer | undefined

  constructor(private readonly options: InstanceOptions) {
    const memoryFlag = `--max-old-space-size=${options.memoryLimitMb}`
    this.child = spawn(process.execPath, [memoryFlag, options.runner, options.bundle], {
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    this.child.once('exit', () => {
      this.isAlive = false
      for (const answer of this.questions.values()) answer([])
    })
    this.child.on('error', (fault) => this.log({ stream: 'host', text: fault.message }))
    const frames = new FrameReader((message, text) => this.take(message, text))
    const fromProcess = this.child.stdio[TO_HOST] as Readable
    fromProcess.setEncoding('utf8').on('data', (piece: string) => frames.push(piece))
    this.toProcess = this.child.stdio[FROM_HOST] as Writable
    // Who sends is told by the callback of the write.
    this.toProcess.on('error', () => undefined)
    this.streams = (['stdout', 'stderr'] as const).map((stream) => this.readLines(stream))
  }

  /** Resolves with the JSON text of what `main` returned. Throws WireError when it threw, took too long, or died. */
  invoke(invocation: Invocation, eventText: string, call: Call): Promise<string | undefined> {
    const { name, timeLimitMs, memoryLimitMb } = this.options
    const isFirst = this.call === undefined
    this.call = call
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        clearTimeout(timer)
        clearInterval(memoryCheck)
        this.child.off('exit', onExit)
        this.onAnswer = undefined
        for (const lines of this.streams) lines.finish()
        if (isFirst) call.coldStartMs = this.coldStartMs
        action()
      }
      const fail = (...fault: ConstructorParameters<typeof WireError>) =>
        settle(() => reject(new WireError(...fault)))
      const failOfMemory = () =>
        fail('FUNCTION_MEMORY_LIMIT_EXCEEDED', `${name} used more than ${memoryLimitMb} MB`)
      this.onAnswer = (answer, resultText) => {
        if (performance.now() - this.memoryCheckedAt >= MEMORY_CHECK_MS) this.checkMemory()
        if (answer.kind === 'result') return settle(() => resolve(resultText || undefined))
        this.log({ stream: 'host', text: answer.fault })
        fail('FUNCTION_INVOCATION_FAILED', `${name} threw`)
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
      this.child.on('exit', onExit)
      // A process that has just ended refuses the message; `exit` may have come before.
      this.send(
        { kind: 'invocation', ...invocation },
        (fault) => fault && onExit(this.child.exitCode, this.child.signalCode),
        eventText,
      )
    })
  }

  /** Where the process made a request; empty when it cannot tell any more. */
  stackOf(requestNumber: string): Promise<Frame[]> {
    return new Promise((resolve) => {
      const answer = (frames: Frame[]) => {
        this.questions.delete(requestNumber)
        resolve(frames)
      }
      this.questions.set(requestNumber, answer)
      this.send({ kind: 'stackOf', requestNumber }, (fault) => fault && answer([]))
    })
  }

  /** Ends the process at once. */
  stop(): void {
    this.isAlive = false
    this.child.kill('SIGKILL')
  }

  private take(sent: unknown, text: string): void {
    const message = runnerMessage.safeParse(sent)
    if (!message.success) this.log({ stream: 'host', text: 'the function wrote to localcloud’s channel' })
    else if (message.data.kind === 'ready') this.coldStartMs = performance.now() - this.startedAt
    else if (message.data.kind === 'line') this.log(message.data.line)
    else if (message.data.kind === 'stack')
      this.questions.get(message.data.requestNumber)?.(message.data.frames)
    else this.onAnswer?.(message.data, text)
  }

  /** Only what passes by the runner comes this way, such as Node's own words when it dies. */
  private readLines(stream: 'stdout' | 'stderr'): LineCutter {
    const lines = new LineCutter(
      (text) => this.log({ stream, text }),
      (text) => this.log({ stream: 'host', text }),
    )
    this.child[stream]?.setEncoding('utf8').on('data', (text: string) => lines.push(text))
    return lines
  }

  /** False, and the process stopped, when it holds more memory than the function may have. */
  private checkMemory(): boolean {
    this.memoryCheckedAt = performance.now()
    const { memoryLimitMb } = this.options
    const residentMb = residentMegabytes(this.child.pid)
    if (residentMb === undefined || residentMb <= memoryLimitMb) return true
    this.stop()
    return false
  }

  private send(message: HostMessage, onSent: (fault?: Error | null) => void, eventText?: string): void {
    this.toProcess.write(frameOf(message, eventText), onSent)
  }

  private log(line: LogLine): void {
    if (this.call) this.options.onLine(line, this.call)
  }
}
