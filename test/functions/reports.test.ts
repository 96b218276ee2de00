import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { TransactionChanges } from '../../src/cloudbase/changes'
import { openDatabase } from '../../src/cloudbase/database'
import { markReports, readSources, rebuildMarked, rebuildOvertaken } from '../../src/cloudbase/reports'
import type { RecordRow, ReportRow } from '../../src/cloudbase/rows'
import { inTransaction } from '../../src/cloudbase/transactions'
import { addDays, shanghaiDate } from '../../src/domain/calendar'
import { PROJECTION_VERSION, projectReport } from '../../src/domain/report'
import { rebuildInChange } from '../../src/usecases/rebuildInChange'
import type { TestCloud } from '../support/cloud'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { COMPANY } from '../support/sampleCompany'

/** The report document is never behind its records, whoever writes them at the same time. */

let cloud: TestCloud
let database: ReturnType<typeof openDatabase>
beforeAll(async () => {
  cloud = await startSampleCloud()
  database = openDatabase()
})
afterAll(() => cloud.remove())

const today = shanghaiDate(Date.now())

function licence(creditCode: string, id: string): RecordRow {
  return {
    _id: id,
    creditCode,
    kind: 'licence',
    source: '黑河市爱辉区市场监督管理局',
    values: { documentNumber: id, decidedOn: '2026-03-02', authority: '黑河市爱辉区市场监督管理局' },
  }
}

const reportOf = async (creditCode: string) =>
  (
    (await database.collection('reports').where({ _id: creditCode }).get()).data as ReportRow[]
  )[0] as ReportRow

const documentNumbers = (body: ReportRow['body']) =>
  new Set(body.chapters.flatMap(({ records }) => records.map(({ values }) => values.documentNumber)))

async function scan(code: string) {
  const answer = (await cloud.callFunction('credit', { action: 'report.read', input: { code } })) as {
    value: { body: ReportRow['body'] }
  }
  return documentNumbers(answer.value.body)
}

/** A job's slice as intake does it: mark, write, rebuild. */
async function writeAsJob(job: string, creditCode: string, written: Set<string>): Promise<void> {
  await markReports(database, job, [creditCode])
  const id = randomUUID()
  await database.collection('records').add(licence(creditCode, id))
  written.add(id)
  while ((await rebuildMarked(database, job, today)) > 0);
}

/** A change by hand: record and report in one transaction. */
async function writeByHand(creditCode: string, written: Set<string>): Promise<void> {
  const row = licence(creditCode, randomUUID())
  await inTransaction(database, async (transaction) => {
    const changes = new TransactionChanges(transaction)
    changes.insert('records', row)
    await rebuildInChange(
      readSources.bind(null, database),
      { changes, now: Date.now() },
      creditCode,
      (sources) => ({ ...sources, records: [...sources.records, row] }),
    )
    await changes.write()
  })
  written.add(row._id)
}

test('jobs, changes by hand and scans at once: a scan knows every record whose write was told, and the end is whole', async () => {
  const shops = [
    { creditCode: SHOP._id, code: PLAQUES.assigned.code, written: new Set<string>() },
    { creditCode: COMPANY._id, code: PLAQUES.company.code, written: new Set<string>() },
  ]
  const step = fc.record({
    what: fc.constantFrom('job', 'job', 'hand', 'hand', 'scan'),
    shop: fc.constantFrom(...shops),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 3, maxLength: 6 }), { minLength: 3, maxLength: 6 }),
      async (actors) => {
        await Promise.all(
          actors.map(async (steps, actor) => {
            for (const { what, shop } of steps) {
              if (what === 'hand') await writeByHand(shop.creditCode, shop.written)
              else if (what === 'scan') {
                const told = [...shop.written]
                const seen = await scan(shop.code)
                for (const id of told) expect(seen).toContain(id)
              } else await writeAsJob(`${what}-${actor}`, shop.creditCode, shop.written)
            }
          }),
        )
        for (const { creditCode } of shops) {
          const { body, changesOn, stale, writers } = await reportOf(creditCode)
          expect({ stale, writers }).toEqual({ stale: false, writers: [] })
          expect({ body, changesOn }).toEqual(projectReport(await readSources(database, creditCode), today))
        }
      },
    ),
    { numRuns: 12 },
  )
  expect(shops.every(({ written }) => written.size > 0)).toBe(true)
})

test('a marked report costs a scan two requests, computed from the records, until its last writer is done', async () => {
  const requestsOfScan = async () => {
    const before = cloud.databaseRequests()
    await scan(PLAQUES.assigned.code)
    return cloud.databaseRequests() - before
  }
  expect(await requestsOfScan()).toBe(1)
  await markReports(database, 'one', [SHOP._id])
  await markReports(database, 'two', [SHOP._id])
  expect(await requestsOfScan()).toBe(2)
  await rebuildMarked(database, 'one', today)
  expect(await requestsOfScan()).toBe(2)
  await rebuildMarked(database, 'two', today)
  expect(await requestsOfScan()).toBe(1)
})

test('a job’s requests grow with the reports it marked: three and one more for each, however many records they have', async () => {
  for (const count of [1, 30]) {
    await database
      .collection('records')
      .add(Array.from({ length: count }, () => licence(SHOP._id, randomUUID())))
    const before = cloud.databaseRequests()
    await markReports(database, 'job', [SHOP._id, COMPANY._id])
    expect(await rebuildMarked(database, 'job', today)).toBe(2)
    expect(cloud.databaseRequests() - before).toBe(5)
  }
})

test('what time or another version of the rules has overtaken is computed on reading, and written anew at night', async () => {
  const overtake = (fields: object) => database.collection('reports').doc(SHOP._id).update(fields)
  const shown = await scan(PLAQUES.assigned.code)
  const empty = { 'body.chapters': [] }
  for (const fields of [{ changesOn: today }, { projectionVersion: PROJECTION_VERSION - 1 }]) {
    await overtake({ ...empty, ...fields })
    expect(await scan(PLAQUES.assigned.code)).toEqual(shown)
    expect(await rebuildOvertaken(database, today)).toBe(1)
    expect(await rebuildOvertaken(database, today)).toBe(0)
    const report = await reportOf(SHOP._id)
    expect(documentNumbers(report.body)).toEqual(shown)
    expect(report.projectionVersion).toBe(PROJECTION_VERSION)
    expect(report.changesOn === null || report.changesOn > today).toBe(true)
  }
})

test('a job that is done again after a kill, or marks what has no report, leaves no mark', async () => {
  await markReports(database, 'killed', [SHOP._id, 'no such entity'])
  await markReports(database, 'killed', [SHOP._id])
  expect((await reportOf(SHOP._id)).writers).toEqual(['killed'])
  while ((await rebuildMarked(database, 'killed', addDays(today, 1))) > 0);
  expect(await reportOf(SHOP._id)).toMatchObject({ stale: false, writers: [] })
})
