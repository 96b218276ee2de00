import { openDatabase } from '../../src/cloudbase/database'
import { type FileCloud, openFiles } from '../../src/cloudbase/pictures'
import { openProtection } from '../../src/cloudbase/protection'
import { deletePastTime, type RetentionOptions } from '../../src/cloudbase/retention'
import { INDEXES } from '../../src/cloudbase/rows'
import type { AuditLine } from '../../src/domain/auditLine'
import { pastBefore, RETENTION, RULED_KINDS } from '../../src/domain/retention'
import type { Document } from '../../src/localcloud/store/values'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { PNG_PICTURE } from '../support/samplePictures'

/** What the job of the night deletes, by the real SDK on localcloud. */

const { auditSeal } = openProtection(SAMPLE_KEYS)
const NOW = Date.parse('2030-01-01T02:00:00+08:00')
const OPEN_ID = '0123456789abcdefghjkmnpqrs'

let cloud: TestCloud
let files: FileCloud & { uploadFile: (file: object) => Promise<{ fileID: string }> }
beforeEach(async () => {
  cloud = await startTestCloud({ indexes: INDEXES })
  files = openFiles() as never
})
afterEach(() => cloud.remove())

const insert = (collection: string, row: object) =>
  cloud.store.write(() => cloud.store.collection(collection).insert(row as Document, JSON.stringify(row)))
const idsIn = (collection: string) =>
  documentsOf<{ _id: string }>(cloud.store, collection).map(({ _id }) => _id)
const run = (more: Partial<RetentionOptions> = {}) =>
  deletePastTime({
    database: openDatabase(),
    files,
    auditSeal,
    door: 'timer',
    now: NOW,
    maximumSlices: 1000,
    ...more,
  })
const upload = async (path: string) =>
  (await files.uploadFile({ cloudPath: path, fileContent: Buffer.from(PNG_PICTURE) })).fileID
const isThere = async (fileId: string) =>
  (await files.getTempFileURL({ fileList: [fileId] })).fileList[0]?.code === 'SUCCESS'

test.each(RULED_KINDS)(
  '%s go when their time is over, not a moment sooner, and not while it has not begun',
  async (kind) => {
    const { collection, rule } = RETENTION[kind]
    const where = 'where' in rule ? rule.where : {}
    const evidence = `${await upload('evidence/a.png')}.gone`
    const lay = (_id: string, at: number | null) =>
      insert(collection, { _id, ...where, [rule.field]: at, evidence, proofs: [evidence] })
    lay('over', pastBefore(kind, NOW) - 1)
    lay('last', pastBefore(kind, NOW))
    lay('begun', NOW)
    lay('notBegun', null)
    expect(await run()).toEqual({ [kind]: 1 })
    expect(idsIn(collection).sort()).toEqual(['begun', 'last', 'notBegun'])
    expect(documentsOf<AuditLine>(cloud.store, 'auditLines')).toMatchObject([
      { action: 'job.retention', subject: kind, door: 'timer', personId: null, batch: { count: 1 } },
    ])
  },
)

test('claims go by how they ended, with their pictures; one that waits stays, whatever its age', async () => {
  const pictures = new Map<string, string>()
  for (const state of ['submitted', 'refused', 'withdrawn', 'confirmed']) {
    pictures.set(state, await upload(`evidence/${state}.png`))
    insert('claims', { _id: state, state, submittedAt: 0, decidedAt: 0, evidence: pictures.get(state) })
  }
  expect(await run()).toEqual({ refusedClaims: 1, withdrawnClaims: 1 })
  expect(idsIn('claims').sort()).toEqual(['confirmed', 'submitted'])
  for (const [state, fileId] of pictures)
    expect(await isThere(fileId)).toBe(['submitted', 'confirmed'].includes(state))
})

test('a confirmed claim goes with the role that it gave, and with no other', async () => {
  const shop = { personId: OPEN_ID, creditCode: '92231102MA0000012C' }
  const evidence = [await upload('evidence/a.png'), await upload('evidence/b.png')]
  insert('claims', { _id: 'first', ...shop, state: 'confirmed', decidedAt: 1000, evidence: evidence[0] })
  insert('claims', { _id: 'second', ...shop, state: 'confirmed', decidedAt: 2000, evidence: evidence[1] })
  insert('grants', { _id: 'first', ...shop, role: 'merchantOwner', givenAt: 1000, endedAt: 1500 })
  insert('grants', { _id: 'second', ...shop, role: 'merchantOwner', givenAt: 2000, endedAt: null })
  expect(await run()).toEqual({ grants: 2 })
  expect(idsIn('grants')).toEqual(['second'])
  expect(idsIn('claims')).toEqual(['second'])
  expect(await Promise.all(evidence.map(isThere))).toEqual([false, true])
})

test('an upload that no claim came to need goes with its picture; of a submitted one only the note of it', async () => {
  const fileIds = [await upload('evidence/a.png'), await upload('evidence/b.png')]
  insert('uploads', { _id: 'lost', preparedAt: 0, fileId: fileIds[0], claimId: null })
  insert('uploads', { _id: 'gone', preparedAt: 0, fileId: `${fileIds[0]}x`, claimId: null })
  insert('uploads', { _id: 'used', preparedAt: 0, fileId: fileIds[1], claimId: 'claim' })
  expect(await run()).toEqual({ uploads: 3 })
  expect(await Promise.all(fileIds.map(isThere))).toEqual([false, true])
})

test('a run ends after its slices, and the next one goes on; what is deleted twice has no harm', async () => {
  for (let count = 0; count < 120; count++)
    insert('notices', { _id: `n${String(count).padStart(3, '0')}`, at: count })
  expect(await run({ maximumSlices: 1 })).toEqual({ notices: 50 })
  expect(idsIn('notices')[0]).toBe('n050')
  expect(await run()).toEqual({ notices: 70 })
  expect(await run()).toEqual({})
  expect(
    documentsOf<AuditLine>(cloud.store, 'auditLines')
      .map(({ batch }) => batch?.count)
      .sort(),
  ).toEqual([20, 50, 50])
})

test('thousands of counts of calls go in a few requests', async () => {
  for (let count = 0; count < 2500; count++)
    insert('callCounts', { _id: `c${count}`, startedAt: 0, count: 1 })
  const before = cloud.databaseRequests()
  expect(await run()).toEqual({ callCounts: 2500 })
  expect(cloud.databaseRequests() - before).toBeLessThan(50)
  expect(idsIn('callCounts')).toEqual([])
})

test('what cannot be deleted from the storage stays in the database, so that it is tried again', async () => {
  insert('uploads', { _id: 'lost', preparedAt: 0, fileId: 'no file id', claimId: null })
  await expect(run()).rejects.toThrow('the storage answers')
  expect(idsIn('uploads')).toEqual(['lost'])
})

test('the timer of the night runs it', async () => {
  await cloud.remove()
  cloud = await borrowSampleCloud()
  insert('notices', { _id: 'old', at: 0 })
  expect(await cloud.callFunction('nightly', { Type: 'Timer' })).toMatchObject({ deleted: { notices: 1 } })
  expect(idsIn('notices')).toEqual([])
})
