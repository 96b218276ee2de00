import { callError, type ErrorCode } from '../../src/contracts/errors'
import type { ActionName, CallAnswer, FunctionName, Request, Response } from '../../src/contracts/functions'
import { forgetSession } from '../platform/session'
import { type Delivery, deliver } from './transport'

const TIME_OUT_MS = 10_000

/**
 * The only way out of the phone: asks one action of one function. Always answers; what did not arrive in ten seconds
 * is NETWORK_UNREACHABLE, an answer that is none is SERVER_FAULT.
 */
export async function call<F extends FunctionName, A extends ActionName<F>>(
  name: F,
  action: A,
  input: Request<F, A>,
): Promise<CallAnswer<Response<F, A>>> {
  const delivery = await withinTime(deliver(name, { action, input }))
  if (!delivery.reached) return failure('NETWORK_UNREACHABLE')
  if (!isCallAnswer(delivery.answer)) return failure('SERVER_FAULT')
  const answer = delivery.answer as CallAnswer<Response<F, A>>
  // A session that is over helps nobody; without it the next call is a citizen's.
  if (!answer.ok && answer.error.code === 'SIGN_IN_NEEDED') forgetSession()
  return answer
}

function withinTime(delivery: Promise<Delivery>): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ reached: false }), TIME_OUT_MS)
    delivery.then(resolve, reject).then(() => clearTimeout(timer))
  })
}

function isCallAnswer(answer: unknown): boolean {
  const { ok, value, error } = Object(answer) as { ok?: unknown; value?: unknown; error?: unknown }
  return ok === true
    ? typeof value === 'object' && value !== null
    : ok === false && typeof Object(error).code === 'string'
}

function failure(code: ErrorCode): { ok: false; error: ReturnType<typeof callError> } {
  return { ok: false, error: callError(code) }
}
