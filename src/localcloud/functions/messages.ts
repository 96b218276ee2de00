import * as z from 'zod/mini'

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

/** From the host to the process of a function: work (the event goes with it as text), or the question where it made a request. */
export type HostMessage = ({ kind: 'invocation' } & Invocation) | { kind: 'stackOf'; requestNumber: string }

/** What a function is called with, beside the event. */
export type Invocation = {
  context: InvocationContext
  /** The same facts, for SDKs that read them from the process environment. */
  variables: Record<string, string>
}

/**
 * From the process of a function to the host, in the order in which things happened. The host checks it: a function
 * can write to the channel as well.
 */
export const runnerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('line'),
    line: z.object({ stream: z.enum(['stdout', 'stderr', 'host']), text: z.string() }),
  }),
  /** What `main` returned goes with it as text; empty: nothing. */
  z.object({ kind: z.literal('result') }),
  /** Where it made a request, the nearest place first; empty when it does not know. */
  z.object({
    kind: z.literal('stack'),
    requestNumber: z.string(),
    frames: z.array(z.tuple([z.string(), z.int().check(z.gte(1)), z.int().check(z.gte(1))])),
  }),
  /** What `main` threw. */
  z.object({ kind: z.literal('fault'), fault: z.string() }),
])
/** See `runnerMessage`. */
export type RunnerMessage = z.infer<typeof runnerMessage>
