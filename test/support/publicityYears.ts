import type { Database } from '../../src/cloudbase/database'
import { rebuildOvertaken } from '../../src/cloudbase/reports'
import type { EntityRow, RecordRow, ReportRow } from '../../src/cloudbase/rows'
import { Dice } from '../../src/democity/dice'
import { addDays, type LegalDate } from '../../src/domain/calendar'
import { makePlaqueNumber } from '../../src/domain/plaqueNumber'
import type { PublicityFacts } from '../../src/domain/publication'
import { PROJECTION_VERSION, projectReport } from '../../src/domain/report'
import type { Store } from '../../src/localcloud/store/store'
import type { Document } from '../../src/localcloud/store/values'
import { SHOP } from './sampleCity'

/** What a run of the years has compared, and what it found. */
export type Years = {
  entities: number
  days: number
  compared: number
  rebuilt: number
  changes: number
  wrong: number
}

/** Before the rules of 2026 come into force. */
const FIRST_DAY: LegalDate = '2025-12-01'
/** Four years, a leap day among them. */
const DAYS = 1461
/** Some nights the job of the night does not run. */
const NIGHTS_KEPT = 700

/**
 * Lets the clock go day by day over four years and compares what is stored, wherever a scan would show that, with a report
 * computed from nothing. What is past its day a scan computes, so only the stored ones can be wrong.
 */
export async function liveThroughYears(
  store: Store,
  database: Database,
  entities: number,
  seed: number,
): Promise<Years> {
  const dice = new Dice(seed)
  const sources = Array.from({ length: entities }, (_, index) => makeEntity(index, dice))
  store.write(() => {
    for (const { entity, records } of sources) {
      const insert = (collection: string, row: { _id: string }) =>
        store.collection(collection).insert(row as Document, JSON.stringify(row))
      insert('entities', entity)
      for (const record of records) insert('records', record)
      insert('reports', reportOf(entity, records))
    }
  })

  const years: Years = { entities, days: DAYS, compared: 0, rebuilt: 0, changes: 0, wrong: 0 }
  let stored = await readReports(database, entities)
  const before = new Map<string, string>()
  for (let ahead = 0; ahead < DAYS; ahead++) {
    const today = addDays(FIRST_DAY, ahead)
    const rebuilt = dice.happens(NIGHTS_KEPT) ? await rebuildAll(database, today) : 0
    if (rebuilt > 0) stored = await readReports(database, entities)
    years.rebuilt += rebuilt
    for (const { entity, records } of sources) {
      const { body } = projectReport({ entity, records, declarations: [], commitments: [] }, today)
      const fresh = JSON.stringify(body)
      if (before.get(entity._id) !== fresh) years.changes++
      before.set(entity._id, fresh)
      const report = stored.get(entity._id) as ReportRow
      if (report.changesOn !== null && report.changesOn <= today) continue
      years.compared++
      if (JSON.stringify(report.body) !== fresh) years.wrong++
    }
  }
  return years
}

async function rebuildAll(database: Database, today: LegalDate): Promise<number> {
  let rebuilt = 0
  for (let count = 1; count > 0; rebuilt += count) count = await rebuildOvertaken(database, today)
  return rebuilt
}

/** At most 1000. */
async function readReports(database: Database, entities: number): Promise<Map<string, ReportRow>> {
  const ids = Array.from({ length: entities }, (_, index) => `year-${index}`)
  const { data } = await database
    .collection('reports')
    .where({ _id: database.command.in(ids) })
    .limit(1000)
    .get()
  if (data.length !== entities) throw new Error(`${data.length} of ${entities} reports were read`)
  return new Map((data as ReportRow[]).map((report) => [report._id, report]))
}

function makeEntity(index: number, dice: Dice): { entity: EntityRow; records: RecordRow[] } {
  const _id = `year-${index}`
  const entity = { ...SHOP, _id, creditCode: _id }
  const records = Array.from({ length: dice.between(1, 8) }, (_, serial) => makeRecord(_id, serial, dice))
  return { entity, records }
}

function makeRecord(creditCode: string, serial: number, dice: Dice): RecordRow {
  const decidedOn = addDays(FIRST_DAY, dice.between(-1600, 1200))
  const facts: PublicityFacts = { decidedOn }
  const later = () => addDays(decidedOn, dice.between(1, 1200))
  if (dice.happens(300)) facts.tier = dice.pick(['minor', 'ordinary', 'serious'] as const)
  if (dice.happens(150)) facts.simpleProcedure = true
  if (dice.happens(200)) facts.mustPublish = true
  if (dice.happens(300)) facts.field = dice.pick(['食品', '消防', '文旅'])
  if (dice.happens(200)) facts.reportedUntil = later()
  if (dice.happens(150)) facts.repairedOn = later()
  if (dice.happens(80)) facts.revokedOn = later()
  if (dice.happens(80)) facts.removedOn = later()
  if (dice.happens(50)) facts.suspended = true
  facts.categories = [dice.pick(['警告', '罚款', '吊销许可证', '责令停产停业', '警告；罚款'])]
  return {
    _id: `${creditCode}-${serial}`,
    creditCode,
    kind: dice.pick(['penalty', 'penalty', 'penalty', 'abnormalState', 'licence']),
    source: '黑河市爱辉区市场监督管理局',
    values: { documentNumber: `${creditCode}-${serial}`, decidedOn },
    ...facts,
  }
}

function reportOf(entity: EntityRow, records: readonly RecordRow[]): ReportRow {
  return {
    _id: entity._id,
    plaqueCode: entity._id,
    plaqueNumber: makePlaqueNumber(90_000_000 + Number(entity._id.slice('year-'.length))),
    plaqueSince: FIRST_DAY,
    ...projectReport({ entity, records, declarations: [], commitments: [] }, FIRST_DAY),
    stale: false,
    writers: [],
    version: 0,
    projectionVersion: PROJECTION_VERSION,
  }
}
