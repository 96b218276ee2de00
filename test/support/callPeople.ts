import type { ErrorCode } from '../../src/contracts/errors'
import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import type { WechatIdentity } from '../../src/localcloud/functions/identity'
import type { TestCloud } from './cloud'
import { type SampleName, sampleIdentity } from './samplePeople'

type Answer<A extends ActionName<'people'>> = CallAnswer<Response<'people', A>>

/** Calls an action of the function `people` on WeChat's road, as somebody of the sample city or anybody else. */
export function callAs<A extends ActionName<'people'>>(
  cloud: TestCloud,
  who: SampleName | WechatIdentity,
  action: A,
  input: Request<'people', A>,
): Promise<Answer<A>> {
  const identity = typeof who === 'string' ? sampleIdentity(who) : who
  return cloud.callFunction('people', { action, input }, identity) as Promise<Answer<A>>
}

/** The same on a browser's road: nobody, unless the headers say who. */
export async function callOverHttp<A extends ActionName<'people'>>(
  cloud: TestCloud,
  action: A,
  input: Request<'people', A>,
  headers: Record<string, string> = {},
): Promise<Answer<A>> {
  const answer = await fetch(`${cloud.url}/api/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ action, input }),
  })
  return (await answer.json()) as Answer<A>
}

/** What was asked for. Throws with the answer when it was a failure. */
export function successOf<T>(answer: CallAnswer<T>): T {
  if (answer.ok) return answer.value
  throw new Error(JSON.stringify(answer.error))
}

/** The code of a failure; undefined of a success. */
export function codeOf(answer: CallAnswer<unknown>): string | undefined {
  return answer.ok ? undefined : answer.error.code
}

/** What an answer with this failure looks like. */
export function refusal(code: ErrorCode): object {
  return { ok: false, error: expect.objectContaining({ code }) }
}
