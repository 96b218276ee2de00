import type { ErrorCode } from '../../src/contracts/errors'
import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import type { WechatIdentity } from '../../src/localcloud/functions/identity'
import type { TestCloud } from './cloud'
import { type SampleName, sampleIdentity } from './samplePeople'

/** Calls the door `people` as WeChat does for somebody of the sample city, or for anybody else by identity. */
export async function callPeople<A extends ActionName<'people'>>(
  cloud: TestCloud,
  who: SampleName | WechatIdentity,
  action: A,
  input: Request<'people', A>,
): Promise<CallAnswer<Response<'people', A>>> {
  const identity = typeof who === 'string' ? sampleIdentity(who) : who
  const answer = await cloud.callFunction('people', { action, input }, identity)
  return answer as CallAnswer<Response<'people', A>>
}

/** What an answer brought. Throws when it is a failure. */
export function must<T>(answer: CallAnswer<T>): T {
  if (answer.ok) return answer.value
  throw new Error(`refused: ${answer.error.code}`)
}

/** What an expected failure looks like. */
export function refusal(code: ErrorCode): object {
  return { ok: false, error: expect.objectContaining({ code }) }
}
