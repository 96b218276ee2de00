import { once } from 'node:events'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src/cloudbase/database'
import type { CreditRecord } from '../../src/domain/creditRecord'
import { PENALTY_TABLE } from '../../src/domain/intake/administration'
import { csvLine } from '../../src/domain/spreadsheetText'
import { startIntakeProcess } from '../support/intakeProcess'
import type { IntakeRequest } from './intakeProcess'
import { copyOfBenchCloud, timed } from './support'

/** Rows of the large file; a number behind the bench's name makes it smaller, to try it. */
const ROWS = Number(process.argv[2] ?? 1_000_000)
const FOLDER = join('.data', 'bench-intake')
const WORKED_MS = 40_000
const BARE_BATCH = 500
const BARE_BATCHES = 10

/**
 * Penalties of all entities from file to rebuilt reports, over bare batched inserts of the same documents; both in turn,
 * on one city. And what a million rows take of memory, over a tenth of them.
 */
async function benchIntake(): Promise<void> {
  const cloud = await copyOfBenchCloud(FOLDER)
  Object.assign(process.env, cloud.environment)
  const database = openDatabase()
  const entities = await allEntities()
  const small = await takeIn('small', ROWS / 10, async () => undefined)
  const records = await recordsOfSmallFile()
  const bare = { rows: 0, ms: 0 }
  const large = await takeIn('large', ROWS, async () => {
    for (let batch = 0; batch < BARE_BATCHES && bare.rows < records.length; batch++) {
      const documents = records.slice(bare.rows, bare.rows + BARE_BATCH)
      bare.ms += await timed(() => database.collection('bareRecords').add(documents))
      bare.rows += documents.length
    }
  })
  await cloud.close()
  rmSync(FOLDER, { recursive: true })

  const rate = (ROWS / large.elapsedMs) * 1000
  const bareRate = (bare.rows / bare.ms) * 1000
  const megabytes = ({ peakBytes }: { peakBytes: number }) => (peakBytes / 1024 / 1024).toFixed(0)
  for (const [state, ms] of large.byState) console.log(`${state}: ${(ms / 1000).toFixed(1)} s`)
  console.log(
    `${bareRate.toFixed(0)} bare rows a second; memory ${megabytes(small)} and ${megabytes(large)} MB`,
  )
  console.log(
    `bench intake: rate_over_insert=${(rate / bareRate).toFixed(2)} memory_1m_over_100k=${(large.peakBytes / small.peakBytes).toFixed(2)} rows_per_s=${rate.toFixed(0)}`,
  )

  async function allEntities(): Promise<Subject[]> {
    const found: Subject[] = []
    for (;;) {
      const { data } = await database
        .collection('entities')
        .where({ _id: database.command.gt(found.at(-1)?.creditCode ?? '') })
        .field({ creditCode: true, name: true })
        .orderBy('_id', 'asc')
        .limit(1000)
        .get()
      if (data.length === 0) return found
      found.push(...(data as typeof found))
    }
  }

  /** The documents that the small file has brought, in its order, which is none of their ids or entities. */
  async function recordsOfSmallFile(): Promise<CreditRecord[]> {
    const found: CreditRecord[] = []
    for (let lastId = ''; ; ) {
      const { data } = await database
        .collection('records')
        .where({ _id: database.command.gt(lastId) })
        .orderBy('_id', 'asc')
        .limit(1000)
        .get()
      const page = data as CreditRecord[]
      if (page.length === 0) break
      found.push(...page.filter(({ provenance }) => provenance?.fileName === 'handed-over.csv'))
      lastId = page.at(-1)?._id ?? ''
    }
    return found.sort((a, b) => (a.provenance?.row ?? 0) - (b.provenance?.row ?? 0))
  }

  async function takeIn(name: string, rowCount: number, between: () => Promise<void>) {
    const file = join(FOLDER, `${name}.csv`)
    await writePenalties(file, name, rowCount, entities)
    const job = startIntakeProcess(join(__dirname, 'intakeProcess.cjs'))
    const ask = async (request: IntakeRequest) => {
      const report = await job.ask(request)
      if (!report) throw new Error('the process of the job was killed')
      return report
    }
    let report = await ask({ begin: { id: `${name}${'0'.repeat(26 - name.length)}`, kind: 'penalty', file } })
    let elapsedMs = 0
    const byState = new Map<string, number>()
    while (report.intake.state !== 'done') {
      const { state } = report.intake
      report = await ask({ workMs: WORKED_MS })
      elapsedMs += report.elapsedMs
      byState.set(state, (byState.get(state) ?? 0) + report.elapsedMs)
      process.stderr.write(
        `${name}: ${report.intake.state} ${report.intake.chunk}/${report.intake.chunkCount}\n`,
      )
      await between()
    }
    job.close()
    const { taken } = report.intake
    if (taken.new !== rowCount) throw new Error(`of ${rowCount} rows ${JSON.stringify(taken)}`)
    return { elapsedMs, byState, peakBytes: report.peakBytes }
  }
}

type Subject = { creditCode: string; name: string }

/** A step that has no factor in common with the count reaches every entity, in no order. */
function subjectOf(row: number, entities: readonly Subject[]): Subject {
  const entity = entities[(row * 7919) % entities.length]
  if (!entity) throw new Error('the city has no entities')
  return entity
}

/** One row an entity in turn, the must columns filled. */
async function writePenalties(
  path: string,
  name: string,
  rowCount: number,
  entities: readonly Subject[],
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const file = createWriteStream(path)
  file.write(csvLine(PENALTY_TABLE.columns.map(({ heading }) => heading)))
  for (let row = 0; row < rowCount; row++) {
    const entity = subjectOf(row, entities)
    const own: Record<string, string> = {
      subjectName: entity.name,
      subjectCode: entity.creditCode,
      documentNumber: `${name}罚〔2026〕${row}号`,
      decidedOn: `2026-0${1 + (row % 9)}-1${row % 10}`,
      publishedUntil: '',
    }
    const cells = PENALTY_TABLE.columns.map((column) => own[column.name] ?? column.example)
    if (!file.write(csvLine(cells))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}

void benchIntake()
