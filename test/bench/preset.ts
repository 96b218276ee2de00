import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PLAQUE_KEYS } from '../../src/cli/demo'
import { appendJobLine } from '../../src/cloudbase/auditLog'
import { addPresetCodes, entitiesWithCode, findEntitiesBehind, numbersTaken } from '../../src/cloudbase/codes'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import type { CodeRow } from '../../src/cloudbase/rows'
import { parseMacKeys } from '../../src/cloudbase/settings'
import { presetCodes } from '../../src/usecases/presetCodes'
import { copyOfBenchCloud, timed } from './support'

const FOLDER = join('.data', 'bench-preset')

/** Codes for all entities of the city, over bare batched inserts of the same documents; in turn, slice by slice. */
async function benchPreset(): Promise<void> {
  const cloud = await copyOfBenchCloud(FOLDER)
  Object.assign(process.env, cloud.environment)
  const database = openDatabase()
  await removeCodes(database)
  const [macKey] = parseMacKeys(DEMO_PLAQUE_KEYS)
  if (!macKey) throw new Error('the demo has no plaque key')
  const { auditSeal } = openProtection(process.env)
  const bare = { rows: 0, ms: 0 }
  let written: string[] = []
  /** What the slice before has written, once more. */
  const insertBare = async () => {
    if (written.length === 0) return
    const { data } = await database
      .collection('codes')
      .where({ _id: database.command.in(written) })
      .limit(1000)
      .get()
    bare.ms += await timed(() => database.collection('bareCodes').add(data))
    bare.rows += data.length
  }
  let besideMs = 0
  const wholeMs = await timed(() =>
    presetCodes(
      {
        macKey,
        now: Date.now,
        randomBytes,
        findEntitiesBehind: findEntitiesBehind.bind(null, database),
        entitiesWithCode: entitiesWithCode.bind(null, database),
        numbersTaken: numbersTaken.bind(null, database),
        addPresetCodes: async (codes) => {
          const added = await addPresetCodes(database, codes)
          written.push(...added)
          return added
        },
        notePreset: (ids) =>
          appendJobLine(database, auditSeal, { at: Date.now(), door: 'command', action: 'job.preset', ids }),
        onSlice: async () => {
          besideMs += await timed(insertBare)
          written = []
        },
      },
      {},
    ),
  )
  const { total } = await database.collection('codes').count()
  await cloud.close()
  rmSync(FOLDER, { recursive: true })
  if (total !== bare.rows) throw new Error(`${total} codes, ${bare.rows} written once more`)
  const rate = (bare.rows / (wholeMs - besideMs)) * 1000
  const bareRate = (bare.rows / bare.ms) * 1000
  console.log(`${bare.rows} codes; ${bareRate.toFixed(0)} bare ones a second`)
  console.log(`bench preset: rate_over_raw=${(rate / bareRate).toFixed(2)} codes_per_s=${rate.toFixed(0)}`)
}

async function removeCodes(database: Database): Promise<void> {
  for (;;) {
    const { data } = await database.collection('codes').field({ _id: true }).limit(1000).get()
    if (data.length === 0) return
    await database
      .collection('codes')
      .where({ _id: database.command.in((data as CodeRow[]).map(({ _id }) => _id)) })
      .remove()
  }
}

void benchPreset()
