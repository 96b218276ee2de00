import { type CallError, callError } from '../contracts/errors'
import {
  type ActionName,
  type Audience,
  type CallAnswer,
  FUNCTIONS,
  type FunctionName,
  type Request,
  type Response,
} from '../contracts/functions'
import { fail, ok, type Result } from '../domain/result'

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

/** Who an action's audience is. A new audience does not compile before it is told here. */
const MAY_CALL: Record<Audience, (caller: Caller) => boolean> = { anyone: () => true }

/**
 * Makes a function's `main`: identity, validation, authorisation, white-listed answers and error mapping, for both
 * roads (`wx.cloud.callFunction` and HTTP access). It never throws: a bug is logged loudly and answered as
 * SERVER_FAULT.
 */
export function functionMain<F extends FunctionName>(name: F, handlers: Handlers<F>) {
  return async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
    if (!isHttpEvent(event)) return answerCall(name, handlers, event, () => callerOf(context))
    if (event.httpMethod !== 'POST') return methodNotAllowed()
    const call = parseHttpBody(event)
    if (!call.ok) return httpAnswer(call)
    return httpAnswer(await answerCall(name, handlers, call.value, () => ({ kind: 'anonymous' })))
  }
}

async function answerCall<F extends FunctionName>(
  name: F,
  handlers: Handlers<F>,
  event: unknown,
  findCaller: () => Caller,
): Promise<CallAnswer<unknown>> {
  const call = parseEvent(event)
  if (!call) return fail(callError('REQUEST_INVALID'))
  const actions = FUNCTIONS[name]
  if (!Object.hasOwn(actions, call.action)) return fail(callError('ACTION_UNKNOWN'))
  const action = call.action as ActionName<F>
  const contract = actions[action] as (typeof FUNCTIONS)['credit']['report.read']
  try {
    const caller = findCaller()
    if (!MAY_CALL[contract.audience](caller)) return fail(callError('NOT_ALLOWED'))
    const input = contract.request.safeParse(call.input)
    if (!input.success) return fail(callError('REQUEST_INVALID'))
    const result = await handlers[action](input.data as Request<F, typeof action>, caller)
    return result.ok ? { ok: true, value: contract.response.parse(result.value) } : result
  } catch (fault) {
    console.error(JSON.stringify({ level: 'error', function: name, action, fault: faultFacts(fault) }))
    return fail(callError('SERVER_FAULT'))
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

type HttpEvent = { httpMethod: string; body?: string | null; isBase64Encoded?: boolean }

/** Anybody can send an event shaped so by `callFunction`; it then counts as anonymous, and nothing in it is trusted. */
function isHttpEvent(event: unknown): event is HttpEvent {
  if (typeof event !== 'object' || event === null || !('requestContext' in event)) return false
  const { httpMethod, body } = event as { httpMethod?: unknown; body?: unknown }
  return typeof httpMethod === 'string' && (typeof body === 'string' || body === undefined || body === null)
}

function parseHttpBody(event: HttpEvent): Result<unknown, CallError> {
  const sent = event.body ?? ''
  const body = event.isBase64Encoded ? Buffer.from(sent, 'base64').toString('utf8') : sent
  if (body.length > MAXIMUM_EVENT_CHARACTERS) return fail(callError('REQUEST_TOO_LARGE'))
  try {
    return ok(JSON.parse(body))
  } catch (fault) {
    if (fault instanceof SyntaxError) return fail(callError('REQUEST_INVALID'))
    throw fault
  }
}

function httpAnswer(answer: CallAnswer<unknown>): HttpAnswer {
  const statusCode = answer.ok || answer.error.code !== 'SERVER_FAULT' ? 200 : 500
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return { statusCode, headers, body: JSON.stringify(answer) }
}

/** The app is served from the same origin, so a preflight has nothing to ask for either. */
function methodNotAllowed(): HttpAnswer {
  const answer = httpAnswer(fail(callError('REQUEST_INVALID')))
  return { ...answer, statusCode: 405, headers: { ...answer.headers, allow: 'POST' } }
}

/** What broke and where. Parsers and databases quote what they were given, so data is taken out of the message. */
function faultFacts(fault: unknown): { name?: string; code?: string; message: string; frames?: string[] } {
  if (!(fault instanceof Error)) return { message: withoutData(String(fault)) }
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^ +at /.test(line))
  const code = 'code' in fault ? { code: withoutData(String(fault.code)) } : {}
  return { name: fault.name, ...code, message: withoutData(fault.message), frames }
}

/** Our own messages are English; names, addresses and texts of records are Chinese, the rest of them numbers. */
function withoutData(message: string): string {
  return message.replace(/[\p{Script=Han}·]+|\d{5,}/gu, '…')
}
