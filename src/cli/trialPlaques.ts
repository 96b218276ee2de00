import { randomBytes } from 'node:crypto'
import { appendJobLine } from '../cloudbase/auditLog'
import {
  addPresetCodes,
  changeCode,
  countCodes,
  entitiesWithCode,
  findCodes,
  numbersTaken,
  putConsent,
} from '../cloudbase/codes'
import type { Database } from '../cloudbase/database'
import { entitiesAfter, findEntities } from '../cloudbase/entities'
import { putReport, readSources } from '../cloudbase/reports'
import { parseMacKeys } from '../cloudbase/settings'
import { formatPlaqueNumber } from '../domain/plaqueNumber'
import type { AuditSeal } from '../domain/protection'
import { fail, ok, type Result } from '../domain/result'
import { assignTrialPlaques } from '../usecases/assignTrialPlaques'
import type { CityManifest } from './dataFolder'

/** What a city says that was not made for a trial. */
export const NO_TRIAL = 'Trial plaques are given only in a city made for a trial; leave --trial-plaques away.'

const MAXIMUM_PLAQUES_SHOWN = 10

/** `--trial-plaques`: gives plaques until `count` are assigned, and prints the first of them with the next command. */
export async function giveTrialPlaques(
  { database, auditSeal }: { database: Database; auditSeal: AuditSeal },
  manifest: CityManifest,
  { folder, count }: { folder: string; count: number },
): Promise<Result<void, { message: string }>> {
  const [macKey] = parseMacKeys(manifest.plaqueKeys)
  if (!macKey) throw new Error('the city has no plaque key')
  const given = await assignTrialPlaques(
    {
      mode: manifest.mode,
      macKey,
      now: Date.now,
      randomBytes,
      findCodes: findCodes.bind(null, database),
      countCodes: countCodes.bind(null, database),
      entitiesWithCode: entitiesWithCode.bind(null, database),
      entitiesAfter: entitiesAfter.bind(null, database),
      numbersTaken: numbersTaken.bind(null, database),
      addPresetCodes: addPresetCodes.bind(null, database),
      // The line of its assignment follows at once.
      notePreset: async () => undefined,
      changeCode: changeCode.bind(null, database),
      putConsent: putConsent.bind(null, database),
      noteAssignment: (code) =>
        appendJobLine(database, auditSeal, {
          at: Date.now(),
          door: 'command',
          action: 'job.trialPlaques',
          ids: [code],
        }),
      readSources: readSources.bind(null, database),
      putReport: putReport.bind(null, database),
    },
    count,
  )
  if (!given.ok) return fail({ message: NO_TRIAL })
  await showPlaques(database, given.value.assignedCount, count)
  console.log(`To scan them: npm start -- --data ${folder}`)
  return ok(undefined)
}

async function showPlaques(database: Database, assignedCount: number, wantedCount: number): Promise<void> {
  const short = assignedCount < wantedCount ? '; no other entity can carry one' : ''
  console.log(`Trial plaques: ${assignedCount} assigned${short}`)
  const plaques = await findCodes(database, ['assigned'], MAXIMUM_PLAQUES_SHOWN)
  const entities = await findEntities(
    database,
    plaques.map(({ creditCode }) => creditCode),
  )
  const names = new Map(entities.map(({ creditCode, name }) => [creditCode, name]))
  for (const { number, code, creditCode } of plaques)
    console.log(`${formatPlaqueNumber(number)}  ${code}  ${names.get(creditCode)}`)
  if (assignedCount > plaques.length) console.log(`and ${assignedCount - plaques.length} more`)
}
