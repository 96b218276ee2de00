import type { AuditFilter } from '../contracts/audit'
import type { AuditLine } from '../domain/auditLine'
import type { LineEnd } from '../usecases/audit/listLines'
import type { Database } from './database'

/** A page of the log, newest first: one request, two where several lines have the instant that the page before ended with. */
export async function pageOfLines(
  database: Database,
  filter: AuditFilter,
  after: LineEnd | undefined,
  limit: number,
): Promise<AuditLine[]> {
  const { gte, lt } = database.command
  const read = async (place: object, count: number) => {
    const { data } = await database
      .collection('auditLines')
      .where({ ...equalities(filter), ...place })
      .orderBy('at', 'desc')
      .orderBy('_id', 'desc')
      .limit(count)
      .get()
    return data as AuditLine[]
  }
  const from = filter.from ?? 0
  const to = Math.min(filter.to ?? Number.MAX_SAFE_INTEGER, after?.at ?? Number.MAX_SAFE_INTEGER)
  const rest = { at: gte(from).and(lt(to)) }
  if (!after) return read(rest, limit)
  // Two queries that an index answers, in place of one with an `or` that none does.
  const equal = await read({ at: after.at, _id: lt(after.id) }, limit)
  return equal.length === limit ? equal : [...equal, ...(await read(rest, limit - equal.length))]
}

/** The line of an id; one request. */
export async function findLine(database: Database, id: string): Promise<AuditLine | undefined> {
  const { data } = await database.collection('auditLines').doc(id).get()
  return (data as AuditLine[])[0]
}

function equalities({ personId, creditCode, action, outcome }: AuditFilter): object {
  return {
    ...(personId !== null && { personId }),
    ...(creditCode !== null && { creditCode }),
    ...(action !== null && { action }),
    // Refusals are few, and the index finds them; what was done is nearly everything.
    ...(outcome !== null && outcome !== 'ok' && { isRefused: true }),
    ...(outcome !== null && outcome !== 'refused' && { outcome }),
  }
}
