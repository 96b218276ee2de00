import type { CodeState } from '../domain/codeStates'
import type { Plaque } from '../domain/plaqueStandard'
import type { Database } from './database'
import { findEntityNames } from './entities'
import { readPage } from './pages'
import type { CodeRow } from './rows'

/** A plaque is made when its code was given to the unit for it, and made again while it hangs. */
const PRINTED_STATES: readonly CodeState[] = ['pushed', 'assigned']
/** Names of so many entities come in one request. */
const PAGE_PLAQUES = 1000

/**
 * The plaques of a unit's codes that are pushed or assigned, in the order of credit codes, a page at a time: three requests
 * for a thousand, five after the first page. The name is empty where the entity is gone.
 */
export async function* plaquesOfUnit(database: Database, unit: string): AsyncGenerator<Plaque[]> {
  let after: { value: string; id: string } | undefined
  for (;;) {
    const codes: CodeRow[] = await readPage<CodeRow>(database, {
      collection: 'codes',
      places: PRINTED_STATES.map((state) => ({ unit, state })),
      by: 'creditCode',
      direction: 'asc',
      after,
      limit: PAGE_PLAQUES,
    })
    const last = codes.at(-1)
    if (!last) return
    const creditCodes = codes.map(({ creditCode }) => creditCode)
    const names = await findEntityNames(database, [...new Set(creditCodes)])
    yield codes.map(({ _id, number, creditCode }) => ({
      code: _id,
      number,
      name: names.get(creditCode) ?? '',
    }))
    if (codes.length < PAGE_PLAQUES) return
    after = { value: last.creditCode, id: last._id }
  }
}
