import type { LogLine } from './calls'

/** What CloudBase passes to `main` beside the event. */
export type InvocationContext = {
  request_id: string
  function_name: string
  function_version: string
  namespace: string
  memory_limit_in_mb: number
  time_limit_in_ms: number
  /** Facts about the caller, as `NAME=value;NAME=value`. */
  environ: string
}

/** From the host to the process of a function. The event is JSON text, so that it is written once. */
export type Invocation = {
  eventText: string
  context: InvocationContext
  /** The same facts, for SDKs that read them from the process environment. */
  variables: Record<string, string>
}

/** How one invocation went: what `main` returned as JSON text (absent: nothing), or what it threw. */
export type InvocationAnswer = { resultText?: string } | { fault: string }

/** From the process of a function to the host, in the order in which things happened. */
export type RunnerMessage =
  | { kind: 'ready' }
  | { kind: 'line'; line: LogLine }
  | { kind: 'answer'; answer: InvocationAnswer }
