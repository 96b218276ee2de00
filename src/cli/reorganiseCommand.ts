import { openProtection } from '../cloudbase/protection'
import { entitiesOf, findStrays, moveEntities, REORGANISATION } from '../cloudbase/reorganisation'
import { rebuildMarked } from '../cloudbase/reports'
import { shanghaiDate } from '../domain/calendar'
import { ok, type Result } from '../domain/result'
import { UNITS } from '../domain/units'
import { type Reorganisation, reorganise } from '../usecases/roles/reorganise'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'

type Options = Reorganisation & { folder: string }

/** `reorganise`. */
export const reorganiseCommand: CityCommand = {
  usage: `Usage: npm run city -- reorganise --from UNIT --to UNIT [--divisions CODE,CODE] --data DIR

Moves entities with their codes, claims and claim codes to another unit, in slices of which each has its line in the
audit log. From then on the old unit's people do not reach them. Interrupted, the same command goes on.
  --divisions CODES   only entities registered in these divisions (characters 3 to 8 of the credit code)
Units: ${UNITS.map(({ key, name }) => `${key} ${name}`).join(', ')}.`,
  async run(args) {
    const options = readOptions(args)
    const done = options.ok ? await move(options.value) : options
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
  const parsed = parseCommandLine(args, { from: text, to: text, divisions: text, data: text })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const { from, to, divisions, data: folder } = values
  if (positionals.length > 0) return wrong('reorganise takes no file')
  if (!from || !to) return wrong('Name the units with --from UNIT and --to UNIT')
  for (const unit of [from, to])
    if (!UNITS.some(({ key }) => key === unit)) return wrong(`There is no unit ${unit}`)
  if (from === to) return wrong('--from and --to are the same unit')
  const codes = divisions?.split(',') ?? []
  if (codes.some((code) => !/^\d{6}$/.test(code)))
    return wrong('--divisions are codes of six digits, with commas')
  if (!folder) return wrong('Name the folder of the city with --data DIR')
  return ok({ from, to, divisions: codes, folder })
}

async function move({ folder, ...move }: Options): Promise<Result<string, string>> {
  return openCity(folder, async (keys) => {
    const { auditSeal } = openProtection(keys)
    const movedCount = await withCityDatabase(folder, (database) =>
      reorganise(
        {
          entitiesOf: entitiesOf.bind(null, database),
          moveEntities: (creditCodes, units) =>
            moveEntities(database, auditSeal, Date.now(), creditCodes, units),
          findStrays: findStrays.bind(null, database),
          rebuildMarked: () => rebuildMarked(database, REORGANISATION, shanghaiDate(Date.now())),
          onMoved: (entityCount) => console.log(`Moved ${entityCount} entities`),
        },
        move,
      ),
    )
    return ok(
      `Done: ${movedCount} entities went from ${move.from} to ${move.to} in this run. Where new registrations of their divisions go is told in src/domain/units.ts.`,
    )
  })
}
