import type { WireCode } from '../wire/errors'

/** What has a function called; see `Caller`. */
export type CallerKind = 'wechat' | 'http' | 'function' | 'timer' | 'server'

/** One line that a function wrote. `host` lines are localcloud's own words about the call. */
export type LogLine = { stream: 'stdout' | 'stderr' | 'host'; text: string }

/** One database request that a function made. */
export type DatabaseRequest = { action: string; collection: string; durationMs: number; ok: boolean }

/** One call of a function, running or done. The host fills it in; whoever reads it does not write to it. */
export type Call = {
  requestId: string
  function: string
  caller: CallerKind
  /** Calls of functions that led to this one: 0 for a call from outside. */
  depth: number
  /** Epoch milliseconds. */
  startedAt: number
  /** From the arrival to the answer, waiting for a process included. Absent while it runs. */
  durationMs?: number
  /** How long the process took to load the function; absent when one was ready. */
  coldStartMs?: number
  outcome: 'running' | 'ok' | WireCode
  databaseRequestCount: number
  /** The first of them, at most MAXIMUM_REQUESTS_KEPT. */
  databaseRequests: DatabaseRequest[]
  /** The first of them, at most MAXIMUM_LINES_KEPT; the log gets all. */
  lines: LogLine[]
}

const MAXIMUM_CALLS_KEPT = 300
const MAXIMUM_REQUESTS_KEPT = 100
const MAXIMUM_LINES_KEPT = 100

/** The last calls of all functions, oldest first; older ones are forgotten, so memory has a bound. */
export class RecentCalls {
  private readonly kept: Call[] = []

  /** Keeps a call, forgetting the oldest one when there are too many. */
  add(call: Call): void {
    this.kept.push(call)
    if (this.kept.length > MAXIMUM_CALLS_KEPT) this.kept.shift()
  }

  /** Newest first. */
  list(): Call[] {
    return [...this.kept].reverse()
  }
}

/** Counts a database request that was made during a call. */
export function noteDatabaseRequest(call: Call, request: DatabaseRequest): void {
  call.databaseRequestCount++
  if (call.databaseRequests.length < MAXIMUM_REQUESTS_KEPT) call.databaseRequests.push(request)
}

/** Keeps a line that was written during a call, or after it by the same process. */
export function noteLine(call: Call, line: LogLine): void {
  if (call.lines.length < MAXIMUM_LINES_KEPT) call.lines.push(line)
}
