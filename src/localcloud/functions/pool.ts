import { WireError } from '../wire/errors'
import type { Instance } from './instance'

/** More calls of a function than this at once wait in a queue, as in the cloud. */
const MAXIMUM_BUSY = 2
/** A queue longer than this is refused, so that memory has a bound. */
const MAXIMUM_WAITING = 1000
/** A process beyond a function's first one is let go when nobody has needed it for this long. */
const SPARE_IDLE_MS = 30_000

type Queue = { busy: number; waiting: (() => void)[] }

/**
 * The processes of one function. Calls are counted by depth (how many functions led to them): a call waits only for
 * calls of its own depth, and those only for deeper ones, so functions that call each other in a ring never wait for
 * themselves.
 */
export class Pool {
  private idle: { instance: Instance; stamp: string }[] = []
  private readonly queues = new Map<number, Queue>()

  constructor(
    private readonly name: string,
    private readonly start: () => Instance,
    private readonly drop: (instance: Instance) => void,
  ) {}

  /**
   * Waits for a turn, works with a process that has loaded the version `stampOf` tells, and gives it back. Throws
   * WireError when too many wait already.
   */
  async use<Result>(
    depth: number,
    stampOf: () => string,
    work: (instance: Instance) => Promise<Result>,
  ): Promise<Result> {
    const queue = this.queues.get(depth) ?? { busy: 0, waiting: [] }
    this.queues.set(depth, queue)
    await this.turn(queue)
    try {
      return await this.workWithOne(stampOf, work)
    } finally {
      // Whoever waits takes over the turn; otherwise it ends.
      const next = queue.waiting.shift()
      if (next) next()
      else queue.busy--
    }
  }

  private async turn(queue: Queue): Promise<void> {
    if (queue.busy < MAXIMUM_BUSY) {
      queue.busy++
      return
    }
    if (queue.waiting.length >= MAXIMUM_WAITING) {
      throw new WireError(
        'FUNCTION_EXCEED_RESOURCE_LIMIT',
        `${MAXIMUM_WAITING} calls of ${this.name} wait already`,
      )
    }
    await new Promise<void>((resolve) => queue.waiting.push(resolve))
  }

  private async workWithOne<Result>(
    stampOf: () => string,
    work: (instance: Instance) => Promise<Result>,
  ): Promise<Result> {
    const stamp = stampOf()
    const instance = this.takeIdle(stamp) ?? this.start()
    try {
      return await work(instance)
    } finally {
      if (instance.isAlive) this.putBack(instance, stamp)
      else this.drop(instance)
    }
  }

  /** The process used last of those that have loaded this version; the others are let go. */
  private takeIdle(stamp: string): Instance | undefined {
    const isFit = (one: { instance: Instance; stamp: string }) => one.instance.isAlive && one.stamp === stamp
    for (const { instance } of this.idle.filter((one) => !isFit(one))) this.drop(instance)
    this.idle = this.idle.filter(isFit)
    return this.idle.pop()?.instance
  }

  private putBack(instance: Instance, stamp: string): void {
    this.idle.push({ instance, stamp })
    if (this.idle.length > 1) setTimeout(() => this.letSpareGo(), SPARE_IDLE_MS).unref()
  }

  private letSpareGo(): void {
    // The oldest one: `takeIdle` takes the newest, so this one has been idle the longest.
    const spare = this.idle.length > 1 ? this.idle.shift() : undefined
    if (spare) this.drop(spare.instance)
  }
}
