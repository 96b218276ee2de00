import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import * as z from 'zod/mini'
import { nextRun } from './cron'
import type { Trigger } from './triggers'

/** A timer and when it runs, in epoch milliseconds. */
export type TimerState = {
  function: string
  name: string
  /** Its seven fields. */
  config: string
  /** Absent: never again. */
  nextRunAt?: number
}

/** The event that CloudBase hands to a function whose timer has come. `Time` is in UTC. */
export type TimerEvent = { Type: 'Timer'; TriggerName: string; Time: string; Message: string }

export type TimersOptions = {
  triggers: Trigger[]
  /** Where it is kept until when each timer has been seen to. */
  stateFile: string
  /** Calls the function; returns at once, with the request id. */
  run: (functionName: string, event: TimerEvent) => string
  log: (line: string) => void
}

/** A run that comes later than this, because the machine slept or was off, does not take place: it is told. */
const LATEST_MS = 10_000
/** Missed runs are counted up to here. */
const MAXIMUM_COUNTED = 1000

/** By `<function>/<timer>`: the seven fields, and the last instant at which a run was due and seen to. */
const savedState = z.record(z.string(), z.object({ config: z.string(), seenUntil: z.number() }))

type Timer = { trigger: Trigger; seenUntil: number; nextRunAt?: number }

/**
 * The timers of all functions. It has no clock: whoever does calls `tick`. What is due is noted on the disk before it
 * runs, so no run happens twice, whenever the process is killed.
 */
export class Timers {
  private readonly timers: Timer[]

  /** Says in the log which runs were missed since the process was last there. */
  constructor(
    private readonly options: TimersOptions,
    now: number,
  ) {
    const saved = readState(options.stateFile, options.log)
    this.timers = options.triggers.map((trigger) => {
      const known = saved[keyOf(trigger)]
      // A timer that is new, or has new times, has missed nothing.
      const seenUntil = known?.config === trigger.config ? known.seenUntil : now
      return { trigger, seenUntil, nextRunAt: nextRun(trigger.cron, seenUntil) }
    })
    for (const timer of this.timers) this.passOver(timer, now)
    if (this.timers.length > 0) this.save()
  }

  /** Runs what is due. `now` is in epoch milliseconds; one that lies before an earlier one runs nothing. */
  tick(now: number): void {
    const nextAt = this.nextTickAt()
    if (nextAt === undefined || nextAt > now) return
    const due: { timer: Timer; at: number }[] = []
    for (const timer of this.timers) {
      this.passOver(timer, now - LATEST_MS - 1)
      for (let at = timer.nextRunAt; at !== undefined && at <= now; at = timer.nextRunAt) {
        due.push({ timer, at })
        see(timer, at)
      }
    }
    if (!this.couldSave()) return
    for (const { timer, at } of due.sort((left, right) => left.at - right.at)) this.run(timer.trigger, at)
  }

  /** When `tick` is next needed; undefined: never. */
  nextTickAt(): number | undefined {
    const times = this.timers.flatMap(({ nextRunAt }) => nextRunAt ?? [])
    return times.length > 0 ? Math.min(...times) : undefined
  }

  /** Every timer with its next run. */
  list(): TimerState[] {
    return this.timers.map(({ trigger: { function: name, name: timerName, config }, nextRunAt }) => ({
      function: name,
      name: timerName,
      config,
      nextRunAt,
    }))
  }

  /** Runs a function's timer once, now, beside its times. Returns the request id; undefined: it has no timer. */
  runNow(functionName: string, now: number): string | undefined {
    const timer = this.timers.find(({ trigger }) => trigger.function === functionName)
    return timer && this.run(timer.trigger, now)
  }

  private run({ function: functionName, name }: Trigger, at: number): string {
    const time = new Date(at).toISOString().replace(/\.\d+/, '')
    return this.options.run(functionName, { Type: 'Timer', TriggerName: name, Time: time, Message: '' })
  }

  /** Passes over the runs that were due until an instant, and tells of them. */
  private passOver(timer: Timer, until: number): void {
    const first = timer.nextRunAt
    if (first === undefined || first > until) return
    let count = 0
    for (let at: number | undefined = first; at !== undefined && at <= until; at = timer.nextRunAt) {
      count++
      see(timer, count < MAXIMUM_COUNTED ? at : until)
    }
    const { function: functionName, name, cron } = timer.trigger
    // Nobody needs to hear of a timer that runs again in a moment.
    const second = nextRun(cron, first)
    if (second !== undefined && second - first <= LATEST_MS) return
    this.options.log(
      `timer ${name} of ${functionName}: missed since ${localTime(first)}, while the machine slept or localcloud was ` +
        `off, and not made up: ${count < MAXIMUM_COUNTED ? count : `${MAXIMUM_COUNTED} or more`} runs`,
    )
  }

  /** A run that could not be noted might happen again after a kill, so it does not take place. */
  private couldSave(): boolean {
    try {
      this.save()
      return true
    } catch (fault) {
      this.options.log(
        `timers: what was due is not run, since it cannot be noted: ${(fault as Error).message}`,
      )
      return false
    }
  }

  private save(): void {
    const state: z.infer<typeof savedState> = Object.fromEntries(
      this.timers.map(({ trigger, seenUntil }) => [keyOf(trigger), { config: trigger.config, seenUntil }]),
    )
    writeWhole(this.options.stateFile, JSON.stringify(state))
  }
}

/** Calls `tick` whenever it is needed, by the given clock. Returns what ends that. */
export function keepTicking(timers: Timers, now: () => number): () => void {
  // After a sleep the machine's timers are late; looking twice a minute bounds that, and the log says what was missed.
  const MAXIMUM_WAIT_MS = 30_000
  const wait = () => {
    const nextAt = timers.nextTickAt()
    if (nextAt === undefined) return undefined
    const waitMs = Math.min(Math.max(nextAt - now(), 0), MAXIMUM_WAIT_MS)
    return setTimeout(() => {
      timers.tick(now())
      timeout = wait()
    }, waitMs)
  }
  let timeout = wait()
  return () => clearTimeout(timeout)
}

function see(timer: Timer, until: number): void {
  timer.seenUntil = until
  timer.nextRunAt = nextRun(timer.trigger.cron, until)
}

function keyOf({ function: functionName, name }: Trigger): string {
  return `${functionName}/${name}`
}

/** `2026-11-24 02:00:00`, in the timers' zone. */
function localTime(instant: number): string {
  return new Date(instant + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
}

function readState(file: string, log: (line: string) => void): z.infer<typeof savedState> {
  if (!existsSync(file)) return {}
  try {
    return savedState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (fault) {
    log(`timers: ${file} is damaged, so it is not known what was missed: ${(fault as Error).message}`)
    return {}
  }
}

function writeWhole(file: string, text: string): void {
  const part = `${file}.part`
  const descriptor = openSync(part, 'w')
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(part, file)
}
