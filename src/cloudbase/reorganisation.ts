import type { Claim, ClaimCode } from '../domain/people'
import type { AuditSeal } from '../domain/protection'
import { UNITS } from '../domain/units'
import { SLICE_ENTITIES } from '../usecases/roles/reorganise'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import type { CodeRow, EntityRow, ReportRow } from './rows'
import { inTransaction, type Transaction } from './transactions'

/** What the job marks reports with; a run that was killed is ended by the next one. */
export const REORGANISATION = 'reorganise'

/** CloudBase gives at most so many documents a request. */
const PAGE = 1000

/** Credit codes of a unit's entities behind one of them, in order, a slice of them; one request. */
export async function entitiesOf(database: Database, unit: string, after: string): Promise<string[]> {
  const { data } = await database
    .collection('entities')
    .where({ unit, _id: database.command.gt(after) })
    .orderBy('_id', 'asc')
    .field({ _id: true })
    .limit(SLICE_ENTITIES)
    .get()
  return (data as EntityRow[]).map(({ _id }) => _id)
}

/**
 * Moves entities with their codes, claims and claim codes to another unit, in one transaction with its line in the audit
 * log. Claim codes that the old unit's people handed out end. Reports name the unit: they are marked, to be rebuilt.
 */
export async function moveEntities(
  database: Database,
  auditSeal: AuditSeal,
  now: number,
  creditCodes: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  const belonging = await belongingsOf(database, creditCodes, from)
  const unitName = UNITS.find(({ key }) => key === to)?.name
  if (unitName === undefined) throw new Error(`no unit ${to}`)
  await inTransaction(database, async (transaction) => {
    const touched: string[] = []
    const { addToSet, inc } = database.command
    const mark = { stale: true, writers: addToSet(REORGANISATION), version: inc(1) }
    const change = async (collection: string, id: string, fields: object) => {
      await transaction.collection(collection).doc(id).update(fields)
      touched.push(`${collection}/${id}`)
    }
    for (const creditCode of creditCodes)
      if ((await unitOf(transaction, creditCode)) === from)
        await change('entities', creditCode, { unit: to, unitName, updatedAt: now })
    for (const { _id } of belonging.codes) await change('codes', _id, { unit: to })
    for (const { _id } of belonging.claims) await change('claims', _id, { unit: to })
    for (const { _id, usedAt, expiresAt } of belonging.claimCodes)
      await change('claimCodes', _id, {
        unit: to,
        expiresAt: usedAt === null ? Math.min(expiresAt, now) : expiresAt,
      })
    for (const { _id } of belonging.reports) await change('reports', _id, mark)
    const subject = `${from}>${to}`
    const entry = jobEntry({ at: now, door: 'command', action: 'job.reorganise', subject, ids: touched })
    await appendLine(transaction, auditSeal, entry)
  })
}

/** Credit codes of open claims and of claim codes that one unit holds of entities which are another's. */
export async function findStrays(database: Database, from: string, to: string): Promise<string[]> {
  const open = await rowsOf<Claim>(database, 'claims', { state: 'submitted', unit: from })
  const codes = await rowsOf<ClaimCode>(database, 'claimCodes', { unit: from })
  const named = [...new Set([...open, ...codes].map(({ creditCode }) => creditCode))]
  const strays: string[] = []
  for (let at = 0; at < named.length; at += PAGE) {
    const some = named.slice(at, at + PAGE)
    const gone = await rowsOf<EntityRow>(database, 'entities', { _id: database.command.in(some), unit: to })
    strays.push(...gone.map(({ _id }) => _id))
  }
  return strays
}

async function unitOf(transaction: Transaction, creditCode: string): Promise<string | undefined> {
  // Inside a transaction the SDK gives the document itself, or null.
  const { data } = (await transaction.collection('entities').doc(creditCode).get()) as unknown as {
    data: EntityRow | null
  }
  return data?.unit
}

async function belongingsOf(database: Database, creditCodes: readonly string[], unit: string) {
  const { in: oneOf } = database.command
  const ofThem = { creditCode: oneOf([...creditCodes]) }
  const isOfUnit = (row: { unit: string }) => row.unit === unit
  const [codes, claims, claimCodes, reports] = await Promise.all([
    rowsOf<CodeRow>(database, 'codes', ofThem).then((rows) => rows.filter(isOfUnit)),
    rowsOf<Claim>(database, 'claims', ofThem).then((rows) => rows.filter(isOfUnit)),
    rowsOf<ClaimCode>(database, 'claimCodes', ofThem).then((rows) => rows.filter(isOfUnit)),
    rowsOf<ReportRow>(database, 'reports', { _id: oneOf([...creditCodes]) }),
  ])
  return { codes, claims, claimCodes, reports }
}

async function rowsOf<Row extends { _id: string }>(
  database: Database,
  collection: string,
  where: object,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await database
      .collection(collection)
      .where(where)
      .orderBy('_id', 'asc')
      .skip(rows.length)
      .limit(PAGE)
      .get()
    rows.push(...(page.data as Row[]))
    if (page.data.length < PAGE) return rows
  }
}
