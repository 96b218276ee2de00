import type { CallAnswer, Request } from '../../../../../src/contracts/functions'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { call } from '../../../../gateway/call'

/** Taken, or left out for good. */
export type Decision = Request<'intake', 'held.decide'>['decision']

/** The server decides so many at once, all of them or none. */
const ROWS_A_CALL = 20

/** Decides rows, part by part; answers with how many. A failure says what was done before it. */
export async function decideRows(
  rows: readonly HeldRowView[],
  decision: Decision,
  named: { creditCode: string | null; unit: string | null },
  reason: string,
): Promise<CallAnswer<number>> {
  let done = 0
  while (done < rows.length) {
    const ids = rows.slice(done, done + ROWS_A_CALL).map(({ id }) => id)
    const answer = await call('intake', 'held.decide', { ids, decision, ...named, reason })
    if (!answer.ok && done === 0) return answer
    if (!answer.ok) {
      const message = `前 ${done} 行已处理，其余没有处理：${answer.error.message}`
      return { ok: false, error: { ...answer.error, message } }
    }
    done += answer.value.count
  }
  return { ok: true, value: done }
}
