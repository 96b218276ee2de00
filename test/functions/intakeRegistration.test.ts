import type { EntityRow } from '../../src/cloudbase/rows'
import type { HeldRow } from '../../src/domain/intake/job'
import { REGISTRATION } from '../../src/domain/intake/registration'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf, overwrite } from '../support/documents'
import { askIntake, csvOf, handOver, penaltyRow, takeIn, valueOfIntake, worked } from '../support/handOver'
import { PLAQUES, SHOP } from '../support/sampleCity'

/** The registry comes in as a file like any other: checked, confirmed, held where a person must say where it belongs. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

const NEW_SHOP = '92231102MA0000517Y'
/** Of a registration office that stands in no table of divisions. */
const UNPLACED = '92231103MA0000517D'
const ENTERPRISE = '91231102MA00005172'
/** A social organisation. */
const NO_MARKET_ENTITY = '51231102MA00005176'

const registered = (subjectCode: string, more: Record<string, string> = {}) => ({
  subjectCode,
  subjectName: '爱辉区新开粮油店',
  ...more,
})
const csv = (...rows: Record<string, string>[]) => csvOf(rows, REGISTRATION)
const entity = (creditCode: string) => documentsOf<EntityRow>(cloud.store, 'entities', { _id: creditCode })[0]
const heldRows = () => documentsOf<HeldRow>(cloud.store, 'heldRows', {})
const decide = (ids: string[], more: object) =>
  askIntake(cloud, 'departmentOfficer', 'held.decide', {
    ids,
    decision: 'take',
    creditCode: null,
    reason: '已电话问明',
    ...more,
  })

test('a new entity is there once the file is confirmed, in its unit, with file and row; the same file twice changes nothing', async () => {
  const text = csv(registered(NEW_SHOP))
  const intakeId = await handOver(cloud, text, REGISTRATION)
  expect((await worked(cloud, intakeId)).found).toMatchObject({ new: 1, held: 0, refused: 0 })
  expect(entity(NEW_SHOP)).toBeUndefined()
  await valueOfIntake(cloud, 'departmentOfficer', 'file.confirm', { intakeId })
  expect(await worked(cloud, intakeId)).toMatchObject({ state: 'done', taken: { new: 1 } })
  expect(entity(NEW_SHOP)).toMatchObject({
    name: '爱辉区新开粮油店',
    unit: 'aihui',
    entityType: 'individual',
    status: null,
    provenance: { intakeId, row: 2 },
  })
  expect((await takeIn(cloud, text, REGISTRATION)).taken).toMatchObject({ new: 0, unchanged: 1 })
})

test('a name that has changed is on the plaque at once; what a file leaves open stays', async () => {
  const row = { ...registered(SHOP._id), subjectName: '爱辉区北岸灯火酒家', address: '', scope: '' }
  const { taken } = await takeIn(cloud, csv(row), REGISTRATION)
  expect(taken).toMatchObject({ changed: 1 })
  const answer = (await cloud.callFunction('credit', {
    action: 'report.read',
    input: { code: PLAQUES.assigned.code },
  })) as { value: { body: { entity: { name: string } } } }
  expect(answer.value.body.entity.name).toBe('爱辉区北岸灯火酒家')
  expect(entity(SHOP._id)).toMatchObject({ address: SHOP.address, scope: SHOP.scope, unit: SHOP.unit })
})

test('a file handed over after a name has changed is judged by the new name, however short after', async () => {
  expect((await takeIn(cloud, csvOf([penaltyRow(1)]))).taken).toMatchObject({ new: 1 })
  const subjectName = '爱辉区北岸灯火酒家'
  await takeIn(cloud, csv({ ...registered(SHOP._id), subjectName, address: '', scope: '' }), REGISTRATION)
  const { taken } = await takeIn(cloud, csvOf([penaltyRow(2, { subjectName }), penaltyRow(3)]))
  expect(taken).toMatchObject({ new: 1, held: 1 })
})

test('a unit that a person has set is not undone by the next file', async () => {
  overwrite(cloud.store, 'entities', SHOP._id, { unit: 'freeTradeZone', unitName: '黑河自贸片区管委会' })
  await takeIn(cloud, csv(registered(SHOP._id)), REGISTRATION)
  expect(entity(SHOP._id)).toMatchObject({ unit: 'freeTradeZone', unitName: '黑河自贸片区管委会' })
})

test('whose unit nobody can tell waits for a person, who names it', async () => {
  await takeIn(cloud, csv(registered(UNPLACED)), REGISTRATION)
  const [held] = heldRows()
  expect(held).toMatchObject({ state: 'open', sort: 'unitUnclear' })
  const ids = [held?._id as string]
  expect((await decide(ids, {})).error?.code).toBe('HELD_ROW_UNIT')
  expect((await decide(ids, { unit: 'nowhere' })).error?.code).toBe('HELD_ROW_UNIT')
  expect(entity(UNPLACED)).toBeUndefined()
  expect((await decide(ids, { unit: 'wudalianchiScenic' })).ok).toBe(true)
  expect(entity(UNPLACED)).toMatchObject({ unit: 'wudalianchiScenic', unitName: '五大连池风景区管委会' })
  expect(heldRows()[0]?.state).toBe('taken')
})

test('another city, a kind that its code denies, a day to come and two contents of one code wait; a kind that is no market entity is not taken', async () => {
  const rows = [
    registered(NEW_SHOP, { city: '哈尔滨市' }),
    registered(ENTERPRISE, { entityKind: '个体工商户' }),
    registered('92231102MA0000525R', { establishedOn: '2099-01-01' }),
    registered('92231181MA0000517C', { subjectName: '北安市甲店' }),
    registered('92231181MA0000517C', { subjectName: '北安市乙店' }),
    registered(NO_MARKET_ENTITY, { entityKind: '' }),
  ]
  const { taken } = await takeIn(cloud, csv(...rows), REGISTRATION)
  expect(taken).toMatchObject({ new: 0, held: 6 })
  const bySort = new Map(heldRows().map((held) => [held.sort, held._id]))
  expect([...bySort.keys()].sort()).toEqual([
    'conflict',
    'entityKindDisagrees',
    'futureDate',
    'notMarketEntity',
    'unitUnclear',
  ])
  expect((await decide([bySort.get('notMarketEntity') as string], {})).error?.code).toBe('NOT_MARKET_ENTITY')
  expect((await decide([bySort.get('entityKindDisagrees') as string], {})).ok).toBe(true)
  expect(entity(ENTERPRISE)).toMatchObject({ entityType: 'enterprise', unit: 'aihui' })
})

test('a later file in which it is right settles what waits', async () => {
  await takeIn(cloud, csv(registered(NEW_SHOP, { city: '哈尔滨市' })), REGISTRATION)
  await takeIn(cloud, csv(registered(NEW_SHOP)), REGISTRATION)
  expect(heldRows().map(({ state }) => state)).toEqual(['superseded'])
})

test('a row without a name or with a wrong code is refused with what is expected; no other department hands the registry over', async () => {
  const rows = [registered(NEW_SHOP, { subjectName: '' }), registered(`${NEW_SHOP.slice(0, 17)}A`)]
  const { found, samples } = await takeIn(cloud, csv(...rows), REGISTRATION)
  expect(found).toMatchObject({ refused: 2 })
  expect(samples.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('企业名称'),
    expect.stringContaining('校验码应为'),
  ])
  const request = { kind: REGISTRATION, department: 'commerce', fileName: 'a.csv', byteCount: 1 }
  expect((await askIntake(cloud, 'cityOfficer', 'file.prepare', request)).error?.code).toBe(
    'INTAKE_KIND_DEPARTMENT',
  )
})
