import { randomBytes } from 'node:crypto'
import { addPresetCodes, entitiesWithCode, findEntitiesBehind, numbersTaken } from '../../src/cloudbase/codes'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import type { CodeRow, EntityRow } from '../../src/cloudbase/rows'
import { parseMacKeys } from '../../src/cloudbase/settings'
import { checkPlaqueCode } from '../../src/domain/plaqueCode'
import { checkPlaqueNumber } from '../../src/domain/plaqueNumber'
import type { Document } from '../../src/localcloud/store/values'
import { type PresetCodesDeps, presetCodes } from '../../src/usecases/presetCodes'
import { borrowSampleCloud } from '../support/borrowedCloud'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { SAMPLE_PLAQUE_KEYS, SHOP } from '../support/sampleCity'

/** 预置: every entity gets one code, never two, however often and from however many sides it is done. */

const MAC_KEYS = parseMacKeys(SAMPLE_PLAQUE_KEYS)
const NEW_ENTITIES = 1200

let cloud: TestCloud
let database: Database
beforeEach(async () => {
  cloud = await borrowSampleCloud()
  database = openDatabase()
  const entities = cloud.store.collection('entities')
  cloud.store.write(() => {
    for (let index = 0; index < NEW_ENTITIES; index++) {
      const _id = `NEW${String(index).padStart(15, '0')}`
      const status = index % 100 === 7 ? 'deregistered' : 'active'
      const unit = index % 3 === 0 ? 'wudalianchi' : 'aihui'
      const row = { ...SHOP, _id, creditCode: _id, unit, status } as EntityRow
      entities.insert(row as unknown as Document, JSON.stringify(row))
    }
  })
})
afterEach(() => cloud.remove())

function depsOf(more: Partial<PresetCodesDeps> = {}): PresetCodesDeps {
  return {
    macKey: MAC_KEYS[0] as PresetCodesDeps['macKey'],
    now: Date.now,
    randomBytes,
    findEntitiesBehind: findEntitiesBehind.bind(null, database),
    entitiesWithCode: entitiesWithCode.bind(null, database),
    numbersTaken: numbersTaken.bind(null, database),
    addPresetCodes: addPresetCodes.bind(null, database),
    notePreset: async () => undefined,
    onSlice: () => undefined,
    ...more,
  }
}
const newCodes = () =>
  documentsOf<CodeRow>(cloud.store, 'codes').filter(({ creditCode }) => creditCode.startsWith('NEW'))
const openEntities = () =>
  documentsOf<EntityRow>(cloud.store, 'entities')
    .filter(({ _id, status }) => _id.startsWith('NEW') && status === 'active')
    .map(({ _id }) => _id)

/** One code for each entity that is open, none for the others, each genuine and with a number of its own. */
function expectOneEach(): void {
  const codes = newCodes()
  expect(codes.map(({ creditCode }) => creditCode).sort()).toEqual(openEntities().sort())
  expect(new Set(codes.map(({ number }) => number)).size).toBe(codes.length)
  for (const { _id, number, state, serial } of codes) {
    expect(checkPlaqueCode(_id, MAC_KEYS)).toMatchObject({ ok: true })
    expect(checkPlaqueNumber(number).ok).toBe(true)
    expect([state, serial]).toEqual(['preset', 0])
  }
}

test('every open entity gets one code; done again it adds nothing', async () => {
  const first = await presetCodes(depsOf(), {})
  expectOneEach()
  expect(first.presetCount).toBe(openEntities().length + 2)
  expect(first.closedCount).toBe(NEW_ENTITIES / 100 + 1)
  const again = await presetCodes(depsOf(), {})
  expect(again).toMatchObject({ presetCount: 0, coveredCount: first.presetCount + first.coveredCount })
  expectOneEach()
})

test('a unit’s entities get theirs, and nobody else', async () => {
  await presetCodes(depsOf(), { unit: 'wudalianchi' })
  const codes = newCodes()
  expect(codes.length).toBeGreaterThan(300)
  expect(new Set(codes.map(({ unit }) => unit))).toEqual(new Set(['wudalianchi']))
})

test('four at once give each entity one code all the same', async () => {
  const done = await Promise.all(Array.from({ length: 4 }, () => presetCodes(depsOf(), {})))
  expectOneEach()
  // Nobody counts what another has added.
  expect(done.reduce((sum, { presetCount }) => sum + presetCount, 0)).toBe(openEntities().length + 2)
})

test('broken off at any request it is begun anew and comes to the same', async () => {
  for (let request = 1; request <= 12; request++) {
    let left = request
    const breakOff = <Ask extends (...parts: never[]) => Promise<unknown>>(ask: Ask): Ask =>
      (async (...parts: never[]) => {
        if (left-- === 0) throw new Error('killed')
        return ask(...parts)
      }) as Ask
    const deps = depsOf()
    const breaking = depsOf({
      findEntitiesBehind: breakOff(deps.findEntitiesBehind),
      entitiesWithCode: breakOff(deps.entitiesWithCode),
      numbersTaken: breakOff(deps.numbersTaken),
      addPresetCodes: breakOff(deps.addPresetCodes),
    })
    await presetCodes(breaking, {}).catch((fault: Error) => expect(fault.message).toBe('killed'))
  }
  await presetCodes(depsOf(), {})
  expectOneEach()
})

test('a number that a plaque has is drawn again', async () => {
  const [taken] = documentsOf<CodeRow>(cloud.store, 'codes')
  const digits = Number(taken?.number.slice(0, 8))
  let drawn = 0
  const bytes = (count: number) => {
    if (count !== 4 || drawn++ > 2) return randomBytes(count)
    const four = Buffer.alloc(4)
    four.writeUInt32BE(digits)
    return four
  }
  await presetCodes(depsOf({ randomBytes: bytes }), {})
  expectOneEach()
})
