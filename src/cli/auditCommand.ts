import { readFileSync } from 'node:fs'
import { auditReading, insertSeal, putAnchors, readLastSeals, removeLines } from '../cloudbase/auditReading'
import type { Database } from '../cloudbase/database'
import { openProtection } from '../cloudbase/protection'
import { checkArchive, isArchiveOf } from '../domain/auditArchive'
import type { AuditDaySeal, AuditFlaw } from '../domain/auditLine'
import { isLegalDate } from '../domain/calendar'
import type { AuditSeal } from '../domain/protection'
import { fail, ok, type Result } from '../domain/result'
import { createArchiveFile, readArchiveFile } from '../paperwork/auditArchiveFile'
import { archiveLog } from '../usecases/audit/archiveLog'
import { sealDay } from '../usecases/audit/sealDay'
import { verifyLog } from '../usecases/audit/verifyLog'
import { withCityDatabase } from './cityDatabase'
import { keysOfCity } from './cityKeys'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'
import { openDataFolder, sentenceOf } from './dataFolder'

type Log = { database: Database; seal: AuditSeal }
type Sentence = { message: string }
type Options = { folder: string; heads?: string; archive?: string; before?: string; file?: string }

/** `audit verify`, `audit heads`, `audit archive`. */
export const auditCommand: CityCommand = {
  usage: `Usage: npm run city -- audit verify --data DIR [--heads FILE] [--archive FILE]
       npm run city -- audit heads --data DIR
       npm run city -- audit archive FILE --before YYYY-MM-DD --data DIR

verify walks the audit log and names, of each chain, the first line that was altered, removed, inserted or reordered.
  --heads FILE        also holds it against heads that were printed earlier and kept elsewhere
  --archive FILE      also walks an archive
heads seals where every chain ends, once a day, and prints the last seal: keep it where nobody can change it.
archive moves lines of days before the given one, six months old at least, into FILE, verified before and after.`,
  async run([name, ...args]) {
    const options = readOptions(name, args)
    const done = options.ok
      ? await attempt(name as keyof typeof WORK, options.value)
      : fail({ message: options.error })
    if (done.ok) return 0
    console.error(done.error.message)
    return 1
  },
}

const WORK = { verify, heads: printHeads, archive }

function readOptions(name: string | undefined, args: readonly string[]): Result<Options, string> {
  if (name === undefined || !Object.hasOwn(WORK, name))
    return wrong('audit is followed by verify, heads or archive')
  const text = { type: 'string' } as const
  const parsed = parseCommandLine(args, {
    data: text,
    ...(name === 'verify' && { heads: text, archive: text }),
    ...(name === 'archive' && { before: text }),
  })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value as {
    values: { data?: string; heads?: string; archive?: string; before?: string }
    positionals: string[]
  }
  const { data: folder, ...more } = values
  if (positionals.length !== (name === 'archive' ? 1 : 0))
    return wrong(name === 'archive' ? 'Name one file for the archive' : `audit ${name} takes no file`)
  if (!folder) return wrong('Name the folder of the city with --data DIR')
  if (name === 'archive' && !isLegalDate(more.before ?? ''))
    return wrong('Name a day with --before YYYY-MM-DD')
  return ok({ folder, ...more, file: positionals[0] })
}

async function attempt(name: keyof typeof WORK, options: Options): Promise<Result<void, Sentence>> {
  try {
    const opened = openDataFolder(options.folder)
    if (!opened.ok) return opened
    if (!opened.value) return refuse(`There is no city in ${options.folder}.`)
    const keys = keysOfCity(opened.value, process.env)
    if (!keys.ok) return keys
    const { auditSeal: seal } = openProtection(keys.value)
    return await withCityDatabase(options.folder, (database) => WORK[name]({ database, seal }, options))
  } catch (thrown) {
    const message = sentenceOfFile(thrown) ?? sentenceOf(thrown, options.folder)
    if (message) return refuse(message)
    throw thrown
  }
}

async function verify({ database, seal }: Log, options: Options): Promise<Result<void, Sentence>> {
  const exported = options.heads ? readHeadsFile(options.heads) : ok([])
  if (!exported.ok) return exported
  const reading = auditReading(database, seal)
  const state = await verifyLog(reading, exported.value)
  for (const flaw of state.flaws) console.log(wordsOf(flaw))
  const archived = options.archive ? await verifyArchive({ database, seal }, options.archive) : true
  if (state.flaws.length > 0 || !archived) return refuse('The audit log is not as it was written.')
  const sealed = state.sealedOn === null ? 'no day was sealed yet' : `last sealed on ${state.sealedOn}`
  console.log(`${state.lineCount} lines are as they were written; ${sealed}.`)
  return ok(undefined)
}

async function verifyArchive({ database, seal }: Log, path: string): Promise<boolean> {
  const { footer, flaws, isWhole, lineCount } = await checkArchive(seal, readArchiveFile(path))
  for (const flaw of flaws) console.log(`${path}: ${wordsOf(flaw)}`)
  if (!isWhole || !footer) {
    console.log(`${path} is not an archive as it was written.`)
    return false
  }
  const anchors = await auditReading(database, seal).readAnchors()
  const isLast = anchors.some((anchor) => isArchiveOf(anchor, footer))
  console.log(
    `${path}: ${lineCount} lines are as they were written${isLast ? '; the log goes on from here' : ''}.`,
  )
  return true
}

async function printHeads({ database, seal }: Log): Promise<Result<void, Sentence>> {
  const day = await sealDay(
    {
      ...auditReading(database, seal),
      readLastSeals: () => readLastSeals(database),
      insertSeal: (made) => insertSeal(database, seal, 'command', made),
    },
    Date.now(),
  )
  console.log(JSON.stringify(day))
  for (const flaw of day.flaws) console.error(wordsOf(flaw))
  return day.flaws.length === 0 ? ok(undefined) : refuse('The audit log is not as it was written.')
}

async function archive(
  { database, seal }: Log,
  { file = '', before = '' }: Options,
): Promise<Result<void, Sentence>> {
  const now = Date.now()
  const done = await archiveLog(
    {
      ...auditReading(database, seal),
      createFile: () => createArchiveFile(file),
      putAnchors: (anchors) => putAnchors(database, seal, anchors, now),
      removeLines: (place) => removeLines(database, seal, place, now),
    },
    { before, now },
  )
  if (done.ok) {
    console.log(
      `${done.value.lineCount} lines are in ${file}, SHA-256 ${done.value.sha256}; the log goes on from there.`,
    )
    return ok(undefined)
  }
  const { error } = done
  if (error.kind === 'tooYoung')
    return refuse(`A log is kept for six months: name ${error.latest} or an earlier day with --before.`)
  if (error.kind === 'nothing') return refuse(`There are no lines of days before ${before}.`)
  for (const flaw of error.flaws) console.log(wordsOf(flaw))
  return refuse('The audit log is not as it was written, so nothing was archived.')
}

/** What `audit heads` printed. */
function readHeadsFile(path: string): Result<AuditDaySeal[], Sentence> {
  try {
    const days = readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as AuditDaySeal)
    if (days.every((day) => typeof day?._id === 'string' && typeof day.proof === 'string')) return ok(days)
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
  }
  return refuse(`${path} does not hold what audit heads printed.`)
}

function wordsOf({ kind, id }: AuditFlaw): string {
  switch (kind) {
    case 'altered':
    case 'removed':
    case 'inserted':
    case 'reordered':
      return `Line ${id} was ${kind}.`
    case 'headAltered':
      return `The end of chain ${id} was altered.`
    case 'sealAltered':
      return `The seal of ${id} was altered, or the one before it removed.`
    case 'anchorAltered':
      return `The anchor of chain ${id} was altered.`
    case 'keyMissing':
      return `Line ${id} is under a key that is not in AUDIT_KEYS.`
  }
}

function sentenceOfFile(thrown: unknown): string | undefined {
  const { code, path } = thrown as NodeJS.ErrnoException
  if (code === 'EEXIST') return 'There is a file of that name already; an archive is never written over.'
  if (code === 'ENOENT' && path) return `There is no ${path}.`
  return undefined
}

const refuse = (message: string) => fail({ message })
