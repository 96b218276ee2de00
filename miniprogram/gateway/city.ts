import { callError } from '../../src/contracts/errors'
import type { CallAnswer } from '../../src/contracts/functions'
import type { CityReadResponse } from '../../src/contracts/report'
import { call } from './call'

let known: Promise<CallAnswer<CityReadResponse>> | undefined

/** What the app must know of its city; asked once, and again only after a failure. */
export async function readCity(): Promise<CallAnswer<CityReadResponse>> {
  known ??= call('credit', 'city.read', {})
  const answer = await known
  if (!answer.ok) known = undefined
  // An answer that is none of ours, of a proxy say, must not stop what depends on the city.
  if (answer.ok && !Array.isArray(answer.value.plaqueOrigins)) {
    known = undefined
    return { ok: false, error: callError('SERVER_FAULT') }
  }
  return answer
}
