import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { PAGE_ROWS } from '../../domain/cursor'
import { DEPARTMENTS } from '../../domain/departments'
import type { Place } from '../../domain/people'
import type { Reach } from '../../domain/reach'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** An entity as lists show it. */
export type ListedEntity = { creditCode: string; name: string; unitName: string } & Pick<Place, 'department'>

/** What the use case needs from outside. */
export type ListEntitiesDeps = {
  /** A page of those within reach whose code or name begins so, in the order of codes or names. */
  pageOfEntities: (
    reach: Reach,
    search: { by: 'creditCode' | 'name'; beginning: string },
    afterCreditCode: string | null,
  ) => Promise<ListedEntity[]>
  /** Those of the shops that have an owner. */
  findOwned: (creditCodes: readonly string[]) => Promise<ReadonlySet<string>>
}

const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/
const BEGINNING_OF_CODE = /^[0-9A-Z]{2,18}$/

/** Entities within reach. */
export async function listEntities(
  deps: ListEntitiesDeps,
  { search, cursor }: Request<'people', 'entity.list'>,
  { reach }: Call,
): Promise<Result<Response<'people', 'entity.list'>, CallError>> {
  if (cursor !== null && !CREDIT_CODE.test(cursor)) return refuse('REQUEST_INVALID')
  const beginning = search.trim()
  const code = beginning.toUpperCase()
  const isCode = beginning === '' || BEGINNING_OF_CODE.test(code)
  const page = await deps.pageOfEntities(
    reach,
    isCode ? { by: 'creditCode', beginning: code } : { by: 'name', beginning },
    cursor,
  )
  const owned = page.length === 0 ? new Set() : await deps.findOwned(page.map(({ creditCode }) => creditCode))
  const rows = page.map(({ creditCode, name, unitName, department }) => ({
    creditCode,
    name,
    unitName,
    departmentName: DEPARTMENTS.find(({ key }) => key === department)?.name ?? null,
    hasOwner: owned.has(creditCode),
  }))
  return ok({ rows, cursor: page.length < PAGE_ROWS ? null : (page.at(-1)?.creditCode ?? null) })
}
