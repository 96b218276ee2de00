import { type CallError, callError } from '../contracts/errors'
import {
  type ActionName,
  type CallAnswer,
  FUNCTIONS,
  type FunctionName,
  type Request,
  type Response,
} from '../contracts/functions'
import { fail, ok, type Result } from '../domain/result'
import type { Call } from '../usecases/call'
import { CallsInMemory } from './callLimits'
import { faultFacts } from './faultFacts'
import type { Guard, GuardedCall } from './guard'
import { type HttpEvent, type InvocationContext, isHttpEvent, type Origin, originOf } from './invocation'

/** One handler for every action of a function: input already validated, caller already allowed. */
export type Handlers<F extends FunctionName> = {
  [A in ActionName<F>]: (
    input: Request<F, A>,
    call: CallOf<F, A>,
  ) => Promise<Result<Response<F, A>, CallError>>
}

/** What a handler is told beside its input: nothing in a public read, everything `Call` has elsewhere. */
type CallOf<F extends FunctionName, A extends ActionName<F>> = (typeof FUNCTIONS)[F][A] extends {
  audience: 'anyone'
  effect: 'read' | 'count'
}
  ? undefined
  : Call

/** A function all of whose actions are public needs no guard. */
type GuardOf<F extends FunctionName> = CallOf<F, ActionName<F>> extends undefined ? [] : [guard: Guard]

type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: string }
type AnyContract = GuardedCall['contract'] &
  Pick<(typeof FUNCTIONS)['credit']['report.read'], 'request' | 'response'>
type AnyHandler = (input: unknown, call: Call | undefined) => Promise<Result<unknown, CallError>>

const MAXIMUM_EVENT_CHARACTERS = 256 * 1024
/** Of one action in a minute: a whole office, or street, may call from one address. */
const PER_ADDRESS = 600
/** Fields that WeChat itself puts into an event; dropped unread, since anybody can write them. */
const PLATFORM_FIELDS = new Set(['userInfo', 'tcbContext'])

/**
 * Makes a function's `main` for both roads (`wx.cloud.callFunction` and HTTP access): validation, white-listed answers
 * and error mapping; identity, rights, limits and the audit line are the guard's. It never throws: a bug is logged
 * loudly and answered as SERVER_FAULT.
 */
export function functionMain<F extends FunctionName>(name: F, handlers: Handlers<F>, ...[guard]: GuardOf<F>) {
  const calls = new CallsInMemory()
  return async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
    const answer = (call: unknown) =>
      answerCall(name, handlers, { guard, calls }, call, () => originOf(event, context))
    if (!isHttpEvent(event)) return answer(event)
    if (event.httpMethod !== 'POST') return methodNotAllowed()
    const call = parseHttpBody(event)
    return httpAnswer(call.ok ? await answer(call.value) : call)
  }
}

async function answerCall<F extends FunctionName>(
  name: F,
  handlers: Handlers<F>,
  { guard, calls }: { guard: Guard | undefined; calls: CallsInMemory },
  event: unknown,
  findOrigin: () => Origin,
): Promise<CallAnswer<unknown>> {
  const call = parseEvent(event)
  if (!call) return fail(callError('REQUEST_INVALID'))
  if (!Object.hasOwn(FUNCTIONS[name], call.action)) return fail(callError('ACTION_UNKNOWN'))
  const action = call.action as ActionName<F>
  const contract = FUNCTIONS[name][action] as AnyContract
  const handler = handlers[action] as AnyHandler
  try {
    const origin = findOrigin()
    if (asksTooOften(calls, action, contract.perMinute, origin)) return fail(callError('TOO_MANY_REQUESTS'))
    const input = contract.request.safeParse(call.input)
    const isPublic = contract.audience === 'anyone' && contract.effect !== 'change'
    if (!isPublic && !guard) throw new Error(`${name} has no guard`)
    const result =
      isPublic || !guard
        ? input.success
          ? await handler(input.data, undefined)
          : fail(callError('REQUEST_INVALID'))
        : await guard.answer({ action: `${name}.${action}`, contract, input, origin, handler })
    return result.ok ? { ok: true, value: contract.response.parse(result.value) } : result
  } catch (fault) {
    console.error(JSON.stringify({ level: 'error', function: name, action, fault: faultFacts(fault) }))
    return fail(callError('SERVER_FAULT'))
  }
}

/** A browser's token is its own claim, and another one costs nothing: over HTTP it is the address that is counted. */
function asksTooOften(calls: CallsInMemory, action: string, perMinute: number, origin: Origin): boolean {
  const { openId, address } = origin
  return openId === null
    ? calls.isTooMany(`${action} ${address}`, Math.max(perMinute, PER_ADDRESS), Date.now())
    : calls.isTooMany(`${action} ${openId}`, perMinute, Date.now())
}

function parseEvent(event: unknown): { action: string; input: unknown } | undefined {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return undefined
  const fields = Object.keys(event).filter((field) => !PLATFORM_FIELDS.has(field))
  if (fields.some((field) => field !== 'action' && field !== 'input')) return undefined
  const { action, input } = event as { action?: unknown; input?: unknown }
  return typeof action === 'string' ? { action, input } : undefined
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
