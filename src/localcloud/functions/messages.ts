/** What the host sends to a function's process: one invocation at a time. */
export type Invocation = { event: unknown; context: InvocationContext }

/** The invocation context as CloudBase hands it to `main` (the SDK's `parseContext` reads the same names). */
export type InvocationContext = {
  request_id: string
  function_name: string
  function_version: string
  namespace: string
  memory_limit_in_mb: number
  time_limit_in_ms: number
  /** `A=1;B=2`, with the caller's identity (`WX_OPENID`) where there is one. */
  environ: string
}

/** What the process answers. `fault` is what `main` threw. */
export type InvocationAnswer = { result: unknown } | { fault: string }
