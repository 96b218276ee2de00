import type { CodeState } from '../domain/codeStates'
import type { Plaque } from '../domain/plaqueStandard'
import { isClosed } from '../usecases/claims/entityFacts'
import type { Database } from './database'
import { findEntities } from './entities'
import { readPage } from './pages'
import type { CodeRow } from './rows'

/** A plaque is made when its code was given to the unit for it, and made again while it hangs. */
const PRINTED_STATES: readonly CodeState[] = ['pushed', 'assigned']
/** So many entities come in one request. */
const PAGE_PLAQUES = 1000

/** Plaques that may be printed, and those of entities that are no longer there. */
export type PlaquePage = { open: Plaque[]; closed: Plaque[] }

/**
 * The plaques of a unit's codes that are pushed or assigned, in the order of credit codes, a page at a time: three requests
 * for a thousand, five after the first page. Of an entity that is deregistered or has lost its licence none is printed.
 */
export async function* plaquesOfUnit(database: Database, unit: string): AsyncGenerator<PlaquePage> {
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
    yield await withEntities(database, codes)
    if (codes.length < PAGE_PLAQUES) return
    after = { value: last.creditCode, id: last._id }
  }
}

/** The same of those of the numbers (at most 1000) that are the unit's, pushed or assigned; two requests. */
export async function plaquesByNumber(
  database: Database,
  unit: string,
  numbers: readonly string[],
): Promise<PlaquePage> {
  const { data } = await database
    .collection('codes')
    .where({ number: database.command.in([...numbers]) })
    .limit(1000)
    .get()
  const codes = (data as CodeRow[]).filter(
    (code) => code.unit === unit && PRINTED_STATES.includes(code.state),
  )
  const place = new Map(numbers.map((number, index) => [number, index]))
  codes.sort((a, b) => (place.get(a.number) ?? 0) - (place.get(b.number) ?? 0))
  return withEntities(database, codes)
}

async function withEntities(database: Database, codes: readonly CodeRow[]): Promise<PlaquePage> {
  const found = await findEntities(database, [...new Set(codes.map(({ creditCode }) => creditCode))])
  const entities = new Map(found.map((entity) => [entity.creditCode, entity]))
  const page: PlaquePage = { open: [], closed: [] }
  for (const { _id, number, creditCode } of codes) {
    const entity = entities.get(creditCode)
    const list = entity && !isClosed(entity) ? page.open : page.closed
    list.push({ code: _id, number, name: entity?.name ?? '' })
  }
  return page
}
