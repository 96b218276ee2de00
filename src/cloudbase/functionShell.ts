import { type CallError, callError } from '../contracts/errors'
import {
  type ActionName,
  type CallAnswer,
  FUNCTIONS,
  type FunctionName,
  type Request,
  type Response,
} from '../contracts/functions'
import type { Result } from '../domain/result'

/** Who calls, as the platform says; never taken from the event. */
export type Caller = { kind: 'wechat'; openId: string } | { kind: 'anonymous' }

/** One handler for every action of a function: input already validated, caller already allowed. */
export type Handlers<F extends FunctionName> = {
  [A in ActionName<F>]: (input: Request<F, A>, caller: Caller) => Promise<Result<Response<F, A>, CallError>>
}

/** The parts of an invocation's context that carry identity (`@cloudbase/node-sdk` reads the same two). */
type InvocationContext = { environ?: string; environment?: string }
type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: string }

const MAXIMUM_EVENT_CHARACTERS = 256 * 1024
/** Fields that WeChat itself puts into an event; dropped unread, since anybody can write them. */
const PLATFORM_FIELDS = new Set(['userInfo', 'tcbContext'])

/**
 * Makes a function's `main`: identity, validation, authorisation, white-listed answers and error mapping, for both
 * roads (`wx.cloud.callFunction` and HTTP access). A bug is logged loudly and answered as SERVER_FAULT.
 */
export function functionMain<F extends FunctionName>(name: F, handlers: Handlers<F>) {
  return async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
    if (!isHttpEvent(event)) return answerCall(name, handlers, event, callerOf(context))
    const call = parseHttpBody(event)
    const answer = call.ok
      ? await answerCall(name, handlers, call.value, { kind: 'anonymous' })
      : { ok: false as const, error: call.error }
    return httpAnswer(answer)
  }
}

async function answerCall<F extends FunctionName>(
  name: F,
  handlers: Handlers<F>,
  event: unknown,
  caller: Caller,
): Promise<CallAnswer<unknown>> {
  const call = parseEvent(event)
  if (!call) return { ok: false, error: callError('REQUEST_INVALID') }
  const actions = FUNCTIONS[name]
  if (!Object.hasOwn(actions, call.action)) return { ok: false, error: callError('ACTION_UNKNOWN') }
  const action = call.action as ActionName<F>
  const contract = actions[action] as (typeof FUNCTIONS)['credit']['report.read']
  const input = contract.request.safeParse(call.input)
  if (!input.success) return { ok: false, error: callError('REQUEST_INVALID') }
  try {
    const result = await handlers[action](input.data as Request<F, typeof action>, caller)
    return result.ok ? { ok: true, value: contract.response.parse(result.value) } : result
  } catch (fault) {
    // The fault may quote data; its message and place are enough to find it.
    console.error(JSON.stringify({ level: 'error', function: name, action, fault: faultText(fault) }))
    return { ok: false, error: callError('SERVER_FAULT') }
  }
}

function parseEvent(event: unknown): { action: string; input: unknown } | undefined {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return undefined
  const fields = Object.keys(event).filter((field) => !PLATFORM_FIELDS.has(field))
  if (fields.some((field) => field !== 'action' && field !== 'input')) return undefined
  const { action, input } = event as { action?: unknown; input?: unknown }
  return typeof action === 'string' ? { action, input } : undefined
}

function callerOf(context: InvocationContext): Caller {
  const openId = contextVariables(context).WX_OPENID
  return openId ? { kind: 'wechat', openId } : { kind: 'anonymous' }
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

type HttpEvent = {
  httpMethod: string
  headers: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

function isHttpEvent(event: unknown): event is HttpEvent {
  return typeof event === 'object' && event !== null && 'httpMethod' in event && 'requestContext' in event
}

function parseHttpBody(event: HttpEvent): Result<unknown, CallError> {
  const body = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '')
  if (body.length > MAXIMUM_EVENT_CHARACTERS) return { ok: false, error: callError('REQUEST_TOO_LARGE') }
  try {
    return { ok: true, value: JSON.parse(body) }
  } catch (fault) {
    if (fault instanceof SyntaxError) return { ok: false, error: callError('REQUEST_INVALID') }
    throw fault
  }
}

function httpAnswer(answer: CallAnswer<unknown>): HttpAnswer {
  const statusCode = answer.ok || answer.error.code !== 'SERVER_FAULT' ? 200 : 500
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return { statusCode, headers, body: JSON.stringify(answer) }
}

function faultText(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}
