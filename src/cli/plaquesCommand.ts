import { createWriteStream, readFileSync, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Database } from '../cloudbase/database'
import { type PlaquePage, plaquesByNumber, plaquesOfUnit } from '../cloudbase/plaques'
import { ERROR_MESSAGES } from '../contracts/errors'
import { checkPlaqueNumber, formatPlaqueNumber } from '../domain/plaqueNumber'
import {
  PLAQUE_KINDS,
  type Plaque,
  type PlaqueKind,
  type PlaqueObstacle,
  plaqueKind,
} from '../domain/plaqueStandard'
import { fail, ok, type Result } from '../domain/result'
import { UNITS } from '../domain/units'
import { plaqueObstacles, writePlaqueSheets } from '../paperwork/plaqueSheets/plaqueSheets'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'
import type { CityManifest } from './dataFolder'

type Options = {
  unit: string
  kind: PlaqueKind
  /** Only these; undefined for all of the unit's. */
  numbers: string[] | undefined
  file: string
  folder: string
  origin: string
}

/** So many are asked for in one request. */
const MAXIMUM_NUMBERS = 500

/** `plaques`: a unit's plaques as a file for the print shop. */
export const plaquesCommand: CityCommand = {
  usage: `Usage: npm run city -- plaques FILE.pdf --unit UNIT --kind KIND --data DIR [--number N ...] [--origin https://HOST]

Draws the plaques of a unit's codes that are pushed or assigned, and names those that cannot be printed, which are left out.
  KIND       ${PLAQUE_KINDS.map(({ key, name, widthMm, heightMm }) => `${key} ${name} ${widthMm} × ${heightMm} mm`).join(', ')}
  --number   only the plaques with these numbers, in this order; as often as there are numbers
  --origin   where the plaques lead; PLAQUE_ORIGIN in the environment unless it is given
Units: ${UNITS.map(({ key, name }) => `${key} ${name}`).join(', ')}.`,
  async run(args) {
    const options = readOptions(args, process.env.PLAQUE_ORIGIN)
    const done = options.ok ? await draw(options.value) : options
    if (done.ok) {
      console.log(done.value)
      return 0
    }
    console.error(done.error)
    return 1
  },
}

function readOptions(args: readonly string[], ownOrigin: string | undefined): Result<Options, string> {
  const text = { type: 'string' } as const
  const number = { type: 'string', multiple: true } as const
  const parsed = parseCommandLine(args, { unit: text, kind: text, data: text, origin: text, number })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const [file, ...others] = positionals
  if (!file || others.length > 0) return wrong('Name one file to write')
  const { unit, data: folder } = values
  if (!unit) return wrong('Name the unit with --unit UNIT')
  if (!UNITS.some(({ key }) => key === unit)) return wrong(`There is no unit ${unit}`)
  const kind = plaqueKind(values.kind ?? '')
  if (!kind) return wrong(values.kind ? `There is no kind ${values.kind}` : 'Name the kind with --kind KIND')
  if (!folder) return wrong('Name the folder of the city with --data DIR')
  const origin = values.origin ?? ownOrigin
  if (!origin) return wrong('Say where the plaques lead with --origin https://HOST')
  if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin))
    return wrong('--origin is written as https://HOST, in lower case, with nothing behind the host')
  const numbers = readNumbers(values.number)
  return numbers.ok ? ok({ unit, kind, numbers: numbers.value, file, folder, origin }) : numbers
}

function readNumbers(texts: readonly string[] | undefined): Result<string[] | undefined, string> {
  if (!texts) return ok(undefined)
  if (texts.length > MAXIMUM_NUMBERS) return wrong(`At most ${MAXIMUM_NUMBERS} numbers can be given at once`)
  const numbers = new Set<string>()
  for (const text of texts) {
    const number = checkPlaqueNumber(text)
    if (!number.ok) return fail(`${text}: ${ERROR_MESSAGES[number.error.code].zh}`)
    numbers.add(number.value)
  }
  return ok([...numbers])
}

function draw(options: Options): Promise<Result<string, string>> {
  return openCity(options.folder, async (_, { mode }: CityManifest) => {
    if (mode !== 'demo' && !options.origin.startsWith('https:'))
      return fail('Plaques that are hung up lead to an https address.')
    return withCityDatabase(options.folder, (database) => drawFrom(database, options))
  })
}

/** The file gets its name when all of it is there. */
async function drawFrom(
  database: Database,
  { unit, kind, numbers, file, origin }: Options,
): Promise<Result<string, string>> {
  const pages = numbers ? someOfUnit(database, unit, numbers) : plaquesOfUnit(database, unit)
  const font = readFileSync(
    require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  )
  const part = `${file}.part`
  const sink = createWriteStream(part)
  // Thrown below by whoever writes next, or by the end.
  sink.on('error', () => undefined)
  let leftOut = 0
  async function* printable(): AsyncGenerator<Plaque> {
    for await (const { open, closed } of pages) {
      const obstacles: PlaqueObstacle[] = [
        ...closed.map((plaque) => ({ code: 'PLAQUE_ENTITY_CLOSED', plaque }) as const),
        ...plaqueObstacles(open, font),
      ]
      for (const obstacle of obstacles) console.error(inWords(obstacle))
      leftOut += obstacles.length
      const codes = new Set(obstacles.map(({ plaque }) => plaque.code))
      yield* open.filter(({ code }) => !codes.has(code))
    }
  }
  try {
    const written = await writePlaqueSheets(printable(), { kind, font, origin, madeAt: Date.now() }, sink)
    sink.end()
    await finished(sink)
    if (!written.ok) return fail(ERROR_MESSAGES[written.error.code].zh)
    const { plaqueCount, pageCount } = written.value
    const without = leftOut > 0 ? `; ${leftOut} cannot be printed and were left out` : ''
    if (plaqueCount === 0) return fail(`There is no plaque to print${without}.`)
    renameSync(part, file)
    return ok(`${file}: ${plaqueCount} plaques on ${pageCount} pages${without}`)
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code === undefined || !FILE_FAULTS.has(code)) throw fault
    return fail(`${file} cannot be written (${code}).`)
  } finally {
    sink.destroy()
    rmSync(part, { force: true })
  }
}

/** Names the numbers that are no plaques of the unit. */
async function* someOfUnit(
  database: Database,
  unit: string,
  numbers: readonly string[],
): AsyncGenerator<PlaquePage> {
  const page = await plaquesByNumber(database, unit, numbers)
  const found = new Set([...page.open, ...page.closed].map(({ number }) => number))
  for (const number of numbers.filter((number) => !found.has(number)))
    console.error(`${formatPlaqueNumber(number)}: ${ERROR_MESSAGES.PLAQUE_NOT_OF_UNIT.zh}`)
  yield page
}

const FILE_FAULTS = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EPERM'])

function inWords(obstacle: PlaqueObstacle): string {
  const { number, name } = obstacle.plaque
  const characters = obstacle.code === 'PLAQUE_NAME_CHARACTERS' ? obstacle.characters.map(named) : []
  const plaque = [formatPlaqueNumber(number), name, characters.join('、')].filter((part) => part !== '')
  return `${plaque.join(' ')}: ${ERROR_MESSAGES[obstacle.code].zh}`
}

const named = (character: string) =>
  `${character}（U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}）`
