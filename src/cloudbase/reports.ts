import { type Projection, projectReport, type ReportSources } from '../domain/report'
import type { PlaqueKey, StoredCode, StoredReport } from '../usecases/readReport'
import type { Database } from './database'
import type { CodeRow, CommitmentRow, DeclarationRow, EntityRow, RecordRow, ReportRow } from './rows'

/** A get returns 100 rows unless asked and never more than this many. */
const MAXIMUM_ROWS = 1000

/** The projection a plaque shows; one request. */
export async function findReport(database: Database, key: PlaqueKey): Promise<StoredReport | undefined> {
  const where = 'code' in key ? { plaqueCode: key.code } : { plaqueNumber: key.number }
  const row = await first<ReportRow>(database, 'reports', where)
  return (
    row && {
      creditCode: row._id,
      plaque: { code: row.plaqueCode, number: row.plaqueNumber, since: row.plaqueSince },
      body: row.body,
      changesOn: row.changesOn,
      stale: row.stale,
    }
  )
}

/** A plaque's own row; one request. */
export async function findCode(database: Database, key: PlaqueKey): Promise<StoredCode | undefined> {
  const row = await first<CodeRow>(
    database,
    'codes',
    'code' in key ? { _id: key.code } : { number: key.number },
  )
  return (
    row && {
      code: row._id,
      number: row.number,
      since: row.since,
      state: row.state,
      replacedBy: row.replacedBy,
    }
  )
}

/** The entity whose report an assigned plaque shows; none for a deregistered one. */
export async function creditCodeOf(database: Database, plaqueCode: string): Promise<string | undefined> {
  const { data } = await database
    .collection('reports')
    .where({ plaqueCode, 'body.entity.status': database.command.neq('deregistered') })
    .field({ _id: true })
    .limit(1)
    .get()
  return (data[0] as ReportRow | undefined)?._id
}

/** From now on a scan computes this report instead of reading it; nothing happens where the entity has none. */
export async function markReportStale(database: Database, creditCode: string): Promise<void> {
  await database.collection('reports').doc(creditCode).update({ stale: true })
}

/** Those of the entities (at most 1000) whose report is marked; one request. */
export async function findStaleReports(
  database: Database,
  creditCodes: readonly string[],
): Promise<string[]> {
  const { data } = await database
    .collection('reports')
    .where({ _id: database.command.in([...creditCodes]), stale: true })
    .field({ _id: true })
    .limit(MAXIMUM_ROWS)
    .get()
  return (data as ReportRow[]).map(({ _id }) => _id)
}

/** Writes the projection of an entity as of `today` into its report and takes the mark away. */
export async function rebuildReport(database: Database, creditCode: string, today: string): Promise<void> {
  const { body, changesOn } = projectReport(await readSources(database, creditCode), today)
  // `set` replaces the whole body; a plain object would be merged into the old one.
  const change = { body: database.command.set(body), changesOn, stale: false }
  await database.collection('reports').doc(creditCode).update(change)
}

/** Writes the report that an assigned plaque shows, anew when the entity has one already. */
export async function putReport(
  database: Database,
  plaque: { code: string; number: string; creditCode: string; since: string },
  { body, changesOn }: Projection,
): Promise<void> {
  const row: Omit<ReportRow, '_id'> = {
    plaqueCode: plaque.code,
    plaqueNumber: plaque.number,
    plaqueSince: plaque.since,
    body,
    changesOn,
    stale: false,
  }
  await database.collection('reports').doc(plaque.creditCode).set(row)
}

/** Everything an entity's projection is made of. Throws when the entity is not there: a report without one is a bug. */
export async function readSources(database: Database, creditCode: string): Promise<ReportSources> {
  const [entity, records, declarations, commitments] = await Promise.all([
    first<EntityRow>(database, 'entities', { _id: creditCode }),
    all<RecordRow>(database, 'records', creditCode),
    all<DeclarationRow>(database, 'declarations', creditCode),
    all<CommitmentRow>(database, 'commitments', creditCode),
  ])
  if (!entity) throw new Error(`no entity ${creditCode} behind its report`)
  return {
    entity,
    records,
    declarations: declarations.map(withoutKeys),
    commitments: commitments.map(withoutKeys),
  }
}

async function first<Row>(database: Database, collection: string, where: object): Promise<Row | undefined> {
  const { data } = await database.collection(collection).where(where).limit(1).get()
  return data[0] as Row | undefined
}

async function all<Row>(database: Database, collection: string, creditCode: string): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await database
      .collection(collection)
      .where({ creditCode })
      .orderBy('_id', 'asc')
      .skip(rows.length)
      .limit(MAXIMUM_ROWS)
      .get()
    rows.push(...(page.data as Row[]))
    if (page.data.length < MAXIMUM_ROWS) return rows
  }
}

function withoutKeys<Row extends { _id: string; creditCode: string }>({ _id, creditCode, ...rest }: Row) {
  return rest
}
