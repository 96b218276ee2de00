import { TransactionChanges } from '../../src/cloudbase/changes'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import { addRecords, changeRecords, findRecordsById, type RecordChange } from '../../src/cloudbase/records'
import { inTransaction } from '../../src/cloudbase/transactions'
import type { CreditRecord } from '../../src/domain/creditRecord'
import type { RecordVersion } from '../../src/domain/intake/job'
import { versionOf } from '../../src/usecases/recordChange'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { csvOf, handOver, penaltyRow, takeIn, valueOfIntake, worked } from '../support/handOver'
import { recordsOf } from '../support/records'
import { SHOP } from '../support/sampleCity'

/** Records that a job changes by the thousand, while people change them too. */

let cloud: TestCloud
let database: Database
beforeEach(async () => {
  cloud = await borrowSampleCloud()
  database = openDatabase()
})
afterEach(() => cloud.remove())

const IDS = ['change-a', 'change-b', 'change-c']
const RECORDS = IDS.map(
  (_id): CreditRecord => ({
    _id,
    creditCode: SHOP._id,
    kind: 'licence',
    values: { job: '0', person: '0' },
    source: '',
    revision: 0,
    changesMade: 0,
  }),
)
const versions = () => documentsOf<RecordVersion>(cloud.store, 'recordVersions')
const stored = () => recordsOf(cloud.store, { _id: { $in: IDS } })

function withOneMore(record: CreditRecord, by: 'job' | 'person'): CreditRecord {
  return {
    ...record,
    values: { ...record.values, [by]: String(Number(record.values[by]) + 1) },
    revision: (record.revision ?? 0) + 1,
    changesMade: (record.changesMade ?? 0) + 1,
  }
}

async function changesOf(ids: readonly string[]): Promise<RecordChange[]> {
  const found = await findRecordsById(database, ids)
  return found.map((record) => ({
    next: withOneMore(record, 'job'),
    version: versionOf(record, { at: 0, by: 'command' }),
  }))
}

/** As a use case does it: found, changed, its version kept, in one transaction. */
const changedByPerson = (id: string) =>
  inTransaction(database, async (transaction) => {
    const changes = new TransactionChanges(transaction)
    const record = await changes.find('records', id)
    if (!record) throw new Error('no such record')
    changes.insert('recordVersions', versionOf(record, { at: 0, by: 'person' }))
    changes.update('records', withOneMore(record, 'person'))
    await changes.write()
  })

test('a record that a person has changed since it was read stays as the person left it; the others change', async () => {
  await addRecords(database, RECORDS)
  const changes = await changesOf(IDS)
  await changedByPerson('change-b')
  expect(await changeRecords(database, 'job-1', changes)).toBe(false)
  expect(stored().map(({ values }) => values)).toEqual([
    { job: '1', person: '0' },
    { job: '0', person: '1' },
    { job: '1', person: '0' },
  ])
  expect(versions().map(({ _id }) => _id)).toEqual(['change-b:0', 'change-a:0:job-1', 'change-c:0:job-1'])
  // Read anew, it goes.
  expect(await changeRecords(database, 'job-1', await changesOf(['change-b']))).toBe(true)
  expect(stored()[1]?.values).toEqual({ job: '1', person: '1' })
})

test('a person changes what a job has changed before, and a job what a person has, and every version is kept', async () => {
  await addRecords(database, RECORDS)
  for (const job of ['job-1', 'job-2']) {
    expect(await changeRecords(database, job, await changesOf(IDS))).toBe(true)
    for (const id of IDS) await changedByPerson(id)
  }
  for (const record of stored())
    expect(record).toMatchObject({ values: { job: '2', person: '2' }, revision: 4, changesMade: 4 })
  const kept = versions().filter(({ recordId }) => recordId === 'change-a')
  expect(kept.map(({ record }) => record.values).sort((a, b) => Number(a.job) - Number(b.job))).toEqual([
    { job: '0', person: '0' },
    { job: '1', person: '0' },
    { job: '1', person: '1' },
    { job: '2', person: '1' },
  ])
})

test('two jobs and two people at once lose nothing of each other', async () => {
  await addRecords(database, RECORDS)
  const job = async (name: string) => {
    for (let round = 0; round < 12; round++) await changeRecords(database, name, await changesOf(IDS))
  }
  const person = async (first: number) => {
    for (let round = 0; round < 12; round++) await changedByPerson(IDS[(first + round) % 3] as string)
  }
  await Promise.all([job('job-1'), job('job-2'), person(0), person(1)])
  // Each write counts itself in what it writes: one that is written over from an older reading is missing there.
  for (const { values, changesMade, _id } of stored()) {
    expect(Number(values.job) + Number(values.person)).toBe(changesMade)
    expect(versions().filter(({ recordId }) => recordId === _id)).toHaveLength(changesMade as number)
  }
  expect(stored().reduce((sum, { values }) => sum + Number(values.person), 0)).toBe(24)
})

test('a corrected file costs as many requests with two hundred changed rows as with five', async () => {
  const requests: number[] = []
  for (const count of [5, 200]) {
    const rows = (content: string) =>
      Array.from({ length: count }, (_, index) => penaltyRow(count * 1000 + index, { content }))
    await takeIn(cloud, csvOf(rows('罚款人民币五百元。')))
    const intakeId = await handOver(cloud, csvOf(rows('罚款人民币三百元。')))
    await valueOfIntake(cloud, 'departmentOfficer', 'file.confirm', { intakeId })
    expect((await worked(cloud, intakeId)).taken).toMatchObject({ new: 0, changed: count })
    requests.push(cloud.recentCalls().find((call) => call.function === 'jobs')?.databaseRequestCount ?? 0)
  }
  expect(requests[0]).toBeGreaterThan(0)
  expect(requests[1]).toBe(requests[0])
})
