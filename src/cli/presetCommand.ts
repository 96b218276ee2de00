import { randomBytes } from 'node:crypto'
import { appendJobLine } from '../cloudbase/auditLog'
import { addPresetCodes, entitiesWithCode, findEntitiesBehind, numbersTaken } from '../cloudbase/codes'
import { openProtection } from '../cloudbase/protection'
import { parseMacKeys } from '../cloudbase/settings'
import { ok, type Result } from '../domain/result'
import { UNITS } from '../domain/units'
import { type PresetProgress, type PresetSelection, presetCodes } from '../usecases/presetCodes'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'

type Options = { folder: string; selection: PresetSelection }

/** `preset`. */
export const presetCommand: CityCommand = {
  usage: `Usage: npm run city -- preset [--unit UNIT] --data DIR

Gives every entity that has no code its first one, in slices of which each has its line in the audit log; entities that
are closed get none. One code an entity, however often it runs. Interrupted, the same command goes on.
  --unit UNIT   only entities of this unit: ${UNITS.map(({ key, name }) => `${key} ${name}`).join(', ')}.`,
  async run(args) {
    const options = readOptions(args)
    const done = options.ok ? await preset(options.value) : options
    if (done.ok) {
      console.log(done.value)
      return 0
    }
    console.error(done.error)
    return 1
  },
}

function readOptions(args: readonly string[]): Result<Options, string> {
  const text = { type: 'string' } as const
  const parsed = parseCommandLine(args, { unit: text, data: text })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const { unit, data: folder } = values
  if (positionals.length > 0) return wrong('preset takes no file')
  if (unit !== undefined && !UNITS.some(({ key }) => key === unit)) return wrong(`There is no unit ${unit}`)
  if (!folder) return wrong('Name the folder of the city with --data DIR')
  return ok({ folder, selection: { unit } })
}

async function preset({ folder, selection }: Options): Promise<Result<string, string>> {
  return openCity(folder, async (keys, manifest) => {
    const { auditSeal } = openProtection(keys)
    const [macKey] = parseMacKeys(manifest.plaqueKeys)
    if (!macKey) throw new Error('the city has no plaque key')
    const progress = await withCityDatabase(folder, (database) =>
      presetCodes(
        {
          macKey,
          now: Date.now,
          randomBytes,
          findEntitiesBehind: findEntitiesBehind.bind(null, database),
          entitiesWithCode: entitiesWithCode.bind(null, database),
          numbersTaken: numbersTaken.bind(null, database),
          addPresetCodes: addPresetCodes.bind(null, database),
          notePreset: (codes) =>
            appendJobLine(database, auditSeal, {
              at: Date.now(),
              door: 'command',
              action: 'job.preset',
              ids: codes,
            }),
          onSlice: (sofar) => console.log(inWords(sofar)),
        },
        selection,
      ),
    )
    return ok(`Done: ${inWords(progress)}`)
  })
}

const inWords = ({ presetCount, coveredCount, closedCount }: PresetProgress) =>
  `${presetCount} codes preset, ${coveredCount} entities had one, ${closedCount} are closed`
