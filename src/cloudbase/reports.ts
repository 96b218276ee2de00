import type { ReportBody } from '../contracts/report'
import { type Projection, projectionVersion, projectReport, type ReportSources } from '../domain/report'
import type { PlaqueKey, StoredCode, StoredReport } from '../usecases/readReport'
import type { Database } from './database'
import { currentRecord } from './records'
import type {
  CodeRow,
  CommitmentRow,
  DeclarationRow,
  EntityRow,
  RecordRevisionRow,
  RecordRow,
  ReportRow,
} from './rows'
import { readRulesForOldRecords } from './settings'

/** An answer holds 100 rows unless asked (20 in an aggregate) and never more than this many. */
const MAXIMUM_ROWS = 1000

/** The city's setting: every report of this environment is made and judged under it, whichever function makes it. */
const rulesOfCity = () => readRulesForOldRecords(process.env)

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
      isWhole: !row.stale && row.projectionVersion === projectionVersion(rulesOfCity()),
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

/**
 * From now on scans compute these entities' reports (at most 1000) instead of reading them, until the job has rebuilt
 * them; entities without a report, and those that the job has marked already, are passed over. Before the first write
 * of what they are made of; one request.
 */
export async function markReports(
  database: Database,
  job: string,
  creditCodes: readonly string[],
): Promise<void> {
  const { addToSet, in: oneOf, inc, neq } = database.command
  await database
    .collection('reports')
    .where({ _id: oneOf([...creditCodes]), writers: neq(job) })
    .update({ stale: true, writers: addToSet(job), version: inc(1) })
}

/** Sources and reports of so many entities are in memory at once ... */
const REBUILT_AT_ONCE = 100
/** ... and of so many they are read together, so that some are made while others are read. */
const READ_TOGETHER = 25

/**
 * Writes some of the reports that a job has marked as of `today` and takes its marks away; what others change meanwhile
 * is noticed and left for the next call. At most five requests, and one more a report. Returns how many it took up: 0 when no
 * marks of the job are left.
 */
export async function rebuildMarked(database: Database, job: string, today: string): Promise<number> {
  return rebuild(database, { stale: true, writers: job }, '_id', today, job)
}

/**
 * Writes some of the reports anew that time or a new version of the rules has overtaken by `today`; a scan computes them
 * until then. Marks of jobs stay. Returns how many it took up: 0 when none are left.
 */
export async function rebuildOvertaken(database: Database, today: string): Promise<number> {
  const { gt, lt, lte } = database.command
  const version = projectionVersion(rulesOfCity())
  // Older and newer apart: an index answers each, and none answers "other than".
  const overtaken: [by: string, demand: unknown][] = [
    ['changesOn', lte(today)],
    ['projectionVersion', lt(version)],
    ['projectionVersion', gt(version)],
  ]
  for (const [by, demand] of overtaken) {
    const count = await rebuild(database, { stale: false, [by]: demand }, by, today)
    if (count > 0) return count
  }
  return 0
}

/** `by`: the field that both the demand and an index begin with, so that a night reads what is overtaken and no more. */
async function rebuild(
  database: Database,
  where: object,
  by: string,
  today: string,
  job?: string,
): Promise<number> {
  const { data } = await database
    .collection('reports')
    .where(where)
    .field({ writers: true, version: true })
    .orderBy(by, 'asc')
    .limit(REBUILT_AT_ONCE)
    .get()
  const marked = new Map((data as ReportRow[]).map((row) => [row._id, row]))
  if (marked.size === 0) return 0
  const codes = [...marked.keys()]
  const groups = Array.from({ length: Math.ceil(codes.length / READ_TOGETHER) }, (_, index) =>
    codes.slice(index * READ_TOGETHER, (index + 1) * READ_TOGETHER),
  )
  await Promise.all(
    groups.map(async (group) => {
      const sources = await readManySources(database, group)
      if (sources.length < group.length) throw new Error('a report has no entity behind it')
      await Promise.all(
        sources.map((source) =>
          rebuildOne(database, source, marked.get(source.entity.creditCode) as ReportRow, today, job),
        ),
      )
    }),
  )
  return marked.size
}

async function rebuildOne(
  database: Database,
  source: ReportSources,
  { _id, version, writers }: Pick<ReportRow, '_id' | 'version' | 'writers'>,
  today: string,
  job: string | undefined,
): Promise<void> {
  const left = writers.filter((writer) => writer !== job)
  const change = {
    // `set` replaces the whole value; a plain object would be merged into the old one.
    ...projected(source, today, database.command.set),
    stale: left.length > 0,
    writers: database.command.set(left),
    version: version + 1,
  }
  // Only over what the sources were read for: who marked or rebuilt it since then has changed the version.
  await database.collection('reports').where({ _id, version }).update(change)
}

function projected(sources: ReportSources, today: string, set: (body: ReportBody) => unknown) {
  const { body, changesOn } = projectReport(sources, today)
  return { body: set(body), changesOn, projectionVersion: projectionVersion(sources.rules) }
}

/** Writes the report that an assigned plaque shows, anew when the entity has one already. */
export async function putReport(
  database: Database,
  plaque: { code: string; number: string; creditCode: string; since: string },
  { body, changesOn }: Projection,
): Promise<void> {
  const previous = await first<ReportRow>(database, 'reports', { _id: plaque.creditCode })
  const row: Omit<ReportRow, '_id'> = {
    plaqueCode: plaque.code,
    plaqueNumber: plaque.number,
    plaqueSince: plaque.since,
    body,
    changesOn,
    stale: previous?.stale ?? false,
    writers: previous?.writers ?? [],
    version: (previous?.version ?? 0) + 1,
    projectionVersion: projectionVersion(rulesOfCity()),
  }
  await database.collection('reports').doc(plaque.creditCode).set(row)
}

/**
 * Everything an entity's projection is made of; one request. Throws when the entity is not there: a report without one
 * is a bug.
 */
export async function readSources(database: Database, creditCode: string): Promise<ReportSources> {
  const [sources] = await readManySources(database, [creditCode])
  if (!sources) throw new Error(`no entity ${creditCode} behind its report`)
  return sources
}

type JoinedEntity = EntityRow & {
  records: RecordRow[]
  recordRevisions: RecordRevisionRow[]
  declarations: DeclarationRow[]
  commitments: CommitmentRow[]
}

/** The same of several entities (at most 1000, those that are there, in no order); one request. */
async function readManySources(database: Database, creditCodes: readonly string[]): Promise<ReportSources[]> {
  const ofEntity = (collection: string) => ({
    from: collection,
    localField: '_id',
    foreignField: 'creditCode',
    as: collection,
  })
  const { data } = await database
    .collection('entities')
    .aggregate()
    .match({ _id: database.command.in([...creditCodes]) })
    .limit(MAXIMUM_ROWS)
    .lookup(ofEntity('records'))
    .lookup(ofEntity('recordRevisions'))
    .lookup(ofEntity('declarations'))
    .lookup(ofEntity('commitments'))
    .end()
  return (data as JoinedEntity[]).map(
    ({ records, recordRevisions, declarations, commitments, ...entity }) => {
      const revisions = new Map(recordRevisions.map((revision) => [revision._id, revision]))
      return {
        entity,
        records: records.map((record) => currentRecord(record, revisions)),
        declarations: declarations.map(withoutKeys),
        commitments: commitments.map(withoutKeys),
        rules: rulesOfCity(),
      }
    },
  )
}

async function first<Row>(database: Database, collection: string, where: object): Promise<Row | undefined> {
  const { data } = await database.collection(collection).where(where).limit(1).get()
  return data[0] as Row | undefined
}

function withoutKeys<Row extends { _id: string; creditCode: string }>({ _id, creditCode, ...rest }: Row) {
  return rest
}
