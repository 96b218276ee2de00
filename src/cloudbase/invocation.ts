/** How a call came in: what the platform says of it, and what a browser says of itself. */
export type Origin = {
  /** The WeChat identity that the platform vouches for; never taken from the event. */
  openId: string | null
  /** The session that a browser claims to hold; anybody can send one. */
  sessionToken: string | null
  /** The address that HTTP access saw; empty on WeChat's road. */
  address: string
  /** The browser's name of itself; empty on WeChat's road. */
  userAgent: string
  /** Whether it came as a request of HTTP access. */
  isHttp: boolean
}

/** The parts of an invocation's context that carry identity (`@cloudbase/node-sdk` reads the same two). */
export type InvocationContext = { environ?: string; environment?: string }

/** The event that HTTP access makes of a request. */
export type HttpEvent = {
  httpMethod: string
  headers?: Record<string, string | string[] | undefined>
  body?: string | null
  isBase64Encoded?: boolean
}

const MAXIMUM_HEADER_CHARACTERS = 300

/** Anybody can send an event shaped so by `callFunction`; nothing in it tells who somebody is. */
export function isHttpEvent(event: unknown): event is HttpEvent {
  if (typeof event !== 'object' || event === null || !('requestContext' in event)) return false
  const { httpMethod, body, headers } = event as { httpMethod?: unknown; body?: unknown; headers?: unknown }
  return (
    typeof httpMethod === 'string' &&
    (typeof body === 'string' || body === undefined || body === null) &&
    (headers === undefined || (typeof headers === 'object' && headers !== null))
  )
}

/** Where a call comes from. */
export function originOf(event: unknown, context: InvocationContext): Origin {
  const openId = contextVariables(context).WX_OPENID ?? null
  if (!isHttpEvent(event)) return { openId, sessionToken: null, address: '', userAgent: '', isHttp: false }
  const header = (name: string) => headerOf(event, name)
  return {
    openId,
    sessionToken: /^Bearer ([0-9a-z]{26})$/.exec(header('authorization'))?.[1] ?? null,
    // The gateway adds the address that it saw at the end; what stands before it is the caller's own claim.
    address: header('x-forwarded-for').split(',').at(-1)?.trim() ?? '',
    userAgent: header('user-agent'),
    isHttp: true,
  }
}

function headerOf({ headers = {} }: HttpEvent, name: string): string {
  const value = headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return String(Array.isArray(value) ? value.at(-1) : (value ?? '')).slice(-MAXIMUM_HEADER_CHARACTERS)
}

function contextVariables(context: InvocationContext): Record<string, string> {
  if (context.environment) return JSON.parse(context.environment) as Record<string, string>
  if (!context.environ) return {}
  return Object.fromEntries(
    context.environ.split(';').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
