import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import type { DoubtCode } from '../../../../../src/domain/intake/row'
import { call } from '../../../../gateway/call'

type List = { turn: number; rows: HeldRowView[]; gone: ReadonlySet<string>; chosen: ReadonlySet<string> }

const NOTHING = { rows: [], gone: new Set<string>(), chosen: new Set<string>() }

/**
 * The rows that wait, as far as they are on the page. Those that are decided go, and leave the others with what was typed
 * into them; another sort, or nothing left, asks anew.
 */
export function useHeldRows(intakeId: string | null) {
  const [sort, setSort] = useState<DoubtCode | null>(null)
  /** `turn`: one more whenever the list asks anew. */
  const [list, setList] = useState<List>({ turn: 1, ...NOTHING })
  const { turn, gone, chosen } = list
  const waiting = list.rows.filter(({ id }) => !gone.has(id))

  async function load(cursor: string | null) {
    const answer = await call('intake', 'held.list', { cursor, intakeId, sort })
    // What was asked for before the list asked anew is of another one.
    if (answer.ok)
      setList((now) => (now.turn === turn ? { ...now, rows: [...now.rows, ...answer.value.rows] } : now))
    return answer
  }
  function filter(by: DoubtCode | null) {
    setSort(by)
    setList({ turn: turn + 1, ...NOTHING })
  }
  function remove(ids: readonly string[]) {
    const isLast = waiting.every(({ id }) => ids.includes(id))
    setList((now) =>
      isLast
        ? { turn: now.turn + 1, ...NOTHING }
        : {
            ...now,
            gone: new Set([...now.gone, ...ids]),
            chosen: new Set([...now.chosen].filter((id) => !ids.includes(id))),
          },
    )
  }
  const choose = (ids: ReadonlySet<string>) => setList((now) => ({ ...now, chosen: ids }))
  return { sort, turn, waiting, gone, chosen, load, filter, remove, choose }
}
