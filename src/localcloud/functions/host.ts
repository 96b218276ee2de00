import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WireError } from '../wire/errors'
import { Instance, type InstanceOptions } from './instance'
import type { InvocationContext } from './messages'

/** A WeChat user as the platform knows it. localcloud sets it, a caller never does. */
export type WechatIdentity = { openId: string }

/** Where the built functions are and what they run with. */
export type FunctionHostOptions = {
  /** One built folder a function, each with an `index.js`. */
  folder: string
  /** The compiled `functions/runner`. */
  runner: string
  /** CloudBase's environment and the functions' own settings. */
  environment: Record<string, string>
  timeLimitMs?: number
}

const MEMORY_LIMIT_MB = 256
const DEFAULT_TIME_LIMIT_MS = 20_000
/** More calls than this at once wait in a queue, as in the cloud. */
const MAXIMUM_INSTANCES = 2
/** A process beyond a function's first one is let go when nobody has needed it for this long. */
const SPARE_IDLE_MS = 30_000

type Pool = { idle: Instance[]; count: number; waiting: (() => void)[] }

/** Runs built functions, each in processes of its own, one invocation at a time in each. */
export class FunctionHost {
  private readonly pools = new Map<string, Pool>()
  private readonly instances = new Set<Instance>()

  constructor(private readonly options: FunctionHostOptions) {}

  /** Resolves with what the function returned. Throws WireError. */
  async invoke(name: string, event: unknown, identity?: WechatIdentity): Promise<unknown> {
    const bundle = join(this.options.folder, name, 'index.js')
    if (!/^[a-zA-Z][\w-]{0,59}$/.test(name) || !existsSync(bundle)) {
      throw new WireError('FUNCTION_NOT_FOUND', `there is no function ${name}`)
    }
    const pool = this.poolOf(name)
    const instance = await this.acquire(pool, name, bundle)
    try {
      return await instance.invoke({ event, context: this.contextOf(name, identity) })
    } finally {
      this.release(pool, instance)
    }
  }

  /** Ends every process. */
  close(): void {
    for (const instance of this.instances) instance.stop()
  }

  private poolOf(name: string): Pool {
    const pool = this.pools.get(name) ?? { idle: [], count: 0, waiting: [] }
    this.pools.set(name, pool)
    return pool
  }

  private async acquire(pool: Pool, name: string, bundle: string): Promise<Instance> {
    for (;;) {
      const instance = pool.idle.pop()
      if (instance?.isAlive) return instance
      if (instance) this.forget(pool, instance)
      else if (pool.count < MAXIMUM_INSTANCES) return this.start(pool, name, bundle)
      else await new Promise<void>((resolve) => pool.waiting.push(resolve))
    }
  }

  private start(pool: Pool, name: string, bundle: string): Instance {
    const { runner, environment, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = this.options
    const options: InstanceOptions = {
      name,
      bundle,
      runner,
      environment,
      timeLimitMs,
      memoryLimitMb: MEMORY_LIMIT_MB,
    }
    const instance = new Instance(options)
    pool.count++
    this.instances.add(instance)
    return instance
  }

  private release(pool: Pool, instance: Instance): void {
    if (instance.isAlive) pool.idle.push(instance)
    else this.forget(pool, instance)
    pool.waiting.shift()?.()
    if (pool.idle.length > 1) setTimeout(() => this.letSpareGo(pool), SPARE_IDLE_MS).unref()
  }

  private letSpareGo(pool: Pool): void {
    // The oldest one: `acquire` takes the newest, so this one has been idle the longest.
    const spare = pool.idle.length > 1 ? pool.idle.shift() : undefined
    if (!spare) return
    this.forget(pool, spare)
    spare.stop()
  }

  private forget(pool: Pool, instance: Instance): void {
    pool.count--
    this.instances.delete(instance)
  }

  private contextOf(name: string, identity?: WechatIdentity): InvocationContext {
    const { environment, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = this.options
    return {
      request_id: randomUUID(),
      function_name: name,
      function_version: '$LATEST',
      namespace: environment.SCF_NAMESPACE ?? '',
      memory_limit_in_mb: MEMORY_LIMIT_MB,
      time_limit_in_ms: timeLimitMs,
      environ: identity ? `WX_CONTEXT_KEYS=WX_OPENID;WX_OPENID=${identity.openId}` : '',
    }
  }
}
