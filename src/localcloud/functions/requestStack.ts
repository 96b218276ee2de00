import http from 'node:http'

/** The number of a request of the SDK: the header that brings it to localcloud, which may ask where it was made. */
export const REQUEST_NUMBER_HEADER = 'x-localcloud-request'
/** A place in a file as it runs, both numbers from 1. The nearest one comes first. */
export type Frame = [file: string, line: number, column: number]

/** The SDK's own frames, and some of a function's. */
const MAXIMUM_FRAMES = 30
/** Requests under way at once of which it is known where they were made. */
const MAXIMUM_REQUESTS = 100
/** Requests of a process, its first ones and those after a question, of which it remembers where they were made. */
const REMEMBERED_REQUESTS = 1000

type Request = (...parts: unknown[]) => http.ClientRequest

/** Where requests were made, as V8 keeps it: words are made of it only when somebody asks. */
const stacks = new Map<string, { stack?: unknown }>()
let requestCount = 0
let rememberedUntil = REMEMBERED_REQUESTS

/**
 * Numbers each request to localcloud's wire and remembers where it was made, from the process that calls this on. That
 * costs a tenth of a short request, so a process that nobody has asked for long stops it; the next question, whose
 * answer it does not know then, has it begin again. The SDK calls `http.request` with the address as text; requests to anybody else go out as they are.
 */
export function numberRequests(wireUrl: string): void {
  const request = http.request as Request
  http.request = function requestWithNumber(address: unknown, options: unknown, ...others: unknown[]) {
    if (requestCount === rememberedUntil || typeof address !== 'string' || address.split('?')[0] !== wireUrl)
      return request(address, options, ...others)
    const { headers } = options as http.RequestOptions
    const number = remember(requestWithNumber)
    return request(
      address,
      { ...(options as object), headers: { ...headers, [REQUEST_NUMBER_HEADER]: number } },
      ...others,
    )
  } as typeof http.request
}

function remember(callee: (...parts: never[]) => unknown): string {
  const { stackTraceLimit } = Error
  const holder: { stack?: unknown } = {}
  Error.stackTraceLimit = MAXIMUM_FRAMES
  Error.captureStackTrace(holder, callee)
  Error.stackTraceLimit = stackTraceLimit
  const number = String(requestCount++)
  stacks.set(number, holder)
  stacks.delete(String(requestCount - 1 - MAXIMUM_REQUESTS))
  return number
}

/**
 * Who made a request of this process, across what was awaited; Node's own frames and the runner's are left out. Empty
 * when that is not known any more.
 */
export function framesOfRequest(number: string): Frame[] {
  rememberedUntil = requestCount + REMEMBERED_REQUESTS
  const { prepareStackTrace } = Error
  try {
    Error.prepareStackTrace = (_fault, sites) =>
      sites.flatMap((site): Frame[] => {
        const file = site.getFileName()
        return file && !file.startsWith('node:') && file !== __filename
          ? [[file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1]]
          : []
      })
    return (stacks.get(number)?.stack ?? []) as Frame[]
  } finally {
    Error.prepareStackTrace = prepareStackTrace
  }
}
