import type { CallError } from '../../../../../src/contracts/errors'
import type { Request } from '../../../../../src/contracts/functions'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { call } from '../../../../gateway/call'

/** Taken, or left out for good. */
export type Decision = Request<'intake', 'held.decide'>['decision']

/** The server decides so many at once, all of them or none. */
const ROWS_A_CALL = 20

/** The ids of the rows that were decided, and why the rest was not. */
export type Decided = { done: string[]; failure?: CallError }

/** Decides rows, part by part, up to the first part that is refused. */
export async function decideRows(
  rows: readonly HeldRowView[],
  decision: Decision,
  named: { creditCode: string | null; unit: string | null },
  reason: string,
): Promise<Decided> {
  const done: string[] = []
  while (done.length < rows.length) {
    const ids = rows.slice(done.length, done.length + ROWS_A_CALL).map(({ id }) => id)
    const answer = await call('intake', 'held.decide', { ids, decision, ...named, reason })
    if (!answer.ok) return { done, failure: answer.error }
    done.push(...ids)
  }
  return { done }
}
