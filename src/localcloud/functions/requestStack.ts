import http from 'node:http'

/** Where in a function's code a request of the SDK was made: the header that brings it to localcloud. */
export const STACK_HEADER = 'x-localcloud-stack'
/** A place in a file as it runs, both numbers from 1. The nearest one comes first. */
export type Frame = [file: string, line: number, column: number]

/** The SDK's own frames, and some of a function's. */
const MAXIMUM_FRAMES = 30
/** Servers take 16 KB of headers. */
const MAXIMUM_CHARACTERS = 8000

type Request = (...parts: unknown[]) => http.ClientRequest

/**
 * Sends along with each request to localcloud's wire where it was made, from the process that calls this on. The SDK
 * calls `http.request` with the address as text; requests to anybody else go out as they are.
 */
export function sendStacks(wireUrl: string): void {
  const request = http.request as Request
  http.request = function sendWithStack(address: unknown, options: unknown, ...others: unknown[]) {
    if (typeof address !== 'string' || address.split('?')[0] !== wireUrl)
      return request(address, options, ...others)
    const { headers } = options as http.RequestOptions
    const stack = encodeURIComponent(JSON.stringify(framesAbove(sendWithStack)))
    const isSent = stack.length <= MAXIMUM_CHARACTERS
    return request(
      address,
      { ...(options as object), headers: { ...headers, ...(isSent && { [STACK_HEADER]: stack }) } },
      ...others,
    )
  } as typeof http.request
}

/** Who called, across what was awaited; Node's own frames and the runner's are left out. */
function framesAbove(callee: (...parts: never[]) => unknown): Frame[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = MAXIMUM_FRAMES
    Error.prepareStackTrace = (_fault, sites) =>
      sites.flatMap((site): Frame[] => {
        const file = site.getFileName()
        return file && !file.startsWith('node:') && file !== __filename
          ? [[file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1]]
          : []
      })
    const holder: { stack?: unknown } = {}
    Error.captureStackTrace(holder, callee)
    return holder.stack as Frame[]
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  }
}
