import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { WireError } from '../wire/errors'
import { type Call, type LogLine, noteLine, RecentCalls } from './calls'
import { codeLine } from './codeLine'
import { asEnviron, type Caller, callerVariables, withUserInfo } from './identity'
import { Instance } from './instance'
import type { Limits } from './limits'
import { Pool } from './pool'

/** Where the built functions are and what they run with. */
export type FunctionHostOptions = {
  /** One built folder a function, each with an `index.js`. */
  folder: string
  /** The compiled `functions/runner`. */
  runner: string
  /** CloudBase's environment and the functions' own settings. */
  environment: Record<string, string>
  /** What holds for a function that states no limits of its own; absent: CloudBase's defaults. */
  limits?: Partial<Limits>
  /** Limits by function. */
  ownLimits?: Map<string, Partial<Limits>>
  /** Gets every line of every function, and what localcloud itself has to say of a call. */
  log: (line: string) => void
}

const DEFAULT_LIMITS: Limits = { timeLimitMs: 20_000, memoryLimitMb: 256 }
/** CloudBase's limit of an event and of an answer. */
const MAXIMUM_PAYLOAD_BYTES = 6 * 1024 * 1024
/** CloudBase's limit of the event of a call that nobody waits for. */
const MAXIMUM_ASYNC_EVENT_BYTES = 128 * 1024
/** From here on WeChat's own documentation advises against a payload. */
const LARGE_PAYLOAD_BYTES = 256 * 1024
/** How soon after a change a function's processes are replaced. */
const LOOK_MS = 50
/** Functions that call each other further than this are told so, instead of filling the machine with processes. */
const MAXIMUM_DEPTH = 8

/** Runs built functions, each in processes of its own, one invocation at a time in each. */
export class FunctionHost {
  private readonly pools = new Map<string, Pool>()
  private readonly looks = new Map<string, { at: number; stamp: string }>()
  private readonly instances = new Map<string, Instance>()
  private readonly recent = new RecentCalls()
  private isClosed = false

  constructor(private readonly options: FunctionHostOptions) {}

  /** Resolves with what the function returned, as JSON text (absent: nothing). Throws WireError. */
  async invoke(name: string, event: unknown, caller: Caller): Promise<string | undefined> {
    const eventText = this.eventText(name, event, caller, MAXIMUM_PAYLOAD_BYTES)
    return this.run(this.begin(name, caller), eventText, caller)
  }

  /**
   * Starts a call that nobody waits for and returns its request id; how it went is in `recentCalls` and in the log.
   * Throws WireError when it cannot begin. A call that fails is not repeated.
   */
  invokeLater(name: string, event: unknown, caller: Caller): string {
    const eventText = this.eventText(name, event, caller, MAXIMUM_ASYNC_EVENT_BYTES)
    const call = this.begin(name, caller)
    this.run(call, eventText, caller).catch((fault: unknown) => {
      // `run` has told the log of an expected failure; this is a bug, and there is no caller to tell.
      if (!(fault instanceof WireError)) console.error(fault)
    })
    return call.requestId
  }

  /** The names of the functions that there are. */
  names(): string[] {
    if (!existsSync(this.options.folder)) return []
    return readdirSync(this.options.folder)
      .filter((name) => this.exists(name))
      .sort()
  }

  /** The last calls, newest first. They change while they run. */
  recentCalls(): readonly Call[] {
    return this.recent.list()
  }

  /** Puts what localcloud has to say of a call into its log. */
  tell(text: string, call: Call): void {
    this.note({ stream: 'host', text }, call)
  }

  /** The call during which a process that holds this key asks for something; undefined: no such process. */
  callOfProcess(key: string): Call | undefined {
    return this.instances.get(key)?.call
  }

  /** The line of a function's code that made a request, by its number; undefined when it cannot be told. */
  async codeLineOf(key: string, requestNumber: string): Promise<string | undefined> {
    const instance = this.instances.get(key)
    if (!instance?.call) return undefined
    const folder = join(this.options.folder, instance.call.function)
    return codeLine(await instance.stackOf(requestNumber), folder)
  }

  /** Ends every process; calls that run or wait fail. */
  close(): void {
    this.isClosed = true
    for (const instance of this.instances.values()) instance.stop()
  }

  private exists(name: string): boolean {
    return /^[a-zA-Z][\w-]{0,59}$/.test(name) && existsSync(this.bundleOf(name))
  }

  private bundleOf(name: string): string {
    return join(this.options.folder, name, 'index.js')
  }

  private eventText(name: string, event: unknown, caller: Caller, maximumBytes: number): string {
    const text = JSON.stringify(withUserInfo(event, caller)) ?? 'null'
    const bytes = Buffer.byteLength(text)
    if (bytes > maximumBytes) {
      throw new WireError(
        'FUNCTION_PARAM_INVALID',
        `the event has ${bytes} bytes, at most ${maximumBytes} are taken`,
      )
    }
    if (bytes > LARGE_PAYLOAD_BYTES) this.options.log(`warning: an event of ${name} has ${bytes} bytes`)
    return text
  }

  private begin(name: string, caller: Caller): Call {
    if (!this.looks.has(name) && !this.exists(name))
      throw new WireError('FUNCTION_NOT_FOUND', `there is no function ${name}`)
    const depth = caller.kind === 'function' ? caller.call.depth + 1 : 0
    const call: Call = {
      requestId: randomUUID(),
      function: name,
      caller: caller.kind,
      depth,
      startedAt: Date.now(),
      outcome: 'running',
      databaseRequestCount: 0,
      databaseRequests: [],
      lines: [],
    }
    this.recent.add(call)
    return call
  }

  private async run(call: Call, eventText: string, caller: Caller): Promise<string | undefined> {
    const startedAt = performance.now()
    try {
      const resultText = await this.runInPool(call, eventText, caller)
      this.checkResult(call, resultText)
      call.outcome = 'ok'
      return resultText
    } catch (fault) {
      call.outcome = fault instanceof WireError ? fault.code : 'SYS_ERR'
      if (fault instanceof WireError) this.tell(`${fault.code}: ${fault.message}`, call)
      throw fault
    } finally {
      call.durationMs = performance.now() - startedAt
    }
  }

  private async runInPool(call: Call, eventText: string, caller: Caller): Promise<string | undefined> {
    if (call.depth > MAXIMUM_DEPTH) {
      throw new WireError(
        'FUNCTION_EXCEED_RESOURCE_LIMIT',
        `functions call each other more than ${MAXIMUM_DEPTH} deep`,
      )
    }
    const variables = callerVariables(caller, this.environmentId)
    const { timeLimitMs, memoryLimitMb } = this.limitsOf(call.function)
    const context = {
      request_id: call.requestId,
      function_name: call.function,
      function_version: '$LATEST',
      namespace: this.environmentId,
      memory_limit_in_mb: memoryLimitMb,
      time_limit_in_ms: timeLimitMs,
      environ: asEnviron(variables),
    }
    return this.poolOf(call.function).use(
      call.depth,
      () => this.stampOf(call.function),
      (instance) => instance.invoke({ context, variables }, eventText, call),
    )
  }

  private checkResult({ function: name }: Call, resultText = ''): void {
    const bytes = Buffer.byteLength(resultText)
    if (bytes > MAXIMUM_PAYLOAD_BYTES) {
      throw new WireError(
        'FUNCTION_INVOCATION_FAILED',
        `${name} returned ${bytes} bytes, at most ${MAXIMUM_PAYLOAD_BYTES} are passed on`,
      )
    }
    if (bytes > LARGE_PAYLOAD_BYTES) this.options.log(`warning: an answer of ${name} has ${bytes} bytes`)
  }

  private poolOf(name: string): Pool {
    const pool =
      this.pools.get(name) ??
      new Pool(
        name,
        () => this.start(name),
        (instance) => this.drop(instance),
      )
    this.pools.set(name, pool)
    return pool
  }

  private start(name: string): Instance {
    if (this.isClosed) throw new WireError('FUNCTION_INVOCATION_FAILED', 'localcloud is closing')
    const key = randomBytes(16).toString('hex')
    const { runner, environment } = this.options
    const instance = new Instance({
      name,
      bundle: this.bundleOf(name),
      runner,
      // A process signs what it asks for with an id of its own, which tells on whose behalf it asks.
      environment: { ...environment, TENCENTCLOUD_SECRETID: `${environment.TENCENTCLOUD_SECRETID}${key}` },
      ...this.limitsOf(name),
      onLine: (line, call) => this.note(line, call),
    })
    this.instances.set(key, instance)
    return instance
  }

  private drop(instance: Instance): void {
    instance.stop()
    for (const [key, one] of this.instances) if (one === instance) this.instances.delete(key)
  }

  private note(line: LogLine, call: Call): void {
    noteLine(call, line)
    this.options.log(`[${call.function} ${call.requestId}] ${line.text}`)
  }

  /**
   * Changes when a file of the function does: its processes are then replaced. Installed packages are not looked at.
   * Looking costs as much as a short call, so calls in quick succession share a look.
   */
  private stampOf(name: string): string {
    const known = this.looks.get(name)
    if (known && performance.now() - known.at < LOOK_MS) return known.stamp
    if (!this.exists(name)) throw new WireError('FUNCTION_NOT_FOUND', `there is no function ${name} any more`)
    const stamp = stampOfFiles(join(this.options.folder, name))
    this.looks.set(name, { at: performance.now(), stamp })
    return stamp
  }

  private get environmentId(): string {
    return this.options.environment.SCF_NAMESPACE ?? ''
  }

  private limitsOf(name: string): Limits {
    const own = this.options.ownLimits?.get(name)
    const { limits } = this.options
    return {
      timeLimitMs: own?.timeLimitMs ?? limits?.timeLimitMs ?? DEFAULT_LIMITS.timeLimitMs,
      memoryLimitMb: own?.memoryLimitMb ?? limits?.memoryLimitMb ?? DEFAULT_LIMITS.memoryLimitMb,
    }
  }
}

function stampOfFiles(folder: string): string {
  return readdirSync(folder)
    .map((file) => {
      const facts = statSync(join(folder, file), { throwIfNoEntry: false })
      return facts?.isFile() ? `${file} ${facts.mtimeMs} ${facts.size}\n` : ''
    })
    .join('')
}
