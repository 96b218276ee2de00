import { randomBytes } from 'node:crypto'
import { basename, dirname, parse } from 'node:path'
import { appendJobLine } from '../cloudbase/auditLog'
import type { Database } from '../cloudbase/database'
import { addEntities, changeEntity, findEntities } from '../cloudbase/entities'
import { openProtection } from '../cloudbase/protection'
import { markReports, rebuildMarked } from '../cloudbase/reports'
import { type LegalDate, shanghaiDate } from '../domain/calendar'
import type { AuditSeal } from '../domain/protection'
import type { RegistryWarning } from '../domain/registryRow'
import { fail, ok, type Result } from '../domain/result'
import { createHeldAndRefusedFile, type HeldAndRefusedFile } from '../paperwork/heldAndRefusedFile'
import { openRegistryFile, type RegistryFile } from '../paperwork/registryFile'
import { findConflictingCodes, importRegistry } from '../usecases/importRegistry'
import { withCityDatabase } from './cityDatabase'
import { keysOfCity } from './cityKeys'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'
import { type CityManifest, createDataFolder, openDataFolder, sentenceOf } from './dataFolder'
import { giveTrialPlaques, NO_TRIAL } from './trialPlaques'

/** What to import, and into which city. */
type ImportRegistryOptions = {
  file: string
  /** The data folder. */
  folder: string
  /** How many trial plaques the city shall have; 0 gives none. */
  trialPlaqueCount: number
}

type Sentence = { message: string }

/** What this job marks reports with; one import runs at a time, and the next one ends what it left. */
const WRITER = 'import-registry'

const EXIT_INTERRUPTED = 130
const PROGRESS_ROWS = 10_000

const WARNINGS: Record<RegistryWarning, string> = {
  organisationCheckCharacter:
    'its organisation part fails its own check (GB 11714); compare it with the licence',
  earlyCode:
    'it fails the check character, as some codes of the first months do; compare it with the licence',
}

/** What a run that ends early must take away; the database needs no care. */
let openFile: HeldAndRefusedFile | undefined

/** `import-registry`: prints what became of the rows. */
export const importRegistryCommand: CityCommand = {
  usage: `Usage: npm run city -- import-registry FILE --data DIR [--trial-plaques N]

Takes an extract of the business registry (CSV, UTF-8 or GB18030) into the city in DIR, which is made when it is not
there. Rows that cannot be taken in go to FILE.held-and-refused.csv with the reasons.
  --trial-plaques N   also gives N entities a plaque to try the city with (only in a city made for a trial)`,
  async run(args) {
    const options = readOptions(args)
    if (!options.ok) {
      console.error(options.error)
      return 1
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
    const done = await attempt(options.value)
    openFile?.discard()
    if (done.ok) return 0
    console.error(done.error.message)
    return 1
  },
}

function readOptions(args: readonly string[]): Result<ImportRegistryOptions, string> {
  const parsed = parseCommandLine(args, {
    data: { type: 'string' },
    'trial-plaques': { type: 'string' },
  })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) return wrong('Name one file to import')
  if (!values.data) return wrong('Name the folder of the city with --data DIR')
  const count = values['trial-plaques']
  if (count !== undefined && !/^[1-9]\d{0,5}$/.test(count))
    return wrong('--trial-plaques is a number from 1 to 999999')
  return ok({ file, folder: values.data, trialPlaqueCount: Number(count ?? 0) })
}

/** A folder that cannot be written and a full disk are told in a sentence. */
async function attempt(options: ImportRegistryOptions): Promise<Result<void, Sentence>> {
  try {
    return await importFile(options)
  } catch (thrown) {
    const message = sentenceOf(thrown, options.folder)
    if (message) return refuse(message)
    throw thrown
  }
}

/** No write of the database is under way here: each one ends before a signal is heard. */
function stop(): void {
  openFile?.discard()
  console.error('\nStopped. What was written is complete; run the same command again to go on.')
  process.exit(EXIT_INTERRUPTED)
}

async function importFile(options: ImportRegistryOptions): Promise<Result<void, Sentence>> {
  const city = findCity(options)
  if (!city.ok) return city
  const file = await openRegistryFile(options.file)
  if (!file.ok) return file
  const today = shanghaiDate(Date.now())
  const conflictingCodes = await findConflictingCodes(file.value.readRows, today, showProgress('Checked'))
  if (!conflictingCodes.ok) return conflictingCodes
  const manifest = city.value ? ok(city.value) : await makeTrialCity(options.folder)
  if (!manifest.ok) return manifest
  const keys = keysOfCity(manifest.value, process.env)
  if (!keys.ok) return keys
  const { auditSeal } = openProtection(keys.value)
  return withCityDatabase(options.folder, async (database) => {
    const imported = await importRows({ database, auditSeal }, options, file.value, {
      today,
      conflictingCodes: conflictingCodes.value,
    })
    if (!imported.ok || options.trialPlaqueCount === 0) return imported
    const { folder, trialPlaqueCount: count } = options
    return giveTrialPlaques({ database, auditSeal }, manifest.value, { folder, count })
  })
}

/** The city that is there, or undefined; a city of another mode is refused before anything is read. */
function findCity({
  folder,
  trialPlaqueCount,
}: ImportRegistryOptions): Result<CityManifest | undefined, Sentence> {
  const opened = openDataFolder(folder)
  if (!opened.ok || !opened.value) return opened
  const { mode } = opened.value
  if (mode === 'demo')
    return refuse(
      `The city in ${folder} is fictional; real data needs a city of its own: name another folder with --data.`,
    )
  if (mode !== 'trial' && trialPlaqueCount > 0) return refuse(NO_TRIAL)
  return opened
}

async function makeTrialCity(folder: string): Promise<Result<CityManifest, Sentence>> {
  const plaqueKeys = `trial:${randomBytes(32).toString('hex')}`
  const made = await createDataFolder(
    folder,
    { mode: 'trial', createdAt: Date.now(), plaqueKeys },
    async () => true,
  )
  if (!made.ok) return made
  if (!made.value) throw new Error('an empty city was given up')
  return ok(made.value)
}

async function importRows(
  { database, auditSeal }: { database: Database; auditSeal: AuditSeal },
  { file, folder }: ImportRegistryOptions,
  { header, readRows }: RegistryFile,
  checked: { today: LegalDate; conflictingCodes: ReadonlySet<string> },
): Promise<Result<void, Sentence>> {
  const heldAndRefused = createHeldAndRefusedFile(
    [dirname(file), folder],
    `${basename(file)}.held-and-refused.csv`,
    header,
  )
  openFile = heldAndRefused
  const imported = await importRegistry(
    {
      now: Date.now,
      readRows,
      findEntities: findEntities.bind(null, database),
      addEntities: addEntities.bind(null, database),
      changeEntity: changeEntity.bind(null, database),
      markReports: markReports.bind(null, database, WRITER),
      rebuildMarked: rebuildMarked.bind(null, database, WRITER),
      noteSlice: (ids) =>
        appendJobLine(database, auditSeal, {
          at: Date.now(),
          door: 'command',
          action: 'job.importRegistry',
          subject: parse(file).name,
          ids,
        }),
      onHeldOrRefused: heldAndRefused.write,
      onWarning: (rowNumber, creditCode, warning) =>
        console.error(`Row ${rowNumber}: ${creditCode} is taken in, but ${WARNINGS[warning]}.`),
      onRow: showProgress('Imported'),
    },
    // Pages show a source with its day; the extract does not tell its own, so the day is named for what it is.
    { source: `登记信息提取件 ${parse(file).name}，导入日期`, ...checked },
  )
  if (!imported.ok) return imported
  heldAndRefused.finish()
  openFile = undefined
  const { read, changed, unchanged, held, refused, new: added } = imported.value
  console.log(
    `${read} read, ${added} new, ${changed} changed, ${unchanged} unchanged, ${held} held, ${refused} refused`,
  )
  console.log(`Held and refused rows with the reasons: ${heldAndRefused.path}`)
  return ok(undefined)
}

/** A line on the terminal that the next one is written over; elsewhere one line each time. */
function showProgress(done: string): (rowCount: number) => void {
  return (rowCount) => {
    if (rowCount % PROGRESS_ROWS !== 0) return
    const line = `${done} ${rowCount.toLocaleString('en')} rows`
    process.stderr.write(process.stderr.isTTY ? `${line}\r` : `${line}\n`)
  }
}

const refuse = (message: string) => fail({ message })
